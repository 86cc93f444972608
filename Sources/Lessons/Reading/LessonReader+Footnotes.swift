extension LessonReader {
  /// Each mark has its definition, each definition a mark, and what stands in a definition has room in the margin.
  mutating func reviewFootnotes(in root: Node) {
    let definitions = root.footnoteDefinitions, references = root.footnoteReferences
    var first: [String: SourceRange] = [:]
    let used = Set(references.map(\.label)), names = definitions.map(\.label.name)
    // What a misspelt mark means is not unused.
    let meant = Set(used.subtracting(names).compactMap { Self.nearest(to: $0, among: names) })
    for (label, node) in definitions {
      review(node, label)
      guard let earlier = first[label.name] else {
        first[label.name] = label.range
        if !used.union(meant).contains(label.name) { noteUnused(label) }
        continue
      }
      note(
        .footnoteDuplicate, "the footnote `\(label.name)` is defined twice", at: label.range,
        first: ("first defined here", earlier),
        help: "give each of them a label of its own; one footnote may have several marks")
    }
    for (label, range) in references where first[label] == nil { noteUndefined(label, at: range, among: names) }
  }

  private mutating func noteUndefined(_ label: String, at range: SourceRange, among names: [String]) {
    let help =
      Self.nearest(to: label, among: names).map { "did you mean `[^\($0)]`?" }
      ?? "define it on a line of its own, `[^\(label)]: The note.`, or write `\\[^` for brackets that are text"
    note(.footnoteUndefined, "nothing defines the footnote `\(label)`", at: range, help: help)
  }

  /// Labels of one or two letters are all near to each other.
  private static func nearest(to label: String, among names: [String]) -> String? {
    label.utf8.count > 2 ? Suggestion.nearest(to: label, among: names) : nil
  }

  private mutating func noteUnused(_ label: Label) {
    note(
      .footnoteUnused, "nothing refers to the footnote `\(label.name)`", at: label.range,
      help: "set its mark where it belongs, `[^\(label.name)]`, or take it out")
  }

  // MARK: What a footnote holds

  private mutating func review(_ definition: Node, _ label: Label) {
    if definition.children.isEmpty {
      note(
        .footnoteInvalid, "this footnote is empty", at: label.range,
        help: "write its text behind the colon, `[^\(label.name)]: The note.`")
    }
    for block in definition.children {
      switch block.kind {
      case .paragraph, .displayMath, .equation: reviewInlines(of: block)
      default:
        note(
          .footnoteInvalid, "a footnote holds paragraphs and formulas only", at: block.range.lowerBound..<block.range.lowerBound,
          help: "move this into the text, or write it as a paragraph")
      }
    }
  }

  private mutating func reviewInlines(of node: Node) {
    switch node.kind {
    case .claimReference:
      note(
        .footnoteInvalid, "the sentence of a claim stands in a footnote", at: node.range,
        help: "move it into the text: its evidence takes the margin beside it, where footnotes are")
    case .footnoteReference:
      note(
        .footnoteInvalid, "a footnote stands in a footnote", at: node.range,
        help: "write it in brackets, or give it a mark in the text")
    default: for child in node.children { reviewInlines(of: child) }
    }
  }
}
