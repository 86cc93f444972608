/// The paragraphs and headings of a source, in its order.
struct LeafContents {
  private(set) var contents: [LeafContent] = []

  init(of source: MaskedSource) { self.init(CommonMark.parse(source.text), of: source) }

  init(_ tree: CommonMark.Tree, of source: MaskedSource) { collect(tree, in: Containers(), of: source) }

  private mutating func collect(_ tree: CommonMark.Tree, in containers: Containers, of source: MaskedSource) {
    switch tree.kind {
    case .paragraph, .heading: contents.append(LeafContent(tree, in: containers, of: source))
    case .blockQuote: collectChildren(of: tree, in: containers.inQuote(), of: source)
    case .item: collectChildren(of: tree, in: containers.inItem(line: tree.line, of: source), of: source)
    default: collectChildren(of: tree, in: containers, of: source)
    }
  }

  private mutating func collectChildren(of tree: CommonMark.Tree, in containers: Containers, of source: MaskedSource) {
    for child in tree.children { collect(child, in: containers, of: source) }
  }
}
