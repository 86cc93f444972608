extension MarkdownParser {
  /// A list, or what is left of it between definitions of footnotes, which are items to libcmark.
  mutating func list(_ tree: CommonMark.Tree, kind: Node.Kind, in containers: Containers) -> [Node] {
    var nodes: [Node] = []
    var items: [CommonMark.Tree] = []
    for item in tree.children {
      guard let label = footnote(definedBy: item) else {
        items.append(item)
        continue
      }
      nodes += part(of: tree, items, kind: kind, in: containers)
      items = []
      let inside = containers.inItem(line: item.line, of: source)
      nodes.append(container(.footnoteDefinition(label), item, in: inside, from: start(of: item)))
    }
    return nodes + part(of: tree, items, kind: kind, in: containers)
  }

  private mutating func part(
    of list: CommonMark.Tree, _ items: [CommonMark.Tree], kind: Node.Kind, in containers: Containers
  ) -> [Node] {
    guard let first = items.first else { return [] }
    var part = list
    part.children = items
    return [container(kind, part, in: containers, from: items.count == list.children.count ? start(of: list) : start(of: first))]
  }

  private func footnote(definedBy item: CommonMark.Tree) -> Label? {
    guard let definition = footnotes[item.line], definition.column == item.column - 1 else { return nil }
    return definition.label
  }
}
