import Foundation

/// What the search looks through, as scripts: a page on disk may load a script, but not fetch data.
///
/// A script holds the entries of some lessons that follow each other, so a course of any length is read in few files, and none of
/// them waits in memory for the end of the build. The first one says how many there are.
struct SearchIndex {
  /// A page's entries, in their order on it.
  struct Lesson: Encodable, Sendable {
    var page: String
    var title: String
    var entries: [Entry]
    /// A page about the whole course; left out of a lesson.
    var isCoursePage: Bool?
  }

  struct Entry: Encodable, Equatable, Sendable {
    enum Kind: String { case heading = "h", claim = "c", caption = "f", text = "t", statement = "s", term = "g" }

    var kind: Kind
    /// The id on the page; empty for its beginning.
    var anchor: String
    var text: String

    /// As a list: names would be a third of the index.
    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      for part in [kind.rawValue, anchor, text] { try list.encode(part) }
    }
  }

  private struct Shard: Encodable {
    var at: Int
    var of: Int
    var size: Int
    var lessons: [Lesson]
  }

  static let shardSize = 32

  private let lessonCount: Int
  private var waiting: [Int: [Int: Lesson]] = [:]

  init(lessonCount: Int) { self.lessonCount = lessonCount }

  private var shardCount: Int { max(1, (lessonCount + Self.shardSize - 1) / Self.shardSize) }

  /// - Returns: a file that is complete with this lesson, by its path in the site
  mutating func add(_ lesson: Lesson, at index: Int) throws -> (path: String, bytes: Data)? {
    let shard = index / Self.shardSize
    waiting[shard, default: [:]][index] = lesson
    let members = shard * Self.shardSize..<min((shard + 1) * Self.shardSize, lessonCount)
    guard let lessons = waiting[shard], lessons.count == members.count else { return nil }
    waiting[shard] = nil
    return try Self.file(Shard(at: shard, of: shardCount, size: Self.shardSize, lessons: members.compactMap { lessons[$0] }))
  }

  private static func file(_ shard: Shard) throws -> (path: String, bytes: Data) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ("assets/search/\(shard.at).js", Data("litmusSearch.add(".utf8) + (try encoder.encode(shard)) + Data(");\n".utf8))
  }
}

extension SearchIndex.Lesson {
  /// What the search finds on a page about the whole course. Claims are found in their lessons.
  init(_ page: CoursePage, of course: CourseDescription) {
    var entries = [SearchIndex.Entry(kind: .text, anchor: "", text: page.summary)]
    if page == .statements {
      entries += course.statements.statements.map { statement in
        let words = [statement.quote, statement.reason].compactMap { $0.map { StatementText.plain(StatementText.pieces(of: $0)) } }
          .joined(separator: " ")
        return .init(kind: .statement, anchor: StatementsPage.anchor(of: statement.id), text: words)
      }
    }
    if page == .glossary {
      entries += course.glossary.terms.map { term in
        let words = [term.term] + term.spellings
        return .init(kind: .term, anchor: term.anchor, text: words.joined(separator: ", ") + ": " + term.plainDefinition)
      }
    }
    self.init(page: page.file, title: page.title, entries: entries, isCoursePage: true)
  }
}
