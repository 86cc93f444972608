import Judgement
import Lessons

/// What a site says of its course besides the lessons, as it is known before any of them is run.
public struct CourseDescription: Sendable {
  public var title: String
  public var summary: String?
  /// The course's folder as commands are told it: `lessons`.
  public var folder: String
  /// What all random streams of the course begin from.
  public var seed: Int
  /// Titles of the lectures that statements are taken from, by the first part of a statement's source: `000`.
  public var sources: [String: String]
  public var statements: StatementCatalogue
  public var glossary: Glossary

  public init(
    title: String, summary: String? = nil, folder: String = "lessons", seed: Int = Course.defaultSeed, sources: [String: String] = [:],
    statements: StatementCatalogue = StatementCatalogue(), glossary: Glossary = Glossary()
  ) {
    self.title = title
    self.summary = summary
    // What stands above it is another on another machine.
    self.folder = folder.split(separator: "/").last.map(String.init) ?? folder
    self.seed = seed
    self.sources = sources
    self.statements = statements
    self.glossary = glossary
  }

  public init(_ course: Course, statements: StatementCatalogue = StatementCatalogue(), glossary: Glossary = Glossary()) {
    self.init(
      title: course.title, summary: course.summary, folder: course.folder, seed: course.seed, sources: course.sources,
      statements: statements, glossary: glossary)
  }

  /// The pages that it has besides its lessons and the first one.
  var pages: [CoursePage] {
    CoursePage.allCases.filter { page in
      switch page {
      case .ledger, .reproduction: true
      case .statements: !statements.statements.isEmpty
      case .glossary: !glossary.terms.isEmpty
      }
    }
  }
}

/// What came of a course as a whole.
public struct CourseOutcome: Sendable {
  /// What became of each claim since it was recorded; empty where nothing is recorded.
  public var changes: [LedgerChange]
  /// One for each statement of the course.
  public var standings: [StatementReview.Standing]
  /// What it was computed with, as far as it is the same on every machine: "Swift 6.3", and the digest of the engine's sources.
  public var toolchain: String?
  public var engine: String?

  public init(
    changes: [LedgerChange] = [], standings: [StatementReview.Standing] = [], toolchain: String? = nil, engine: String? = nil
  ) {
    self.changes = changes
    self.standings = standings
    self.toolchain = toolchain
    self.engine = engine
  }
}
