import Foundation

/// `[](#label)`, `[own words](#label)`, `[](lesson.md#label)` or `[](lesson.md)`: a reference into the course. The words of one without
/// words are made: "Figure 3".
public struct CrossReference: Equatable, Sendable {
  /// The lesson's name, where one is named.
  public var lesson: String?
  /// nil: the lesson as a whole.
  public var label: String?
  public var title: String
  /// Where the destination stands, or the link where it is written elsewhere.
  public var range: SourceRange

  public init(lesson: String?, label: String?, title: String = "", range: SourceRange) {
    self.lesson = lesson
    self.label = label
    self.title = title
    self.range = range
  }

  /// Nothing where the destination leads out of the course, or nowhere.
  init?(to destination: String, title: String, at range: SourceRange) {
    guard !destination.contains("//"), !destination.hasPrefix("/"), !destination.contains("?") else { return nil }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = parts[0], label = parts.count > 1 ? String(parts[1]) : ""
    guard file.isEmpty ? !label.isEmpty : file.hasSuffix(".md") && file.utf8.count > 3 && !file.contains(":") else { return nil }
    self.init(
      lesson: file.isEmpty ? nil : LessonReader.name(ofPath: String(file).decoded), label: label.isEmpty ? nil : label.decoded,
      title: title, range: range)
  }
}

extension String {
  fileprivate var decoded: String { removingPercentEncoding ?? self }
}

extension Node {
  /// The cross-references in it, in the order of the text.
  public var crossReferences: [CrossReference] {
    let own: [CrossReference] = if case .crossReference(let reference) = kind { [reference] } else { [] }
    return own + children.flatMap(\.crossReferences)
  }
}
