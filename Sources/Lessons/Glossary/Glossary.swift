/// The words that a course explains: `glossary.yml`.
public struct Glossary: Equatable, Sendable {
  public struct Term: Equatable, Sendable {
    public var term: String
    /// Its place on the glossary's page: `glossary.html#batch-normalization`.
    public var anchor: String
    /// The definition, read: a paragraph's inlines. Their ranges are those of `glossary.yml`.
    public var definition: [Node]
    /// Other spellings: plurals, abbreviations.
    public var spellings: [String]
    /// Where there is more of it.
    public var see: Place?
    /// Where the term stands.
    public var range: SourceRange

    /// The definition without its markup.
    public var plainDefinition: String { definition.map { $0.plainText([]) }.joined() }

    public init(term: String, anchor: String, definition: [Node], spellings: [String] = [], see: Place? = nil, range: SourceRange) {
      self.term = term
      self.anchor = anchor
      self.definition = definition
      self.spellings = spellings
      self.see = see
      self.range = range
    }
  }

  /// `initialization`, `initialization#he`, or `#he` for a label of whichever lesson has it.
  public struct Place: Equatable, Sendable {
    public var lesson: String?
    public var label: String?
    public var range: SourceRange

    public init(lesson: String?, label: String?, range: SourceRange) {
      self.lesson = lesson
      self.label = label
      self.range = range
    }
  }

  public var path: String
  /// In the order of the file.
  public private(set) var terms: [Term]

  public init(path: String = "glossary.yml", terms: [Term] = []) {
    self.path = path
    self.terms = terms
  }

  /// Reads the `glossary.yml` of a course's folder; a course may have none.
  ///
  /// Diagnostics: `glossary-invalid`, `math-invalid`, `file-unreadable`, `file-not-utf8`.
  public static func load(folder: String) -> (glossary: Glossary, diagnostics: [Diagnostic]) {
    GlossaryReader.read(path: CoursePath.join(folder, "glossary.yml"))
  }

  /// Terms that send the reader to a lesson that the course does not have.
  ///
  /// - Parameter lessons: the names of the course's lessons
  ///
  /// Diagnostics: `reference-broken`.
  public func review(lessons: [String]) -> [Diagnostic] {
    terms.compactMap { term in
      guard let see = term.see, let lesson = see.lesson, !lessons.contains(lesson) else { return nil }
      return Diagnostic(
        .referenceBroken, "the course has no lesson `\(lesson)`", path: path, range: see.range,
        help: Suggestion.help(for: lesson, among: lessons))
    }
  }
}
