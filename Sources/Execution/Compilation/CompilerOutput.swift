import Lessons

/// The compiler's messages, at their places in the lesson.
struct CompilerOutput {
  /// The errors, and the first warnings; the last of those says how many there were besides.
  let diagnostics: [Diagnostic]
  static let mostWarnings = 20

  /// - Parameter text: `-diagnostic-style llvm`: `block-3:4:14: error: …`, then excerpts, then notes of the same form
  init(_ text: String, lesson: Lesson) {
    var found: [Diagnostic] = []
    for line in text.split(separator: "\n") {
      guard let message = Message(line) else { continue }
      let position = lesson.position(inCompiled: message.file, line: message.position.line, column: message.position.column)
      let isHere = position != nil
      let range = position.map(lesson.source.wordRange)
      switch message.kind {
      case "error", "warning":
        let code: DiagnosticCode = message.kind == "error" ? .compileError : .compileWarning
        found.append(
          Diagnostic(
            code, isHere ? message.text : "\(message.text) (in code that Litmus wrote around the block)",
            path: lesson.source.path, range: range))
      default:
        guard !found.isEmpty, isHere else { continue }
        found[found.count - 1].notes.append(.init(message.text, path: lesson.source.path, range: range))
      }
    }
    var seen: Set<String> = []
    diagnostics = Self.bounded(
      found.filter { seen.insert("\($0.code) \($0.message) \($0.range?.lowerBound.description ?? "")").inserted })
  }

  private static func bounded(_ found: [Diagnostic]) -> [Diagnostic] {
    let warnings = found.indices.filter { found[$0].code == .compileWarning }
    guard warnings.count > mostWarnings else { return found }
    var kept = found
    kept[warnings[mostWarnings - 1]].notes.append(.init("\(warnings.count - mostWarnings) more warnings in this block"))
    let dropped = Set(warnings.dropFirst(mostWarnings))
    return kept.indices.filter { !dropped.contains($0) }.map { kept[$0] }
  }

  private struct Message {
    var file: String
    var position: SourcePosition
    var kind: String
    var text: String

    init?(_ line: Substring) {
      for kind in ["error", "warning", "note"] {
        guard let marker = line.firstRange(of: ": \(kind): ") else { continue }
        let place = line[..<marker.lowerBound].split(separator: ":")
        guard place.count >= 3, let row = Int(place[place.count - 2]), let column = Int(place[place.count - 1]) else { continue }
        file = place.dropLast(2).joined(separator: ":")
        position = SourcePosition(line: row, column: column)
        self.kind = kind
        text = String(line[marker.upperBound...]).withoutDiagnosticGroup
        return
      }
      return nil
    }
  }
}

extension String {
  /// The message without the compiler's name for its kind: `… never used [#no-usage]`.
  fileprivate var withoutDiagnosticGroup: String {
    guard hasSuffix("]"), let group = ranges(of: " [#").last else { return self }
    return String(self[..<group.lowerBound])
  }
}

extension SourceFile {
  /// The word or sign that begins at a position, to underline.
  func wordRange(at start: SourcePosition) -> SourceRange {
    let rest = line(start.line)?.utf8.dropFirst(start.column - 1) ?? Substring().utf8
    let word = rest.prefix { byte in
      byte == UInt8(ascii: "_") || byte >= 0x80 || Character(UnicodeScalar(byte)).isLetter
        || Character(UnicodeScalar(byte)).isNumber
    }
    return start..<SourcePosition(line: start.line, column: start.column + max(1, word.count))
  }
}
