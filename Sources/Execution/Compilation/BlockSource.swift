import Lessons

/// The Swift file that a block compiles from: imports, then the lesson's lines, which `LessonPlaces` finds again.
struct BlockSource: Equatable, Sendable {
  /// The module's name, and the name of its entry point.
  var module: String
  var text: String
  /// Where it stands in the lesson.
  var range: SourceRange

  var entry: String { "\(module)_main" }

  /// An experiment: a module of its own that imports the experiments above it.
  static func experiment(_ index: Int, of lesson: Lesson, above: BlockImports) -> BlockSource {
    let experiment = lesson.experiments[index]
    var lines = imports(above)
    if !experiment.code.isEmpty {
      lines.append(location(LessonPlaces.file(ofExperiment: index)))
      // Leading spaces put every token into the column that it has in the lesson.
      lines += experiment.code.map { String(repeating: " ", count: max(0, $0.position.column - 1)) + $0.text }
    }
    return BlockSource(module: "Block\(index + 1)", text: lines.joined(separator: "\n") + "\n", range: experiment.range)
  }

  /// The inline values that stand below `count` experiments, one expression each.
  static func inlineValues(_ indices: [Int], of lesson: Lesson, below count: Int, above: BlockImports) -> BlockSource {
    var lines = imports(above)
    let ranges = indices.map { lesson.inlineValues[$0].range }
    for (place, index) in indices.enumerated() {
      let value = lesson.inlineValues[index]
      lines.append("_inlineValue(\(place)) {")
      lines.append(location(LessonPlaces.file(ofValue: place, below: count)))
      lines.append(String(repeating: " ", count: max(0, value.position.column - 1)) + value.expression)
      lines.append("#sourceLocation()")
      lines.append("}")
    }
    let start = SourcePosition(line: 1, column: 1)
    return BlockSource(
      module: "Values\(count)", text: lines.joined(separator: "\n") + "\n", range: ranges.first ?? start..<start)
  }

  private static func imports(_ above: BlockImports) -> [String] { ["import NN", "import Lab"] + above.lines }

  private static func location(_ file: String) -> String { "#sourceLocation(file: \"\(file)\", line: 1)" }
}
