import Foundation
import Lessons

extension LessonRenderer {
  /// The page's headings, paragraphs, claims and captions as the search finds them. Code and outputs are not searched.
  var searchEntries: [SearchIndex.Entry] {
    var collector = SearchCollector(renderer: self)
    if let summary = page.lesson.frontMatter.summary { collector.add(.text, "", summary) }
    collector.collect(page.lesson.root)
    return collector.entries
  }
}

private struct SearchCollector {
  let renderer: LessonRenderer
  var entries: [SearchIndex.Entry] = []
  private var section = ""
  private var headingsSeen = 0

  init(renderer: LessonRenderer) { self.renderer = renderer }

  mutating func add(_ kind: SearchIndex.Entry.Kind, _ anchor: String, _ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !words.isEmpty { entries.append(SearchIndex.Entry(kind: kind, anchor: anchor, text: words)) }
  }

  mutating func collect(_ node: Node) {
    switch node.kind {
    case .heading:
      let headings = renderer.anchors.headings
      section = headings.indices.contains(headingsSeen) ? headings[headingsSeen] : ""
      headingsSeen += 1
      add(.heading, section, text(of: node))
      claims(in: node)
    case .experiment(let index): caption(ofExperiment: index)
    case .tableRow:
      claims(in: node)
      add(.text, section, node.children.map { text(of: $0) }.joined(separator: " "))
    default:
      // A paragraph, or whatever else holds words.
      if node.children.contains(where: { Self.isInline($0) }) {
        claims(in: node)
        add(.text, section, text(of: node))
      } else {
        for child in node.children { collect(child) }
      }
    }
  }

  private mutating func claims(in node: Node) {
    if case .claimReference(let index) = node.kind, renderer.anchors.sentences.indices.contains(index) {
      add(.claim, renderer.anchors.sentences[index], text(of: node))
    }
    for child in node.children { claims(in: child) }
  }

  private mutating func caption(ofExperiment index: Int) {
    guard let caption = renderer.captions[index], renderer.anchors.blocks.indices.contains(index) else { return }
    let number = renderer.outputs.indices.contains(index) ? renderer.outputs[index].lazy.compactMap(\.number).first : nil
    add(.caption, renderer.anchors.blocks[index], (number.map { $0 + ". " } ?? "") + text(of: caption))
    claims(in: caption)
  }

  private func text(of node: Node) -> String { SearchText.text(of: node, in: renderer) }

  private static func isInline(_ node: Node) -> Bool {
    switch node.kind {
    case .text, .softBreak, .lineBreak, .emphasis, .strong, .code, .inlineHTML, .link, .image, .inlineMath, .inlineValue,
      .claimReference, .crossReference, .citation, .recordedValue, .statementReference, .glossaryTerm:
      true
    default: false
    }
  }
}
