/// A Markdown text, read.
public struct MarkdownDocument: Sendable {
  /// A fenced or indented block of code with the place of each of its lines.
  public struct CodeBlock: Equatable, Sendable {
    /// What follows the opening fence: `swift`.
    public var info: String
    public var lines: [Experiment.Line]
    public var range: SourceRange
    /// The opening fence's line without what stands before it; nil for an indented block.
    public var fence: SourceRange?
  }

  public var root: Node
  /// Of each `codeBlock` node, in the order of the tree.
  public var codeBlocks: [CodeBlock]
  /// The place of each byte of the code spans that begin with `{`, by the place where the span begins.
  public var codePositions: [SourcePosition: [SourcePosition]]
  public var diagnostics: [Diagnostic]
  /// Paragraphs and headings whose inlines could not be placed, and have the whole block's range instead. Always 0 but for faults.
  public var misalignedBlocks = 0
}
