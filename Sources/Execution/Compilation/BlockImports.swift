import Lessons

/// The lines by which a block sees those above it.
///
/// A name that two of them declare would be ambiguous below both. The later one is meant, so it is imported by name as well: what is
/// imported by name shadows what comes with a whole module.
struct BlockImports {
  private struct Declaration {
    var kind: Substring
    var name: Substring
    var module: String
  }

  let lesson: Lesson
  /// Modules of blocks, from the top down.
  let above: [String]

  var lines: [String] { above.map { "@testable import \($0)" } + redeclared.map { "@testable import \($0.kind) \($0.module).\($0.name)" } }

  /// The last declaration of each name that more than one block declares, in the order of the names.
  private var redeclared: [Declaration] {
    var last: [Substring: Declaration] = [:], again: Set<Substring> = []
    for module in above {
      guard let number = Int(module.dropFirst("Block".count)), lesson.experiments.indices.contains(number - 1) else { continue }
      for declaration in Self.declarations(lesson.experiments[number - 1], module) {
        if let before = last[declaration.name], before.module != module { again.insert(declaration.name) }
        last[declaration.name] = declaration
      }
    }
    return again.sorted().compactMap { last[$0] }
  }

  /// What a block declares at its top, as far as it begins a line: a look at the text, which costs nothing where the parser would take
  /// longer than all the rest. What it misses stays ambiguous.
  private static func declarations(_ experiment: Experiment, _ module: String) -> [Declaration] {
    var found: [Declaration] = [], depth = 0
    for line in experiment.code.map(\.text) {
      if depth == 0, let match = line.prefixMatch(of: declaration) {
        found.append(Declaration(kind: match.output.1 == "actor" ? "class" : match.output.1, name: match.output.2, module: module))
      }
      for byte in line.utf8 {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
      }
    }
    return found
  }

  /// A regex is not to be shared between threads, so each use makes its own.
  private static var declaration: Regex<(Substring, Substring, Substring)> {
    #/(?:final\s+|indirect\s+)*(let|var|func|struct|class|enum|protocol|actor|typealias)\s+([A-Za-z_][A-Za-z0-9_]*)/#
  }
}
