import Lessons

/// The lines by which a block sees those above it. Grows from block to block, so that each block is looked at once.
///
/// A name that two of them declare would be ambiguous below both. The later one is meant, so it is imported by name as well: what is
/// imported by name shadows what comes with a whole module.
struct BlockImports: Sendable {
  private struct Declaration {
    var kind: Substring
    var name: Substring
    var module: String
  }

  private var modules: [String] = []
  private var last: [Substring: Declaration] = [:]
  private var redeclared: Set<Substring> = []

  init() {}

  /// The imports of what stands below the blocks of these modules, from the top down.
  init(of modules: [String], in lesson: Lesson) {
    for module in modules {
      guard let number = Int(module.dropFirst("Block".count)), lesson.experiments.indices.contains(number - 1) else { continue }
      append(lesson.experiments[number - 1], as: module)
    }
  }

  mutating func append(_ experiment: Experiment, as module: String) {
    modules.append(module)
    for declaration in Self.declarations(experiment, module) {
      if let before = last[declaration.name], before.module != module { redeclared.insert(declaration.name) }
      last[declaration.name] = declaration
    }
  }

  /// The last declaration of a name that more than one block declares is imported by name, in the order of the names.
  var lines: [String] {
    modules.map { "@testable import \($0)" }
      + redeclared.sorted().compactMap { last[$0] }.map { "@testable import \($0.kind) \($0.module).\($0.name)" }
  }

  /// What a block declares at its top, as far as it begins a line: a look at the text, which costs nothing where the parser would take
  /// longer than all the rest, and a regular expression longer than the rest of an unchanged build. What it misses stays ambiguous.
  private static func declarations(_ experiment: Experiment, _ module: String) -> [Declaration] {
    var found: [Declaration] = [], depth = 0
    for line in experiment.code.map(\.text) {
      if depth == 0, let (kind, name) = declaration(beginning: line) {
        found.append(Declaration(kind: kind == "actor" ? "class" : kind, name: name, module: module))
      }
      for byte in line.utf8 {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
      }
    }
    return found
  }

  private static let kinds: Set<Substring> = ["let", "var", "func", "struct", "class", "enum", "protocol", "actor", "typealias"]

  private static func declaration(beginning line: String) -> (kind: Substring, name: Substring)? {
    var rest = line.utf8[...]
    var kind = word(&rest)
    while kind == "final" || kind == "indirect" { kind = word(&rest) }
    guard kinds.contains(kind) else { return nil }
    let name = word(&rest)
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    return (kind, name)
  }

  /// The next word, and what stands behind it and its spaces.
  private static func word(_ rest: inout Substring.UTF8View) -> Substring {
    let word = rest.prefix { byte in
      byte == UInt8(ascii: "_") || byte >= 0x80 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    rest = rest.dropFirst(word.count)
    rest = rest.dropFirst(rest.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count)
    return Substring(word)
  }
}
