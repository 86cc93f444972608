/// A node of a lesson's tree: CommonMark's, and what Litmus adds to it. Every node knows where it stands.
public struct Node: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    // Blocks
    case document
    case heading(level: Int, anchor: String)
    case paragraph
    case blockQuote
    case list(ordered: Bool, start: Int, tight: Bool)
    case item
    case thematicBreak
    case htmlBlock(String)
    /// A fenced or indented block that is shown, not run.
    case codeBlock(language: String, text: String)
    /// A block that runs: index into `Lesson.experiments`. Its children are the caption.
    case experiment(Int)
    /// A pipe table: a caption, where it has one, above or below its rows; the first row is the head.
    case table(columns: [Alignment], label: Label?)
    case tableCaption
    case tableRow
    case tableCell
    /// `> [!NOTE] A title`: the title, where it has one, and blocks.
    case callout(Callout)
    case calloutTitle
    /// `$$…$$`: a block where nothing else stands in its paragraph, and otherwise an inline of it.
    case displayMath(latex: String)
    /// `$$…$$ {#eq-name}`, a formula that has a number: its child is the formula. A block or an inline, as the formula is.
    case equation(Label)

    // Inlines
    case text(String)
    case softBreak
    case lineBreak
    case emphasis
    case strong
    case code(String)
    case inlineHTML(String)
    case link(destination: String, title: String)
    case image(source: String, title: String)
    case inlineMath(latex: String)
    /// `{swift} expression | format`: index into `Lesson.inlineValues`.
    case inlineValue(Int)
    /// `[sentence](claim:id)`: index into `Lesson.claimReferences`; the children are the sentence.
    case claimReference(Int)
    /// `{value} lesson#name | format`
    case recordedValue(RecordedValue)
    /// `[@key, p. 4; @other]`
    case citation([Citation])
    /// `[words](statement:C009)`: words about, or out of, a statement of the lectures.
    case statementReference(id: String)
    /// `[](#label)`: the children are the author's own words, if there are any.
    case crossReference(CrossReference)
    /// The first use of a term of the glossary: its place on the glossary's page, and what it means, in plain words.
    case glossaryTerm(anchor: String, definition: String)
  }

  /// Of a table's column.
  public enum Alignment: String, Equatable, Sendable { case none, left, center, right }

  public var kind: Kind
  public var range: SourceRange
  public var children: [Node]

  public init(_ kind: Kind, range: SourceRange, children: [Node] = []) {
    self.kind = kind
    self.range = range
    self.children = children
  }
}

extension Node {
  /// The nodes that refer to something beside the lesson, in their order and without what stands in them: works, statements, and what
  /// other lessons hold.
  public var references: [Node] {
    switch kind {
    case .citation, .statementReference, .recordedValue, .crossReference:
      var node = self
      node.children = []
      return [node] + children.flatMap(\.references)
    default: return children.flatMap(\.references)
    }
  }
}
