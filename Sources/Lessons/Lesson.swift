/// One Markdown file, read: what the kernel runs, what the judge judges and what the page shows.
public struct Lesson: Sendable {
  public var source: SourceFile
  /// The file's name without its ending: `initialization`. Names the page and seeds the claims.
  public var name: String
  public var frontMatter: FrontMatter
  public var root: Node
  public var experiments: [Experiment]
  public var inlineValues: [InlineValue]
  public var claimReferences: [ClaimReference]
  /// The anchors of headings that their authors chose.
  public var headingLabels: Set<String>

  public init(
    source: SourceFile, name: String, frontMatter: FrontMatter, root: Node, experiments: [Experiment],
    inlineValues: [InlineValue], claimReferences: [ClaimReference], headingLabels: Set<String> = []
  ) {
    self.source = source
    self.name = name
    self.frontMatter = frontMatter
    self.root = root
    self.experiments = experiments
    self.inlineValues = inlineValues
    self.claimReferences = claimReferences
    self.headingLabels = headingLabels
  }
}

/// A fenced `swift` block: code that runs from the top of the lesson down.
public struct Experiment: Equatable, Sendable {
  /// One line of code and where it stands, which a fence inside a list shifts.
  public struct Line: Equatable, Sendable {
    public var text: String
    /// The first byte's place. Where a tab is a list's indentation in part, the column may be below 1, so that columns counted from
    /// it are true behind the spaces that stand for the rest of the tab.
    public var position: SourcePosition

    public init(text: String, position: SourcePosition) {
      self.text = text
      self.position = position
    }
  }

  public var options: BlockOptions
  /// The code without its option lines.
  public var code: [Line]
  public var range: SourceRange
  /// Where the caption's text stands.
  public var captionRange: SourceRange?

  public init(options: BlockOptions, code: [Line], range: SourceRange, captionRange: SourceRange? = nil) {
    self.options = options
    self.code = code
    self.range = range
    self.captionRange = captionRange
  }

  public var text: String { code.map(\.text).joined(separator: "\n") }
}

/// `{swift} expression | format` in prose. It sees the experiments above it.
public struct InlineValue: Equatable, Sendable {
  public var expression: String
  /// As the author wrote it: `.3g`; nil prints the shortest text.
  public var format: String?
  /// How many experiments stand above it.
  public var experimentsAbove: Int
  /// The expression's first byte.
  public var position: SourcePosition
  public var range: SourceRange

  public init(
    expression: String, format: String?, experimentsAbove: Int, position: SourcePosition, range: SourceRange
  ) {
    self.expression = expression
    self.format = format
    self.experimentsAbove = experimentsAbove
    self.position = position
    self.range = range
  }
}

/// `[sentence](claim:id)`.
public struct ClaimReference: Equatable, Sendable {
  public var id: String
  /// The sentence without its markup, for reports.
  public var sentence: String
  public var range: SourceRange

  public init(id: String, sentence: String, range: SourceRange) {
    self.id = id
    self.sentence = sentence
    self.range = range
  }
}
