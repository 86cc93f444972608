/// Diagnostics as text for people. The only place that renders them.
///
/// ```
/// lessons/03.md:41:5: error[option-unknown]: unknown option `lable`
///   41 | //| lable: tanh
///      |     ^^^^^
/// help: did you mean `label`?
/// ```
public struct DiagnosticRenderer {
  private let usesColor: Bool
  private let source: (String) -> SourceFile?
  private let displays: (String) -> String
  /// The widest excerpt.
  private static let excerptWidth = 100

  /// - Parameters:
  ///   - usesColor: for a terminal whose user has not set `NO_COLOR`.
  ///   - source: gives the files that excerpts are taken from.
  ///   - displays: how a path is shown.
  public init(
    usesColor: Bool = false, source: @escaping (String) -> SourceFile? = SourceFile.onDisk,
    displays: @escaping (String) -> String = { $0 }
  ) {
    self.usesColor = usesColor
    self.source = source
    self.displays = displays
  }

  /// All of them, in reading order, an empty line between two.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.inReadingOrder().map(render).joined(separator: "\n\n")
  }

  /// One finding with its excerpt, notes and help; no line end at the end.
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines = [place(diagnostic.path, diagnostic.range) + label(diagnostic) + message(diagnostic.message, indent: 2)]
    lines += excerpt(diagnostic.path, diagnostic.range, style(of: diagnostic.severity))
    for note in diagnostic.notes {
      lines.append(place(note.path, note.range) + paint("note:", .bold) + " " + message(note.message, indent: 2))
      lines += excerpt(note.path, note.range, .bold)
    }
    if let help = diagnostic.help { lines.append(paint("help:", .cyan) + " " + message(help, indent: 6)) }
    return lines.joined(separator: "\n")
  }

  /// One finding on one line, without excerpt, notes and help.
  public func line(_ diagnostic: Diagnostic) -> String {
    place(diagnostic.path, diagnostic.range) + label(diagnostic) + paint(Self.oneLine(diagnostic.message), .bold)
  }

  /// Text on one line, without characters that steer a terminal.
  public static func oneLine(_ text: String) -> String {
    TerminalText.safe(text).split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  // MARK: Parts

  private func place(_ path: String?, _ range: SourceRange?) -> String {
    guard let path else { return "" }
    return paint(TerminalText.safe(displays(path)) + (range.map { ":\($0.lowerBound)" } ?? "") + ":", .bold) + " "
  }

  private func label(_ diagnostic: Diagnostic) -> String {
    let severity =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "note"
      }
    return paint("\(severity)[\(diagnostic.code.rawValue)]:", style(of: diagnostic.severity)) + " "
  }

  private func message(_ text: String, indent: Int) -> String {
    let lines = TerminalText.safe(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  private func excerpt(_ path: String?, _ range: SourceRange?, _ style: Style) -> [String] {
    guard let path, let range, let line = source(path)?.line(range.lowerBound.line), !line.isEmpty else { return [] }
    let start = min(max(0, range.lowerBound.column - 1), line.utf8.count)
    let end = range.upperBound.line > range.lowerBound.line ? Self.endOfText(line) : range.upperBound.column - 1
    let (text, columns) = TerminalText(line).excerpt(start..<max(start, end), width: Self.excerptWidth)
    let number = "  \(range.lowerBound.line)"
    let gutter = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: max(1, columns.count))
    return [
      paint("\(number) |", .dim) + " " + text,
      paint("\(gutter) |", .dim) + " " + String(repeating: " ", count: columns.lowerBound) + paint(carets, style),
    ]
  }

  private static func endOfText(_ line: Substring) -> Int {
    line.utf8.count - line.utf8.reversed().prefix { $0.isMarkdownSpace }.count
  }

  // MARK: Colour

  private enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
  }

  private func style(of severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .bold
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
