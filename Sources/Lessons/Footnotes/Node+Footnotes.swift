extension Node {
  /// The marks of footnotes in it, in the order of the text; not those of alternative texts, which nobody sees, and of definitions.
  public var footnoteReferences: [(label: String, range: SourceRange)] {
    switch kind {
    case .footnoteReference(let label): [(label, range)]
    case .image, .footnoteDefinition: []
    default: children.flatMap(\.footnoteReferences)
    }
  }

  /// The definitions of footnotes in it, in the order of the text, with the nodes that hold their paragraphs.
  public var footnoteDefinitions: [(label: Label, node: Node)] {
    if case .footnoteDefinition(let label) = kind { return [(label, self)] }
    return children.flatMap(\.footnoteDefinitions)
  }
}
