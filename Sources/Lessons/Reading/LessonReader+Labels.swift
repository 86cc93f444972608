extension LessonReader {
  // MARK: Labels

  mutating func register(_ label: Label) {
    guard let first = labels[label.name] else { return labels[label.name] = label.range }
    note(
      .labelDuplicate, "the label `\(label.name)` is used twice", at: label.range, first: ("first used here", first),
      help: "give each of them a label of its own")
  }

  /// Registers a label, or says what is wrong with it.
  private mutating func take(_ finding: LabelReader.Finding) -> Label? {
    guard finding.isValid else {
      let name = finding.label.name
      note(
        .labelInvalid, name.isEmpty ? "this label is empty" : "`\(name)` is no label", at: finding.label.range,
        help: "labels are made of \(Identifier.rule); write `\\{#` for braces that are text")
      return nil
    }
    register(finding.label)
    return finding.label
  }

  // MARK: Equations

  /// `$$x$$ {#eq-x}` within a paragraph, or as all of it.
  mutating func labellingEquations(in node: Node) -> Node {
    var result = node
    result.children = []
    for var child in node.children {
      if case .text(let text) = child.kind, let formula = result.children.last, case .displayMath = formula.kind,
        let finding = LabelReader(source: source).label(before: text, of: child)
      {
        let end = child.range.lowerBound.advanced(by: finding.length)
        if let label = take(finding) {
          result.children[result.children.count - 1] = Node(
            .equation(label), range: formula.range.lowerBound..<end, children: [formula])
        }
        child.kind = .text(String(text.dropFirst(finding.length)))
        child.range = end..<max(end, child.range.upperBound)
        if finding.length == text.utf8.count { continue }
      }
      result.children.append(child)
    }
    // A formula alone in its paragraph is a block.
    if result.children.count == 1, case .paragraph = result.kind {
      switch result.children[0].kind {
      case .equation, .displayMath: return result.children[0]
      default: break
      }
    }
    return result
  }

  // MARK: Headings

  /// The heading without its label, and the label.
  mutating func labelled(_ heading: Node) -> (heading: Node, label: Label?) {
    guard var last = heading.children.last, case .text(let text) = last.kind,
      let finding = LabelReader(source: source).label(behind: text, of: last)
    else { return (heading, nil) }
    var heading = heading
    heading.children.removeLast()
    let rest = text.dropLast(finding.length)
    if !rest.isEmpty {
      last.kind = .text(String(rest))
      last.range = last.range.lowerBound..<SourcePosition(
        line: last.range.upperBound.line, column: last.range.upperBound.column - finding.length)
      heading.children.append(last)
    }
    return (heading, take(finding))
  }

  /// The labels of all headings, which no heading without one may be called by.
  static func headingLabels(in node: Node, of source: SourceFile) -> [String] {
    guard case .heading = node.kind else { return node.children.flatMap { headingLabels(in: $0, of: source) } }
    guard let last = node.children.last, case .text(let text) = last.kind,
      let finding = LabelReader(source: source).label(behind: text, of: last), finding.isValid
    else { return [] }
    return [finding.label.name]
  }

  // MARK: References

  /// nil: the link leads elsewhere than into the course.
  mutating func crossReference(_ link: Node, to destination: String, title: String) -> Node? {
    var place = link.range
    let written = destination + ")"
    if source.slice(link.range).hasSuffix(written) {
      let end = link.range.upperBound
      place = SourcePosition(line: end.line, column: end.column - written.utf8.count)..<SourcePosition(line: end.line, column: end.column - 1)
    }
    guard let reference = CrossReference(to: destination, title: title, at: place) else { return nil }
    return Node(.crossReference(reference), range: link.range, children: link.children)
  }
}
