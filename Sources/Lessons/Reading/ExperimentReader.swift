/// Reads a fenced `swift` block: the options at its top, then its code.
///
/// ```
/// //| label: tanh-collapse
/// //| budget: 5s 500MB
/// show(stds)
/// ```
/// Diagnostics: `option-unknown`, `option-invalid`.
struct ExperimentReader {
  static let optionNames = ["label", "caption", "alt", "hide", "expect", "budget", "run", "because"]

  private(set) var options = BlockOptions()
  private(set) var code: [Experiment.Line]
  /// Where the label stands.
  private(set) var labelRange: SourceRange?
  /// Where the caption's text stands, inside of its quotes.
  private(set) var captionRange: SourceRange?
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: [String: SourceRange] = [:]
  private let path: String

  init(_ block: MarkdownDocument.CodeBlock, path: String) {
    self.path = path
    code = Array(block.lines.drop { Self.optionStart(of: $0) != nil })
    for line in block.lines.prefix(block.lines.count - code.count) { read(line) }
    for line in code {
      guard let start = Self.optionStart(of: line) else { continue }
      note(
        .optionInvalid, "options stand at the top of a block", at: Self.range(of: line.text[start...], in: line),
        help: "move this line up, above the code")
    }
    checkReason()
  }

  /// Where `//|` begins, if the line is an option.
  private static func optionStart(of line: Experiment.Line) -> String.Index? {
    let text = line.text.drop { $0 == " " || $0 == "\t" }
    return text.hasPrefix("//|") ? text.startIndex : nil
  }

  private static func range(of text: Substring, in line: Experiment.Line) -> SourceRange {
    let start = line.position.advanced(by: line.text.utf8.distance(from: line.text.startIndex, to: text.startIndex))
    return start..<start.advanced(by: text.utf8.count)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }

  private mutating func read(_ line: Experiment.Line) {
    guard let start = Self.optionStart(of: line) else { return }
    let text = Self.trimmed(line.text[start...].dropFirst(3))
    guard let colon = text.firstIndex(of: ":") else {
      return note(
        .optionInvalid, "this is no option", at: Self.range(of: Self.trimmed(line.text[start...]), in: line),
        help: "write `//| key: value`")
    }
    let key = Self.trimmed(text[..<colon])
    let value = Self.trimmed(text[text.index(after: colon)...])
    let keyRange = Self.range(of: key, in: line)
    guard Self.optionNames.contains(String(key)) else { return noteUnknown(String(key), at: keyRange) }
    if let first = seen.updateValue(keyRange, forKey: String(key)) {
      let earlier = Diagnostic.Note("first given here", path: path, range: first)
      return note(.optionInvalid, "the option `\(key)` is given twice", at: keyRange, notes: [earlier], help: "keep one of them")
    }
    guard !value.isEmpty else {
      return note(.optionInvalid, "the option `\(key)` has no value", at: keyRange, help: "write `//| \(key): \(Self.example(of: key))`")
    }
    set(key, to: Self.unquoted(value), at: Self.range(of: value, in: line))
  }

  private static func unquoted(_ value: Substring) -> String {
    guard value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote else { return String(value) }
    return String(value.dropFirst().dropLast())
  }

  private mutating func set(_ key: Substring, to value: String, at range: SourceRange) {
    switch key {
    case "label": setLabel(value, at: range)
    case "caption":
      options.caption = value
      let quote = value.utf8.count < range.upperBound.column - range.lowerBound.column ? 1 : 0
      let start = range.lowerBound.advanced(by: quote)
      captionRange = start..<start.advanced(by: value.utf8.count)
    case "alt": options.alternativeText = value
    case "because": options.reason = value
    case "hide": options.hides = choose([.code, .output], key, value, at: range) ?? .nothing
    case "expect": options.expects = choose([.trap, .error], key, value, at: range) ?? .success
    case "run":
      guard value == "true" || value == "false" else { return noteChoice(key, value, among: ["true", "false"], at: range) }
      options.runs = value == "true"
    default:
      options.budget = Budget(value)
      if options.budget == nil {
        note(
          .optionInvalid, "`budget` is a time, an amount of memory or both, not `\(value)`", at: range,
          help: "write `//| budget: 5s 500MB`, for example")
      }
    }
  }

  private mutating func setLabel(_ label: String, at range: SourceRange) {
    guard Identifier.isValid(label) else {
      return note(.optionInvalid, "`\(label)` is no label", at: range, help: "labels are made of \(Identifier.rule)")
    }
    options.label = label
    labelRange = range
  }

  private mutating func choose<Choice: RawRepresentable<String>>(
    _ choices: [Choice], _ key: Substring, _ value: String, at range: SourceRange
  ) -> Choice? {
    let chosen = choices.first { $0.rawValue == value }
    if chosen == nil { noteChoice(key, value, among: choices.map(\.rawValue), at: range) }
    return chosen
  }

  /// `run: false` and `because` come together.
  private mutating func checkReason() {
    if !options.runs, options.reason == nil, let range = seen["run"] {
      note(
        .optionInvalid, "a block that does not run has to say why", at: range,
        help: "add the line `//| because: …`")
    }
    if options.runs, options.reason != nil, let range = seen["because"] {
      note(
        .optionInvalid, "`because` explains why a block does not run, and this one runs", at: range,
        help: "add the line `//| run: false`, or take this one away")
    }
  }

  // MARK: Notes

  /// Quarto's names for what is called otherwise here.
  private static let quartoNames = [
    "echo": "hide: code", "output": "hide: output", "eval": "run: false", "error": "expect: error", "fig-cap": "caption: …",
    "tbl-cap": "caption: …", "fig-alt": "alt: …", "id": "label: …",
  ]

  private static func example(of key: Substring) -> String {
    switch key {
    case "hide": "code"
    case "expect": "trap"
    case "run": "false"
    case "budget": "5s 500MB"
    default: "…"
    }
  }

  private mutating func noteUnknown(_ key: String, at range: SourceRange) {
    let help = Self.quartoNames[key].map { "write `\($0)`" } ?? Suggestion.help(for: key, among: Self.optionNames)
    note(.optionUnknown, "unknown option `\(key)`", at: range, help: help)
  }

  private mutating func noteChoice(_ key: Substring, _ value: String, among choices: [String], at range: SourceRange) {
    let all = choices.map { "`\($0)`" }.joined(separator: " or ")
    let help = Suggestion.nearest(to: value, among: choices).map { "did you mean `\($0)`?" } ?? "write `//| \(key): \(choices[0])`"
    note(.optionInvalid, "`\(key)` is \(all), not `\(value)`", at: range, help: help)
  }

  private mutating func note(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [Diagnostic.Note] = [], help: String
  ) {
    diagnostics.append(Diagnostic(code, message, path: path, range: range, notes: notes, help: help))
  }
}
