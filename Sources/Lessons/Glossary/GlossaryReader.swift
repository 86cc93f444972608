import Foundation

/// Reads `glossary.yml`: a list of terms, by itself or under `glossary`.
///
/// ```yaml
/// - term: batch normalization
///   definition: Each channel of a batch is shifted and scaled to *mean 0* and *variance 1*.
///   also: [batch norm, batchnorm]
///   see: normalization
/// ```
/// Diagnostics: `glossary-invalid`, `math-invalid`.
struct GlossaryReader {
  private let source: SourceFile
  private var diagnostics: [Diagnostic] = []
  private var terms: [Glossary.Term] = []
  /// Every spelling, in lower case, and where it stands first.
  private var seen: [String: SourceRange] = [:]
  private var anchors = AnchorNamer()

  static func read(path: String) -> (glossary: Glossary, diagnostics: [Diagnostic]) {
    guard FileManager.default.fileExists(atPath: path) else { return (Glossary(path: path), []) }
    do {
      return read(try SourceFile.read(path: path))
    } catch {
      return (Glossary(path: path), [error])
    }
  }

  static func read(_ source: SourceFile) -> (glossary: Glossary, diagnostics: [Diagnostic]) {
    var reader = Self(source: source)
    let codes = Settings.Codes(invalid: .glossaryInvalid, unknownKey: .glossaryInvalid)
    let list = Settings.list(source, under: "glossary", beginning: "term", codes: codes)
    reader.diagnostics = list.diagnostics
    for settings in list.entries { reader.read(settings) }
    return (Glossary(path: source.path, terms: reader.terms), reader.diagnostics.inReadingOrder())
  }

  private init(source: SourceFile) { self.source = source }

  private mutating func read(_ settings: Settings) {
    var settings = settings
    defer { diagnostics += settings.diagnostics }
    guard settings.isReadable else { return }
    guard let (name, range) = settings.placedText("term") else {
      if settings.entry("term") == nil {
        settings.note("this entry has no `term`", at: settings.start, help: "add a line `term: …`, the word that it explains")
      }
      return
    }
    let others = settings.placedTexts("also")
    let isFree = ([(name, range)] + others).map { claim($0.0, at: $0.1, &settings) }
    if settings.entry("definition") == nil {
      settings.note("nothing explains `\(name)`", at: range, help: "add a line `definition: …`")
    }
    let definition = settings.placedText("definition").map { inlines($0.text, at: $0.range) } ?? []
    let see = settings.placedText("see").flatMap { place($0.text, at: $0.range, &settings) }
    settings.reportUnknownKeys()
    guard isFree[0] else { return }
    terms.append(
      Glossary.Term(
        term: name, anchor: anchors.anchor(for: name), definition: definition,
        spellings: zip(others, isFree.dropFirst()).filter { $1 }.map { $0.0.text }, see: see, range: range))
  }

  /// Whether nothing else in the file is spelt so.
  private mutating func claim(_ spelling: String, at range: SourceRange, _ settings: inout Settings) -> Bool {
    guard let first = seen.updateValue(seen[spelling.lowercased()] ?? range, forKey: spelling.lowercased()) else { return true }
    settings.note(
      "`\(spelling)` is explained twice", at: range, notes: [.init("first here", path: source.path, range: first)],
      help: "keep one of the two, or make one term's spelling an `also` of the other")
    return false
  }

  private func place(_ text: String, at range: SourceRange, _ settings: inout Settings) -> Glossary.Place? {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let lesson = parts[0].hasSuffix(".md") ? String(parts[0].dropLast(3)) : parts[0]
    let label = parts.count > 1 ? parts[1] : nil
    guard label.map(Identifier.isValid) ?? !lesson.isEmpty, !lesson.contains(" ") else {
      settings.note("`see` names a lesson, a label, or both, not `\(text)`", at: range, help: "write `see: initialization#he`")
      return nil
    }
    return Glossary.Place(lesson: lesson.isEmpty ? nil : lesson, label: label, range: range)
  }

  // MARK: Definitions

  /// The inlines of a definition. Where it is written on one line, each has its exact place; otherwise the whole text's.
  private mutating func inlines(_ text: String, at range: SourceRange) -> [Node] {
    let document = MarkdownParser.parse(SourceFile(path: source.path, text: text))
    let quote = range.upperBound.column - range.lowerBound.column == text.utf8.count + 2 ? 1 : 0
    let isExact = range.upperBound == range.lowerBound.advanced(by: text.utf8.count + 2 * quote)
    func placed(_ inner: SourceRange) -> SourceRange {
      guard isExact else { return range }
      let first = range.lowerBound.advanced(by: quote - 1)
      return first.advanced(by: inner.lowerBound.column)..<first.advanced(by: inner.upperBound.column)
    }
    diagnostics += document.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.range = diagnostic.range.map(placed)
      return diagnostic
    }
    let blocks = document.root.children
    if blocks.count == 1, blocks[0].kind == .paragraph { return blocks[0].children.map { $0.placed(placed) } }
    diagnostics.append(
      Diagnostic(
        .glossaryInvalid, "a definition is one paragraph", path: source.path, range: range,
        help: "write it without lists, headings and blank lines; a lesson can say more: `see: …`"))
    return []
  }
}

extension Node {
  fileprivate func placed(_ place: (SourceRange) -> SourceRange) -> Node {
    var node = self
    node.range = place(range)
    node.children = children.map { $0.placed(place) }
    return node
  }
}
