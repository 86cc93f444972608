/// A file's text with its lines, for positions and excerpts.
public struct SourceFile: Sendable {
  /// As diagnostics name it, relative to where the tool was started: `lessons/initialization.md`.
  public let path: String
  public let text: String
  /// The lines without their ends.
  public let lines: [Substring]

  public init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
  }

  /// The line's text, or nothing where the file has no such line. Lines count from 1.
  public func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }
}
