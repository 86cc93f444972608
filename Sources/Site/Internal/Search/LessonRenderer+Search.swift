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
    let words = text.unicodeScalars.split(whereSeparator: Self.isSpace).map { String($0) }.joined(separator: " ")
    if !words.isEmpty { entries.append(SearchIndex.Entry(kind: kind, anchor: anchor, text: words)) }
  }

  /// Looks up what is not ASCII alone.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
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
    case .footnoteDefinition(let label): footnote(label.name, node)
    case .tableRow:
      claims(in: node)
      add(.text, section, node.children.map { text(of: $0) }.joined(separator: " "))
    default:
      // A paragraph, or whatever else holds words.
      if node.children.contains(where: \.isInline) {
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

  /// What nothing refers to is not on the page.
  private mutating func footnote(_ label: String, _ node: Node) {
    guard let anchor = renderer.anchors.footnotes[label], renderer.footnotes[label] == node else { return }
    add(.text, anchor, node.children.map { text(of: $0) }.joined(separator: " "))
  }

  private func text(of node: Node) -> String { SearchText.text(of: node, in: renderer) }
}
