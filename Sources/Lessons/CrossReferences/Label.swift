/// A name that an author gives to something, to refer to it: `{#eq-variance}` behind a formula, `{#own}` behind a heading.
public struct Label: Equatable, Sendable {
  public var name: String
  /// Where the name stands, without what is around it.
  public var range: SourceRange

  public init(name: String, range: SourceRange) {
    self.name = name
    self.range = range
  }
}
