import Lessons

/// Where compiled code stands in its lesson. Blocks are compiled under names and lines of their own, so that prose above them changes
/// nothing; what a compiler, a crash or `#line` says is put back into place here.
enum LessonPlaces {
  static func file(ofExperiment index: Int) -> String { "block-\(index + 1)" }
  /// The inline value at this place among those below `count` experiments.
  static func file(ofValue place: Int, below count: Int) -> String { "value-\(count)-\(place + 1)" }
}

extension Lesson {
  /// The inline values that stand below a count of experiments.
  func inlineValues(below count: Int) -> [Int] { inlineValues.indices.filter { inlineValues[$0].experimentsAbove == count } }

  /// The place in the lesson that a compiled file's line and column name; nil for a file that is not the lesson's.
  func position(inCompiled file: String, line: Int, column: Int) -> SourcePosition? {
    let words = file.split(separator: "-").map(String.init)
    switch words.first {
    case "block":
      guard words.count == 2, let number = Int(words[1]), experiments.indices.contains(number - 1) else { return nil }
      return SourcePosition(line: self.line(line, ofExperiment: number - 1), column: column)
    case "value":
      guard words.count == 3, let count = Int(words[1]), let number = Int(words[2]) else { return nil }
      let values = inlineValues(below: count)
      guard values.indices.contains(number - 1) else { return nil }
      return SourcePosition(line: inlineValues[values[number - 1]].position.line + line - 1, column: column)
    default: return nil
    }
  }

  /// The lesson's line for a line of a block's code, counted from 1.
  func line(_ line: Int, ofExperiment index: Int) -> Int { (experiments[index].code.first?.position.line ?? 1) + line - 1 }

  /// The data files that the front matter names: as it names them, and where they are.
  var dataPaths: [(name: String, path: String)] {
    let folder = source.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return frontMatter.data.map { ($0, $0.hasPrefix("/") || folder.isEmpty ? $0 : folder + "/" + $0) }
  }
}
