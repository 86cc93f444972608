import Yams

/// The keys of a YAML mapping at the head of a lesson or in `course.yml`, asked for one by one; what is wrong with them is noted
/// at its place in the file.
struct Settings {
  struct Entry {
    var key: String
    var keyRange: SourceRange
    var value: Yams.Node
    var valueRange: SourceRange
  }

  /// The codes of what this mapping can be wrong with.
  struct Codes {
    var invalid: DiagnosticCode
    var unknownKey: DiagnosticCode
  }

  private(set) var diagnostics: [Diagnostic] = []
  /// False where it is no YAML at all, so that it cannot be said what is missing.
  private(set) var isReadable = true
  private var entries: [Entry] = []
  private var asked: [String] = []
  private let source: SourceFile
  private let lines: Range<Int>
  private let codes: Codes

  /// Reads the lines (from 1) of a file.
  init(_ source: SourceFile, lines: Range<Int>, codes: Codes) {
    self.source = source
    self.lines = lines
    self.codes = codes
    let yaml = lines.compactMap { source.line($0) }.joined(separator: "\n") + "\n"
    do {
      guard let root = try Yams.compose(yaml: yaml) else { return }
      read(root)
    } catch {
      isReadable = false
      note(error)
    }
  }

  private mutating func read(_ root: Yams.Node) {
    guard let mapping = root.mapping else {
      isReadable = false
      return note(
        "keys and values are expected here, not \(Self.describe(root))", at: range(of: root), help: "write `title: …`")
    }
    entries = mapping.map { key, value in
      Entry(key: key.string ?? "", keyRange: range(of: key), value: value, valueRange: range(of: value))
    }
  }

  // MARK: Values

  func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  mutating func text(_ key: String) -> String? {
    guard let entry = ask(key) else { return nil }
    return text(entry.value, of: key)
  }

  mutating func texts(_ key: String) -> [String] { placedTexts(key).map(\.text) }

  /// A list of texts with their places; one text counts as a list of one.
  mutating func placedTexts(_ key: String) -> [(text: String, range: SourceRange)] {
    guard let entry = ask(key) else { return [] }
    let values = entry.value.sequence.map { Array($0) } ?? [entry.value]
    return values.compactMap { value in
      let range = range(of: value)
      return text(value, of: key).map { ($0, range) }
    }
  }

  mutating func wholeNumber(_ key: String, atLeast minimum: Int) -> Int? {
    guard let entry = ask(key) else { return nil }
    if let number = entry.value.scalar.flatMap({ Int($0.string) }), number >= minimum { return number }
    note(
      "`\(key)` has to be a whole number from \(minimum) on, not \(Self.describe(entry.value))", at: entry.valueRange,
      help: "write `\(key): \(max(minimum, 20))`, for example")
    return nil
  }

  mutating func budget(_ key: String) -> Budget? {
    guard let entry = ask(key) else { return nil }
    if let budget = entry.value.scalar.flatMap({ Budget($0.string) }) { return budget }
    note(
      "`\(key)` has to be a time, an amount of memory or both, not \(Self.describe(entry.value))", at: entry.valueRange,
      help: "write `\(key): 5s 500MB`, for example")
    return nil
  }

  /// Literal numbers, each with the reason why it may stand in the prose.
  mutating func reasons(_ key: String) -> [String: String] {
    guard let entry = ask(key) else { return [:] }
    guard let mapping = entry.value.mapping else {
      note(
        "`\(key)` has to give a reason for each number, not \(Self.describe(entry.value))", at: entry.valueRange,
        help: "write `\(key): {4096: \"the width of the layers\"}`, for example")
      return [:]
    }
    var reasons: [String: String] = [:]
    for (number, reason) in mapping {
      let name = number.string ?? ""
      if !name.contains(where: \.isNumber) {
        note("`\(key)` is for numbers, and `\(name)` is none", at: range(of: number), help: "write a number as it stands in the prose")
      } else if let text = text(reason, of: "\(key): \(name)") {
        reasons[name] = text
      }
    }
    return reasons
  }

  private mutating func ask(_ key: String) -> Entry? {
    asked.append(key)
    return entry(key)
  }

  private mutating func text(_ value: Yams.Node, of key: String) -> String? {
    if let scalar = value.scalar, !Self.isNull(scalar), !scalar.string.allSatisfy(\.isWhitespace) { return scalar.string }
    note("`\(key)` has to be text, not \(Self.describe(value))", at: range(of: value), help: "write `\(key): …`")
    return nil
  }

  /// Notes the keys that nothing asked for.
  mutating func reportUnknownKeys() {
    for entry in entries where !asked.contains(entry.key) {
      diagnostics.append(
        Diagnostic(
          codes.unknownKey, "unknown key `\(entry.key)`", path: source.path, range: entry.keyRange,
          help: Suggestion.help(for: entry.key, among: asked)))
    }
  }

  mutating func note(_ message: String, at range: SourceRange, help: String) {
    diagnostics.append(Diagnostic(codes.invalid, message, path: source.path, range: range, help: help))
  }

  private static func isNull(_ scalar: Yams.Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private static func describe(_ value: Yams.Node) -> String {
    switch value {
    case .scalar(let scalar): isNull(scalar) || scalar.string.isEmpty ? "nothing" : "`\(scalar.string)`"
    case .sequence: "a list"
    case .mapping: "keys and values"
    case .alias: "an alias"
    }
  }

  // MARK: Places

  private func range(of node: Yams.Node) -> SourceRange {
    guard let mark = node.mark else { return position(line: 1, scalars: 0)..<position(line: 1, scalars: 0) }
    let start = position(line: mark.line, scalars: mark.column - 1)
    let rest = (source.line(start.line)?.utf8.dropFirst(start.column - 1)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if let text = node.scalar?.string, !text.isEmpty, rest.hasPrefix(text) { return start..<start.advanced(by: text.utf8.count) }
    if node.scalar?.string.isEmpty == true, !rest.hasPrefix("\""), !rest.hasPrefix("'") { return start..<start }
    let length = rest.utf8.reversed().drop { $0.isMarkdownSpace }.count
    return start..<start.advanced(by: length)
  }

  /// libyaml counts columns in scalars.
  private func position(line: Int, scalars: Int) -> SourcePosition {
    let number = min(lines.lowerBound + line - 1, max(lines.lowerBound, lines.upperBound - 1))
    let column = source.line(number)?.unicodeScalars.prefix(max(0, scalars)).reduce(0) { $0 + UTF8.width($1) } ?? 0
    return SourcePosition(line: number, column: column + 1)
  }

  private mutating func note(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      let start = position(line: mark.line, scalars: mark.column - 1)
      note("this is no YAML: \(problem)", at: start..<start, help: Self.help(for: problem))
    case .duplicatedKeysInMapping(let keys, let context): noteDuplicate(keys, near: context.mark)
    case .reader(let problem, _, _, _):
      let start = position(line: 1, scalars: 0)
      note("this is no YAML: \(problem)", at: start..<start, help: "take out the character that one cannot see")
    default:
      let start = position(line: 1, scalars: 0)
      note("this is no YAML: \(error)", at: start..<start, help: "write `key: value` lines")
    }
  }

  private mutating func noteDuplicate(_ keys: [String], near mark: Mark) {
    let key = keys.first ?? ""
    let places = lines.filter { line in
      source.line(line)?.drop(while: \.isWhitespace).hasPrefix("\(key):") == true
    }
    let line = places.dropFirst().first ?? position(line: mark.line, scalars: 0).line
    let indent = source.line(line)?.prefix(while: \.isWhitespace).utf8.count ?? 0
    let start = SourcePosition(line: line, column: indent + 1)
    note("the key `\(key)` stands here twice", at: start..<start.advanced(by: key.utf8.count), help: "keep one of them")
  }

  private static func help(for problem: String) -> String {
    problem.contains("mapping values are not allowed")
      ? "put a text that contains `: ` in quotes: title: \"Dropout: why it helps\""
      : "put texts with special characters in quotes, and indent with spaces"
  }
}
