/// The works that a course cites: `references.yml`, in CSL's terms.
public struct Bibliography: Equatable, Sendable {
  public struct Name: Equatable, Sendable {
    public var family: String
    public var given: String

    public init(family: String, given: String = "") {
      self.family = family
      self.given = given
    }
  }

  /// When a work appeared; months and days where they are known.
  public struct Date: Equatable, Sendable {
    public var year: Int
    public var month: Int?
    public var day: Int?

    public init(year: Int, month: Int? = nil, day: Int? = nil) {
      self.year = year
      self.month = month
      self.day = day
    }
  }

  public struct Entry: Equatable, Sendable {
    public var id: String
    public var title: String
    public var authors: [Name] = []
    public var editors: [Name] = []
    public var issued: Date?
    /// CSL's other fields that a reference prints: `container-title`, `volume`, `issue`, `page`, `publisher`, `DOI`, `URL`, …
    public var fields: [String: String] = [:]
    /// Where the id stands.
    public var range: SourceRange

    public init(id: String, title: String, range: SourceRange) {
      self.id = id
      self.title = title
      self.range = range
    }
  }

  /// What a citation prints: "Glorot and Bengio", "2010a".
  public struct Label: Equatable, Sendable {
    public var names: String
    public var year: String
  }

  public var path: String
  public private(set) var entries: [Entry]
  private var indices: [String: Int]
  private var labels: [String: Label]

  /// Of entries with one id the first counts.
  public init(path: String = "references.yml", entries: [Entry] = []) {
    self.path = path
    self.entries = entries
    indices = Dictionary(entries.enumerated().map { ($1.id, $0) }) { first, _ in first }
    labels = Self.labels(of: entries)
  }

  public func entry(_ key: String) -> Entry? { indices[key].map { entries[$0] } }

  public func label(_ key: String) -> Label? { labels[key] }

  /// Reads the `references.yml` of a course's folder; a course without one cites nothing.
  ///
  /// Diagnostics: `references-invalid`, `file-unreadable`, `file-not-utf8`.
  public static func load(folder: String) -> (bibliography: Bibliography, diagnostics: [Diagnostic]) {
    BibliographyReader.read(path: CoursePath.join(folder, "references.yml"))
  }

  // MARK: Labels

  /// Works of the same authors and year get letters, in the order of the file.
  private static func labels(of entries: [Entry]) -> [String: Label] {
    let plain = entries.map { Label(names: names(of: $0), year: $0.issued.map { "\($0.year)" } ?? "n.d.") }
    let counts = Dictionary(plain.map { ("\($0.names) \($0.year)", 1) }, uniquingKeysWith: +)
    var seen: [String: Int] = [:]
    var labels: [String: Label] = [:]
    for (entry, label) in zip(entries, plain) where labels[entry.id] == nil {
      let text = "\(label.names) \(label.year)"
      let index = seen[text, default: 0]
      seen[text] = index + 1
      let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26))
      labels[entry.id] = (counts[text] ?? 1) > 1 ? Label(names: label.names, year: label.year + String(letter)) : label
    }
    return labels
  }

  private static func names(of entry: Entry) -> String {
    let names = (entry.authors.isEmpty ? entry.editors : entry.authors).map(\.family)
    switch names.count {
    case 0: return entry.title.split(separator: " ").prefix(4).joined(separator: " ")
    case 1: return names[0]
    case 2: return "\(names[0]) and \(names[1])"
    default: return "\(names[0]) et al."
    }
  }
}
