/// The YAML at a lesson's head.
public struct FrontMatter: Equatable, Sendable {
  public var title: String
  public var summary: String?
  /// The source lectures it comes from.
  public var sources: [String]
  public var seed: Int?
  public var replicates: Int?
  /// How often the lesson is run again under other seeds, for the spread of the values in its prose.
  public var repetitions: Int?
  /// What each block may take, unless it says otherwise itself.
  public var budget: Budget?
  /// Files that the blocks read, by their paths from the lesson's folder. What they hold is part of what results depend on.
  public var data: [String]
  /// Literal numbers and phrases that the prose may use, each with its reason.
  public var given: [String: String]
  /// Where each of them stands.
  public var givenRanges: [String: SourceRange]
  /// The share of the prose's numbers and comparisons that has to be bound; the course's, if nil.
  public var coverage: Double?

  public init(
    title: String, summary: String? = nil, sources: [String] = [], seed: Int? = nil, replicates: Int? = nil, repetitions: Int? = nil,
    budget: Budget? = nil, data: [String] = [], given: [String: String] = [:], givenRanges: [String: SourceRange] = [:],
    coverage: Double? = nil
  ) {
    self.title = title
    self.summary = summary
    self.sources = sources
    self.seed = seed
    self.replicates = replicates
    self.repetitions = repetitions
    self.budget = budget
    self.data = data
    self.given = given
    self.givenRanges = givenRanges
    self.coverage = coverage
  }
}

/// What a block may take: `5s 500MB`.
public struct Budget: Equatable, Sendable {
  public var seconds: Double?
  public var bytes: Int?

  public init(seconds: Double? = nil, bytes: Int? = nil) {
    self.seconds = seconds
    self.bytes = bytes
  }
}
