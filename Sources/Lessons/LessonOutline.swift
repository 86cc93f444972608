/// What the others of a course need to know of a lesson before it is read: enough for links to it, little enough for thousands.
public struct LessonOutline: Equatable, Sendable {
  public var path: String
  /// `initialization` for `lessons/initialization.md`; its page is `initialization.html`.
  public var name: String
  public var title: String
  /// How many fenced blocks of Swift it has, by a look at its lines; what they mean the reader knows.
  public var blocks: Int
  /// The labels that its links name, and perhaps some more: of what is known by them other lessons' previews are made.
  public var referredLabels: Set<String>

  public init(path: String, name: String, title: String, blocks: Int = 0, referredLabels: Set<String> = []) {
    self.path = path
    self.name = name
    self.title = title
    self.blocks = blocks
    self.referredLabels = referredLabels
  }

  public init(_ lesson: Lesson) {
    self.init(
      path: lesson.source.path, name: lesson.name, title: lesson.frontMatter.title, blocks: lesson.experiments.count,
      referredLabels: Set(lesson.root.crossReferences.compactMap(\.label)))
  }
}

extension LessonReader {
  /// The outline of the lesson at a path; nil where `read` would find no lesson.
  public static func outline(ofPath path: String) -> LessonOutline? {
    guard let source = try? SourceFile.read(path: path), !isEmpty(source) else { return nil }
    let name = name(ofPath: path)
    let blocks = source.lines.count { line in
      let fence = line.drop { " >\t".contains($0) }
      return fence.hasPrefix("```swift") || fence.hasPrefix("~~~swift")
    }
    return LessonOutline(
      path: path, name: name, title: FrontMatterReader(source, name: name).frontMatter.title, blocks: blocks,
      referredLabels: referredLabels(in: source))
  }

  /// What stands behind each `#` that may begin a link's target.
  private static func referredLabels(in source: SourceFile) -> Set<String> {
    var labels: Set<String> = []
    for line in source.lines where line.utf8.contains(UInt8(ascii: "#")) {
      for piece in line.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false).dropFirst() {
        let name = piece.prefix { $0 >= 0x80 || $0.isLetter || $0.isDigit || "-_.:%".utf8.contains($0) }
        // `(#x)`, `<#x>`, `lesson.md#x`, `[words]: #x`
        let before = line.utf8[..<piece.startIndex].dropLast().last
        guard let before, !name.isEmpty, "(<d ".utf8.contains(before) else { continue }
        labels.insert(String(decoding: name, as: UTF8.self))
      }
    }
    return labels
  }
}
