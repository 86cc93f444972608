/// One work in a citation: `see @glorot2010, p. 4` of `[see @glorot2010, p. 4; @he2015]`.
public struct Citation: Equatable, Sendable {
  public var key: String
  /// Where `@key` stands.
  public var range: SourceRange
  /// The words before it: `see`.
  public var prefix: String
  /// The words behind it: `p. 4`.
  public var locator: String
  /// `-@key`: the sentence names the author, and the year is enough.
  public var omitsAuthor: Bool

  public init(key: String, range: SourceRange, prefix: String = "", locator: String = "", omitsAuthor: Bool = false) {
    self.key = key
    self.range = range
    self.prefix = prefix
    self.locator = locator
    self.omitsAuthor = omitsAuthor
  }
}

extension Node {
  /// The citations in it, in the order of the text.
  public var citations: [Citation] {
    if case .citation(let citations) = kind { return citations }
    return children.flatMap(\.citations)
  }

  /// The statements of the lectures that it refers to, with their places.
  public var statementReferences: [(id: String, range: SourceRange)] {
    let own: [(id: String, range: SourceRange)] = if case .statementReference(let id) = kind { [(id, range)] } else { [] }
    return own + children.flatMap(\.statementReferences)
  }
}
