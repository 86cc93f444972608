import Execution
import Judgement
import Lessons
import Records

@testable import Site

extension DemoCourse {
  private static func nowhere() -> SourceRange { LessonSketch.nowhere }

  /// Statements of every stance, in agreement with the verdicts and not.
  static var description: CourseDescription {
    func statement(
      _ id: String, _ source: String, _ quote: String, _ stance: Statement.Stance? = nil, _ reason: String? = nil,
      _ claims: [(String, Statement.Bearing)] = []
    ) -> Statement {
      Statement(
        id: id, source: source, quote: quote, stance: stance, reason: reason,
        evidence: claims.map { address, bearing in
          let parts = address.split(separator: "#").map(String.init)
          return .init(lesson: parts[0], claim: parts[1], bearing: bearing, range: nowhere())
        }, range: nowhere(), stanceRange: nowhere())
    }
    return CourseDescription(
      title: "Training deep networks", summary: "What the lectures say about making deep networks learn, measured.",
      sources: ["000": "Initialization and transfer learning", "001": "Regularization, with a title that goes on for longer than a line has room"],
      statements: StatementCatalogue(statements: [
        statement("C001", "000:15", "In convex problems, initialisation does not play a role."),
        statement(
          "C009", "000:29", "it would be especially bad to initialize them with zeros because then the gradient is zero", .qualified,
          "two layers of zeros in a row stop every gradient; a model without a hidden layer has one at zero, with `sigmoid` too",
          [("initialization#equal-weights", .supports), ("initialization#he-keeps", .refutes)]),
        statement(
          "C012", "000:35", "after a few layers nothing is left of it", .holds, nil, [("initialization#tanh-collapses", .supports)]),
        statement(
          "C014", "000:41", "then it trains faster", .holds, nil,
          [("initialization#he-trains-faster", .supports), ("elsewhere#claim", .supports)]),
        statement(
          "C015", "000:42", "the gradient of the first layer is as large as that of the last one", .refuted,
          "it is less than a tenth", [("initialization-broken#gradient-follows", .refutes)]),
        statement(
          "C020", "000:61", "the variance of a product is the product of variances", .holds, nil,
          [("initialization#variance-of-a-product", .supports)]),
        statement("C101", "001:7", "Regularization is any change that reduces the error on new data", .definition, "it names, and asserts nothing"),
        statement("C102", "001:9", "This is probably the most popular technique of all", .notTestable, "nobody counts"),
        statement("C103", "001:9", "<b>Sometimes</b> you want to & sometimes \"not\""),
      ]),
      glossary: Glossary(terms: [
        .init(term: "zero mean", anchor: "zero-mean", definition: [LessonSketch.math(#"\mathbb E[x] = 0"#)], range: nowhere()),
        .init(
          term: "Dropout", anchor: "dropout",
          definition: [LessonSketch.text("Leaving units out at "), LessonSketch.node(.emphasis, [LessonSketch.text("random")]), LessonSketch.text(".")],
          spellings: ["dropping out"], see: .init(lesson: nil, label: "why-not-zero", range: nowhere()), range: nowhere()),
      ]))
  }

  /// The ledger of before: one claim held then, one had other values, one is not there yet, and one is gone.
  static var outcome: CourseOutcome {
    let pages = [initialization(false).page, initialization(true).page]
    let course = Course(folder: "lessons", title: "Demo", lessonPaths: pages.map(\.lesson.source.path))
    let lessons = pages.map { JudgedLesson(lesson: $0.lesson, claims: $0.claims, isComplete: true, courseSeed: 1) }
    var ledger = Ledger(lessons.flatMap { lesson in lesson.claims.map { LedgerEntry($0, in: lesson.lesson, seed: 1) } })
    var flipped = ledger[ClaimKey(lesson: "initialization-broken", claim: "gradient-follows")]
    flipped?.verdict = .holds
    ledger[ClaimKey(lesson: "initialization-broken", claim: "gradient-follows")] = flipped
    var moved = ledger[ClaimKey(lesson: "initialization", claim: "tanh-collapses")]
    moved?.claim.replicates = (0..<20).map { .number(0.061 + 0.0004 * Double($0 % 5)) }
    ledger[ClaimKey(lesson: "initialization", claim: "tanh-collapses")] = moved
    var gone = ledger[ClaimKey(lesson: "initialization", claim: "he-keeps")]
    ledger[ClaimKey(lesson: "initialization", claim: "he-keeps")] = nil
    gone?.key.claim = "he-keeps-once"
    if let gone { ledger[gone.key] = gone }
    let review = StatementReview(
      of: description.statements, lessons: pages.map { .init(lesson: $0.lesson, run: $0.run, claims: $0.claims) },
      allLessons: pages.map(\.lesson.name) + ["elsewhere"])
    return CourseOutcome(
      changes: LedgerComparison(.init(ledger: ledger), of: course, lessons: lessons).changes, standings: review.standings,
      toolchain: "Swift 6.3", engine: "9f86d081884c7d65")
  }

  static let titles = [
    "Where a network starts", "What an activation does to a signal", "Preparing data", "Batch normalization", "Bias and variance",
    "Penalties on weights", "Dropout", "Early stopping, and why a curve that goes up again need not mean what everybody says it means",
    "Augmentation", "Transfer learning", "Learning several tasks at once", "Initializationinconvexandnonconvexproblemswithoutspaces", "An audit",
  ]

  static let foundations: [[Int]] = [[], [0], [], [1, 2, 0], [], [4], [4, 5, 0], [4], [2, 4], [0, 8], [9, 5], [0], [3, 6, 7, 10]]
}
