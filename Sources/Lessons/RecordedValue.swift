/// `{value} lesson#name | format` in prose: a value that a lesson of the course recorded.
public struct RecordedValue: Equatable, Sendable {
  public var lesson: String
  public var name: String
  /// As the author wrote it: `.3g`; nil prints the shortest text.
  public var format: String?
  /// Where `lesson#name` stands.
  public var range: SourceRange

  public init(lesson: String, name: String, format: String? = nil, range: SourceRange) {
    self.lesson = lesson
    self.name = name
    self.format = format
    self.range = range
  }

  /// `initialization#he-std`
  public var address: String { "\(lesson)#\(name)" }
}

extension Node {
  /// The recorded values that it prints, in the order of the text.
  public var recordedValues: [RecordedValue] {
    if case .recordedValue(let value) = kind { return [value] }
    return children.flatMap(\.recordedValues)
  }
}
