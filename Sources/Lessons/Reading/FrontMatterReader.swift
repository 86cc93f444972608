/// Reads the YAML between the `---` lines at a lesson's head.
///
/// Diagnostics: `front-matter-missing`, `front-matter-invalid`, `front-matter-unknown-key`.
struct FrontMatterReader {
  private(set) var frontMatter: FrontMatter
  /// The first line of the lesson's Markdown.
  private(set) var bodyLine: Int
  private(set) var diagnostics: [Diagnostic] = []

  private let source: SourceFile

  init(_ source: SourceFile, name: String) {
    self.source = source
    frontMatter = FrontMatter(title: name)
    bodyLine = 1
    if !Self.isFence(source.lines.first ?? "") {
      noteMissing()
    } else if let closing = source.lines.indices.dropFirst().first(where: { Self.closes(source.lines[$0]) }) {
      read(upTo: closing)
    } else {
      noteUnclosed()
    }
  }

  private mutating func read(upTo closing: Int) {
    bodyLine = closing + 2
    var settings = Settings(
      source, lines: 2..<closing + 1, codes: .init(invalid: .frontMatterInvalid, unknownKey: .frontMatterUnknownKey))
    read(&settings)
    diagnostics += settings.diagnostics
  }

  private mutating func read(_ settings: inout Settings) {
    guard settings.isReadable else { return }
    let isTitled = settings.entry("title") != nil
    if let title = settings.plainText("title") { frontMatter.title = title }
    frontMatter.summary = settings.plainText("summary")
    frontMatter.sources = settings.texts("sources")
    frontMatter.seed = settings.wholeNumber("seed", atLeast: 0)
    frontMatter.replicates = settings.wholeNumber("replicates", atLeast: 1)
    frontMatter.repetitions = settings.wholeNumber("repetitions", atLeast: 0)
    frontMatter.budget = settings.budget("budget")
    frontMatter.data = settings.texts("data")
    (frontMatter.given, frontMatter.givenRanges) = settings.reasons("given")
    frontMatter.coverage = settings.share("coverage")
    settings.reportUnknownKeys()
    if !isTitled { settings.note("the front matter has no `title`", at: fence, help: "add the line `title: \(suggestedTitle)`") }
  }

  private var fence: SourceRange {
    let start = SourcePosition(line: 1, column: (source.lines.first?.hasPrefix("\u{FEFF}") == true ? 3 : 0) + 1)
    return start..<start.advanced(by: 3)
  }

  private mutating func noteMissing() {
    let start = SourcePosition(line: 1, column: 1)
    diagnostics.append(
      Diagnostic(
        .frontMatterMissing, "the lesson has no front matter", path: source.path, range: start..<start,
        help: Self.remedy(title: suggestedTitle)))
  }

  private mutating func noteUnclosed() {
    bodyLine = source.lines.count + 1
    diagnostics.append(
      Diagnostic(
        .frontMatterInvalid, "nothing closes the front matter", path: source.path, range: fence,
        help: "add a line `---` below its last key"))
  }

  /// The three lines that a lesson needs.
  static func remedy(title: String) -> String { "add these three lines at the top:\n---\ntitle: \(title)\n---" }

  /// The first heading, or the file's name.
  private var suggestedTitle: String {
    let heading = source.lines.first { $0.hasPrefix("# ") }?.drop { $0 == "#" || $0 == " " }
    let title = heading.map(String.init) ?? Self.title(ofName: frontMatter.title)
    let isPlain = title.allSatisfy { $0.isLetter || $0.isNumber || " ,-.".contains($0) } && title.first?.isLetter == true
    return isPlain ? title : "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  static func title(ofName name: String) -> String { name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " ") }

  private static func isFence(_ line: Substring) -> Bool {
    let line = line.hasPrefix("\u{FEFF}") ? line.dropFirst() : line
    return line.hasPrefix("---") && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }

  private static func closes(_ line: Substring) -> Bool {
    (line.hasPrefix("---") || line.hasPrefix("...")) && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }
}
