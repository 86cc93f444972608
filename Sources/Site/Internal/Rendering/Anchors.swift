import Judgement
import Lessons

/// Every `id` of a page, given out once and in the order of their weight: what authors name keeps its name.
struct Anchors {
  /// In the order of the lesson.
  private(set) var headings: [String] = []
  /// One for each table of the prose; nil where it has no label.
  private(set) var tables: [String?] = []
  /// One for each experiment.
  private(set) var blocks: [String] = []
  /// One for each claim reference.
  private(set) var sentences: [String] = []
  /// By the claim's id.
  private(set) var evidence: [String: String] = [:]
  /// One for each inline value.
  private(set) var values: [String] = []
  /// By the key of the work that is cited.
  private(set) var works: [String: String] = [:]
  private(set) var bibliography = "references"
  /// What a cross-reference without words says, by its anchor.
  private var titles: [String: String] = [:]

  init(page: Page, outputs: [[OutputGroup]]) {
    var identifiers = Identifiers()
    for reserved in ["main", "contents", "notice"] + Verdict?.bySeverity.map({ "mark-" + $0.styleClass }) + ["mark-untested"] {
      _ = identifiers.claim(reserved)
    }
    collectHeadings(in: page.lesson.root, &identifiers)
    for (index, experiment) in page.lesson.experiments.enumerated() {
      let anchor = identifiers.claim(experiment.options.label ?? "block-\(index + 1)")
      blocks.append(anchor)
      let number = outputs.indices.contains(index) ? outputs[index].lazy.compactMap(\.number).first : nil
      titles[anchor] = number ?? "block \(experiment.options.label ?? "\(index + 1)")"
    }
    for reference in page.lesson.claimReferences {
      let anchor = identifiers.claim("claim-" + reference.id)
      sentences.append(anchor)
      titles[anchor] = "claim " + reference.id
    }
    for reference in page.lesson.claimReferences where evidence[reference.id] == nil {
      evidence[reference.id] = identifiers.claim("evidence-" + reference.id)
    }
    collectTables(in: page.lesson.root, &identifiers)
    values = page.lesson.inlineValues.indices.map { identifiers.claim("value-\($0 + 1)") }
    for citation in page.lesson.root.citations where works[citation.key] == nil {
      works[citation.key] = identifiers.claim("ref-" + citation.key)
    }
    bibliography = identifiers.claim("references")
  }

  private mutating func collectHeadings(in node: Node, _ identifiers: inout Identifiers) {
    if case .heading(_, let anchor) = node.kind {
      headings.append(identifiers.claim(anchor.isEmpty ? node.plainText : anchor))
      titles[headings[headings.count - 1]] = node.plainText
    }
    for child in node.children { collectHeadings(in: child, &identifiers) }
  }

  private mutating func collectTables(in node: Node, _ identifiers: inout Identifiers) {
    if case .table(_, let label) = node.kind {
      tables.append(label.map { identifiers.claim($0.name) })
      if let anchor = tables.last ?? nil, let caption = node.children.first(where: { $0.kind == .tableCaption }) {
        titles[anchor] = caption.plainText
      }
    }
    for child in node.children { collectTables(in: child, &identifiers) }
  }

  /// The name of what `#anchor` leads to on this page.
  func title(of destination: String) -> String? {
    guard destination.first == "#" else { return nil }
    let name = String(destination.dropFirst())
    return titles[name] ?? titles["claim-" + name]
  }
}
