/// What the others of a course need to know of a lesson before it is read: enough for links to it, little enough for thousands.
public struct LessonOutline: Equatable, Sendable {
  public var path: String
  /// `initialization` for `lessons/initialization.md`; its page is `initialization.html`.
  public var name: String
  public var title: String
  /// How many fenced blocks of Swift it has, by a look at its lines; what they mean the reader knows.
  public var blocks: Int

  public init(path: String, name: String, title: String, blocks: Int = 0) {
    self.path = path
    self.name = name
    self.title = title
    self.blocks = blocks
  }

  public init(_ lesson: Lesson) {
    self.init(
      path: lesson.source.path, name: lesson.name, title: lesson.frontMatter.title, blocks: lesson.experiments.count)
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
    return LessonOutline(path: path, name: name, title: FrontMatterReader(source, name: name).frontMatter.title, blocks: blocks)
  }
}
