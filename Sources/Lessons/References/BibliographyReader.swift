import Foundation
import Yams

/// Reads `references.yml`: a list of CSL entries, by itself or under `references`.
///
/// ```yaml
/// - id: glorot2010
///   type: paper-conference
///   title: Understanding the difficulty of training deep feedforward neural networks
///   author: [{family: Glorot, given: Xavier}, {family: Bengio, given: Yoshua}]
///   issued: 2010
/// ```
/// Diagnostics: `references-invalid`.
struct BibliographyReader {
  private let path: String
  private var diagnostics: [Diagnostic] = []
  private var entries: [Bibliography.Entry] = []
  private var seen: [String: SourceRange] = [:]

  static func read(path: String) -> (bibliography: Bibliography, diagnostics: [Diagnostic]) {
    guard FileManager.default.fileExists(atPath: path) else { return (Bibliography(path: path), []) }
    do {
      return read(try SourceFile.read(path: path))
    } catch {
      return (Bibliography(path: path), [error])
    }
  }

  static func read(_ source: SourceFile) -> (bibliography: Bibliography, diagnostics: [Diagnostic]) {
    var reader = Self(path: source.path)
    let list = Settings.list(source, under: "references", codes: .init(invalid: .referencesInvalid, unknownKey: .referencesInvalid))
    reader.diagnostics = list.diagnostics
    for settings in list.entries { reader.read(settings) }
    return (Bibliography(path: source.path, entries: reader.entries), reader.diagnostics.inReadingOrder())
  }

  private init(path: String) { self.path = path }

  private mutating func read(_ settings: Settings) {
    var settings = settings
    defer { diagnostics += settings.diagnostics }
    guard settings.isReadable else { return }
    guard let (id, range) = settings.placedText("id") else {
      if settings.entry("id") == nil {
        settings.note("this entry has no `id`", at: settings.start, help: "add a line `id: …`, the key to cite it by")
      }
      return
    }
    if let first = seen[id] {
      return settings.note(
        "two entries have the id `\(id)`", at: range, notes: [.init("the first one is here", path: path, range: first)],
        help: "keep one, or give this one another id")
    }
    seen[id] = range
    if settings.entry("title") == nil { settings.note("`\(id)` has no `title`", at: range, help: "add a line `title: …`") }
    var entry = Bibliography.Entry(id: id, title: settings.text("title") ?? id, range: range)
    entry.authors = names("author", &settings)
    entry.editors = names("editor", &settings)
    entry.issued = date("issued", &settings)
    for field in Self.printed where settings.entry(field) != nil { entry.fields[field] = settings.text(field) }
    settings.passOver(Self.others)
    settings.reportUnknownKeys(as: .warning)
    entries.append(entry)
  }

  // MARK: Names and dates

  private func names(_ key: String, _ settings: inout Settings) -> [Bibliography.Name] {
    guard let value = settings.value(key) else { return [] }
    return (value.sequence.map { Array($0) } ?? [value]).compactMap { item in
      if let name = Self.name(item) { return name }
      settings.note("this is no name", at: item, help: "write `{family: Glorot, given: Xavier}`, or `{literal: OpenAI}`")
      return nil
    }
  }

  private static func name(_ item: Yams.Node) -> Bibliography.Name? {
    if let text = item.string, !text.isEmpty {
      let parts = text.split(separator: ",", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return Bibliography.Name(family: parts[0], given: parts.count > 1 ? parts[1] : "")
    }
    guard let mapping = item.mapping else { return nil }
    func part(_ key: String) -> String { mapping[key]?.string ?? "" }
    if !part("literal").isEmpty { return Bibliography.Name(family: part("literal")) }
    guard !part("family").isEmpty else { return nil }
    let family = [part("dropping-particle"), part("non-dropping-particle"), part("family")].filter { !$0.isEmpty }
    let given = [part("given"), part("suffix")].filter { !$0.isEmpty }
    return Bibliography.Name(family: family.joined(separator: " "), given: given.joined(separator: ", "))
  }

  /// `2010`, `2010-05-13`, `{year: 2010, month: 5}`, a list of one of these, or `{date-parts: [[2010, 5, 13]]}`.
  private func date(_ key: String, _ settings: inout Settings) -> Bibliography.Date? {
    guard let value = settings.value(key) else { return nil }
    if let date = Self.date(value) { return date }
    settings.note("this is no date", at: value, help: "write `\(key): 2010`, or `\(key): 2010-05-13`")
    return nil
  }

  private static func date(_ value: Yams.Node) -> Bibliography.Date? {
    if let text = value.string { return date(parts: text.split(separator: "-").map { Int($0) }) }
    if let mapping = value.mapping {
      if let parts = mapping["date-parts"]?.sequence?.first { return date(parts) }
      if let raw = mapping["raw"] ?? mapping["literal"] { return date(raw) }
      return date(parts: ["year", "month", "day"].compactMap { mapping[$0] }.map { $0.string.flatMap { Int($0) } })
    }
    guard let list = value.sequence, let first = list.first else { return nil }
    return first.string == nil ? date(first) : date(parts: list.map { $0.string.flatMap { Int($0) } })
  }

  private static func date(parts: [Int?]) -> Bibliography.Date? {
    let parts = parts.compactMap { $0 }
    guard let year = parts.first, parts.count <= 3 else { return nil }
    return Bibliography.Date(year: year, month: parts.count > 1 ? parts[1] : nil, day: parts.count > 2 ? parts[2] : nil)
  }

  // MARK: Fields

  /// CSL 1.0.2's variables that a reference prints.
  private static let printed = [
    "container-title", "collection-title", "publisher", "volume", "issue", "page", "edition", "number", "genre", "DOI", "URL",
  ]

  /// Its others, which bibliography managers write and nobody has to take out.
  private static let others: Set<String> = [
    "type", "abstract", "accessed", "annote", "archive", "archive-place", "archive_location", "authority", "call-number",
    "chapter-number", "citation-key", "citation-label", "citation-number", "collection-editor", "collection-number", "composer",
    "container-author", "container-title-short", "contributor", "dimensions", "director", "division", "editorial-director", "event",
    "event-date", "event-place", "event-title", "ISBN", "ISSN", "illustrator", "interviewer", "journalAbbreviation", "jurisdiction",
    "keyword", "language", "license", "medium", "note", "number-of-pages", "number-of-volumes", "original-author", "original-date",
    "original-publisher", "original-title", "page-first", "part-number", "PMCID", "PMID", "publisher-place", "references",
    "reviewed-author", "reviewed-title", "scale", "section", "shortTitle", "source", "status", "submitted", "supplement-number",
    "title-short", "translator", "version", "volume-title", "year-suffix",
  ]
}
