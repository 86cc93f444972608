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
  var path: String { source.path }
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

  /// Reads a mapping inside of a file's YAML.
  init(_ source: SourceFile, root: Yams.Node, codes: Codes) {
    self.source = source
    lines = 1..<source.lines.count + 1
    self.codes = codes
    read(root)
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

  /// A text with its place.
  mutating func placedText(_ key: String) -> (text: String, range: SourceRange)? {
    guard let entry = ask(key) else { return nil }
    return text(entry.value, of: key).map { ($0, entry.valueRange) }
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

  /// A share between 0 and 1.
  mutating func share(_ key: String) -> Double? {
    guard let entry = ask(key) else { return nil }
    if let share = entry.value.scalar.flatMap({ Double($0.string) }), (0...1).contains(share) { return share }
    note(
      "`\(key)` has to be a number from 0 to 1, not \(Self.describe(entry.value))", at: entry.valueRange,
      help: "write `\(key): 0.95`, for example")
    return nil
  }

  /// What stands there, whatever it is.
  mutating func value(_ key: String) -> Yams.Node? { ask(key)?.value }

  /// Keys and texts with their places.
  mutating func placedPairs(_ key: String) -> [(key: String, keyRange: SourceRange, value: String, valueRange: SourceRange)] {
    guard let entry = ask(key) else { return [] }
    guard let mapping = entry.value.mapping else {
      note(
        "`\(key)` has to be keys and values, not \(Self.describe(entry.value))", at: entry.valueRange,
        help: "write `\(key): {…: …}`")
      return []
    }
    return mapping.compactMap { name, value in
      let places = (key: range(of: name), value: range(of: value))
      return text(value, of: "\(key): \(name.string ?? "")").map { (name.string ?? "", places.key, $0, places.value) }
    }
  }

  mutating func budget(_ key: String) -> Budget? {
    guard let entry = ask(key) else { return nil }
    if let budget = entry.value.scalar.flatMap({ Budget($0.string) }) { return budget }
    note(
      "`\(key)` has to be a time, an amount of memory or both, not \(Self.describe(entry.value))", at: entry.valueRange,
      help: "write `\(key): 5s 500MB`, for example")
    return nil
  }

  /// Literal numbers and phrases, each with the reason why it may stand in the prose, and its place.
  mutating func reasons(_ key: String) -> (reasons: [String: String], ranges: [String: SourceRange]) {
    guard let entry = ask(key) else { return ([:], [:]) }
    guard let mapping = entry.value.mapping else {
      note(
        "`\(key)` has to give a reason for each number, not \(Self.describe(entry.value))", at: entry.valueRange,
        help: "write `\(key): {4096: \"the width of the layers\"}`, for example")
      return ([:], [:])
    }
    var reasons: [String: String] = [:]
    var ranges: [String: SourceRange] = [:]
    for (number, reason) in mapping {
      let name = number.string ?? ""
      if !name.contains(where: \.isNumber), !name.contains(" ") {
        note(
          "`\(key)` is for numbers and phrases, and `\(name)` is neither", at: range(of: number),
          help: "write a number as it stands in the prose, or two words at least")
      } else if let text = text(reason, of: "\(key): \(name)") {
        reasons[name] = text
        ranges[name] = range(of: number)
      }
    }
    return (reasons, ranges)
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

  /// Keys that may stand there and mean nothing here.
  mutating func passOver(_ keys: Set<String>) { asked += keys.sorted() }

  /// Notes the keys that nothing asked for.
  mutating func reportUnknownKeys(as severity: Diagnostic.Severity? = nil) {
    for entry in entries where !asked.contains(entry.key) {
      diagnostics.append(
        Diagnostic(
          codes.unknownKey, severity: severity, "unknown key `\(entry.key)`", path: source.path, range: entry.keyRange,
          help: Suggestion.help(for: entry.key, among: asked)))
    }
  }

  mutating func note(_ message: String, at range: SourceRange, notes: [Diagnostic.Note] = [], help: String) {
    diagnostics.append(Diagnostic(codes.invalid, message, path: source.path, range: range, notes: notes, help: help))
  }

  /// - Parameter help: what is wanted in place of `value`
  mutating func note(_ message: String, at value: Yams.Node, help: String) { note(message, at: range(of: value), help: help) }

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

  /// Where the first key stands, or the file begins.
  var start: SourceRange { entries.first?.keyRange ?? position(line: 1, scalars: 0)..<position(line: 1, scalars: 0) }

  private func range(of node: Yams.Node) -> SourceRange {
    guard let mark = node.mark else { return position(line: 1, scalars: 0)..<position(line: 1, scalars: 0) }
    let start = position(line: mark.line, scalars: mark.column - 1)
    let rest = (source.line(start.line)?.utf8.dropFirst(start.column - 1)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if let text = node.scalar?.string, !text.isEmpty, rest.hasPrefix(text) { return start..<start.advanced(by: text.utf8.count) }
    let quote = rest.first.map(String.init) ?? ""
    if ["\"", "'"].contains(quote), let text = node.scalar?.string, rest.dropFirst().hasPrefix(text + quote) {
      return start..<start.advanced(by: text.utf8.count + 2)
    }
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

  mutating func note(_ error: any Error) {
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
    let first = position(line: mark.line, scalars: 0).line
    let places = (first..<max(first, lines.upperBound)).filter { line in
      source.line(line)?.drop { $0.isWhitespace || $0 == "-" }.hasPrefix("\(key):") == true
    }
    let line = places.dropFirst().first ?? first
    let indent = source.line(line)?.prefix { $0.isWhitespace || $0 == "-" }.utf8.count ?? 0
    let start = SourcePosition(line: line, column: indent + 1)
    note("the key `\(key)` stands here twice", at: start..<start.advanced(by: key.utf8.count), help: "keep one of them")
  }

  private static func help(for problem: String) -> String {
    problem.contains("mapping values are not allowed")
      ? "put a text that contains `: ` in quotes: title: \"Dropout: why it helps\""
      : "put texts with special characters in quotes, and indent with spaces"
  }
}
