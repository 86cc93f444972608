import Lessons
internal import SwiftParser
internal import SwiftSyntax

/// A block's code, parsed, and where each byte of it stands in the lesson.
struct BlockCode {
  let experiment: Int
  let tree: SourceFileSyntax
  private let lines: [Experiment.Line]
  /// The offset in the code of each line's first byte.
  private let starts: [Int]

  init(_ lesson: Lesson, experiment: Int) {
    self.experiment = experiment
    lines = lesson.experiments[experiment].code
    tree = Parser.parse(source: lesson.experiments[experiment].text)
    var starts: [Int] = []
    var next = 0
    for line in lines {
      starts.append(next)
      next += line.text.utf8.count + 1
    }
    self.starts = starts
  }

  /// Where a piece of code stands in the lesson, without the space around it; nil where it is not within one line of the file.
  func range(of node: some SyntaxProtocol) -> Lessons.SourceRange? {
    range(node.positionAfterSkippingLeadingTrivia.utf8Offset, node.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  private func range(_ start: Int, _ end: Int) -> Lessons.SourceRange? {
    guard let first = line(ofByte: start), end <= starts[first] + lines[first].text.utf8.count else { return nil }
    let position = lines[first].position
    guard position.column >= 1 else { return nil }
    return position.advanced(by: start - starts[first])..<position.advanced(by: end - starts[first])
  }

  /// The lines of the lesson that a piece of code takes.
  func lines(of node: some SyntaxProtocol) -> ClosedRange<Int>? {
    guard let first = line(ofByte: node.positionAfterSkippingLeadingTrivia.utf8Offset),
      let last = line(
        ofByte: max(node.positionAfterSkippingLeadingTrivia.utf8Offset, node.endPositionBeforeTrailingTrivia.utf8Offset - 1))
    else { return nil }
    return lines[first].position.line...lines[last].position.line
  }

  private func line(ofByte offset: Int) -> Int? { starts.lastIndex { $0 <= offset } }
}
