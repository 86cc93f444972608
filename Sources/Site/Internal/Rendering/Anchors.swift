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
  /// By label.
  private(set) var equations: [String: String] = [:]
  /// By the derivation's id.
  private(set) var derivations: [String: String] = [:]
  /// One for each claim reference.
  private(set) var sentences: [String] = []
  /// By the claim's id.
  private(set) var evidence: [String: String] = [:]
  /// One for each inline value.
  private(set) var values: [String] = []
  /// By the key of the work that is cited.
  private(set) var works: [String: String] = [:]
  private(set) var bibliography = "references"

  init(page: Page, numbers: Numbers) {
    var identifiers = Identifiers()
    for reserved in ["main", "contents", "notice"] + Verdict?.bySeverity.map({ "mark-" + $0.styleClass }) + ["mark-untested"] {
      _ = identifiers.claim(reserved)
    }
    let headings = page.lesson.root.headings.map(\.headingName)
    let chosen = headings.map { page.lesson.headingLabels.contains($0) ? identifiers.claim($0) : nil }
    let labels = page.lesson.experiments.map { $0.options.label.map { identifiers.claim($0) } }
    collectEquations(in: page.lesson.root, &identifiers)
    collectTables(in: page.lesson.root, &identifiers)
    sentences = page.lesson.claimReferences.map { identifiers.claim("claim-" + $0.id) }
    self.headings = zip(headings, chosen).map { $1 ?? identifiers.claim($0) }
    blocks = labels.enumerated().map { $1 ?? identifiers.claim("block-\($0 + 1)") }
    for case .derivation(let report, _) in numbers.groups.joined() where derivations[report.id] == nil {
      derivations[report.id] = identifiers.claim("derivation-" + report.id)
    }
    for reference in page.lesson.claimReferences where evidence[reference.id] == nil {
      evidence[reference.id] = identifiers.claim("evidence-" + reference.id)
    }
    values = page.lesson.inlineValues.indices.map { identifiers.claim("value-\($0 + 1)") }
    for citation in page.lesson.root.citations where works[citation.key] == nil {
      works[citation.key] = identifiers.claim("ref-" + citation.key)
    }
    bibliography = identifiers.claim("references")
  }

  private mutating func collectTables(in node: Node, _ identifiers: inout Identifiers) {
    if case .table(_, let label) = node.kind { tables.append(label.map { identifiers.claim($0.name) }) }
    for child in node.children { collectTables(in: child, &identifiers) }
  }

  private mutating func collectEquations(in node: Node, _ identifiers: inout Identifiers) {
    if case .equation(let label) = node.kind, equations[label.name] == nil { equations[label.name] = identifiers.claim(label.name) }
    for child in node.children { collectEquations(in: child, &identifiers) }
  }
}

extension Node {
  /// The headings in it, in the order of the text.
  fileprivate var headings: [Node] {
    if case .heading = kind { return [self] }
    return children.flatMap(\.headings)
  }

  fileprivate var headingName: String {
    if case .heading(_, let anchor) = kind, !anchor.isEmpty { return anchor }
    return plainText
  }
}
