import Lessons
import Records

/// What cross-references to a lesson can lead to, with its numbers and its place on the page.
struct PageTargets {
  struct Entry {
    var kind: Target.Kind
    var names: [String]
    var isImplicit = false
    var anchor: String
    /// "Figure 3"; nil: the node says it.
    var number: String?
    var node: Node?
    /// The block that shows it.
    var experiment: Int?
  }

  private(set) var entries: [Entry] = []
  private var places: [String: [Int]] = [:]

  init(page: Page, anchors: Anchors, numbers: Numbers) {
    collectProse(page.lesson, anchors, numbers)
    for (index, experiment) in page.lesson.experiments.enumerated() {
      collectBlock(experiment, index, page, anchors, numbers)
    }
    collectClaims(page.lesson, anchors)
    if !anchors.works.isEmpty {
      add(Entry(kind: .references, names: ["references"], isImplicit: true, anchor: anchors.bibliography, number: "References"))
    }
  }

  func find(_ label: String) -> Lookup<Entry> { Lookup((places[label] ?? []).map { entries[$0] }, isImplicit: \.isImplicit) }

  var names: [String] { entries.flatMap { $0.names.prefix(1) } }

  private mutating func add(_ entry: Entry) {
    for name in entry.names { places[name, default: []].append(entries.count) }
    entries.append(entry)
  }

  private mutating func collectProse(_ lesson: Lesson, _ anchors: Anchors, _ numbers: Numbers) {
    var headings = 0, tables = 0
    func collect(_ node: Node, _ add: (Entry) -> Void) {
      switch node.kind {
      case .heading(_, let name):
        guard anchors.headings.indices.contains(headings) else { break }
        let anchor = anchors.headings[headings]
        let isChosen = lesson.headingLabels.contains(name)
        add(Entry(kind: .section, names: isChosen ? [name] : Array(Set([name, anchor])).sorted(), isImplicit: !isChosen, anchor: anchor, node: node))
        headings += 1
      case .equation(let label):
        guard let anchor = anchors.equations[label.name], let number = numbers.equations[label.name] else { break }
        add(Entry(kind: .equation, names: [label.name], anchor: anchor, number: "Equation \(number)", node: node))
      case .table(_, let label):
        defer { tables += 1 }
        guard let label, tables < numbers.proseTables.count, let anchor = anchors.tables[tables] else { break }
        add(Entry(kind: .table, names: [label.name], anchor: anchor, number: numbers.proseTables[tables] ?? "the table", node: node))
      default: break
      }
      for child in node.children { collect(child, add) }
    }
    var found: [Entry] = []
    collect(lesson.root) { found.append($0) }
    for entry in found { add(entry) }
  }

  /// A block's label is its figure's or table's; a derivation has a name of its own.
  private mutating func collectBlock(_ experiment: Experiment, _ index: Int, _ page: Page, _ anchors: Anchors, _ numbers: Numbers) {
    let groups = numbers.groups.indices.contains(index) ? numbers.groups[index] : []
    var derivations: [String] = []
    for case .derivation(let report, let number) in groups where !derivations.contains(report.id) {
      derivations.append(report.id)
      add(Entry(
        kind: .derivation, names: [report.id, "derivation-" + report.id], anchor: anchors.derivations[report.id] ?? anchors.blocks[index],
        number: "Derivation \(number)", experiment: index))
    }
    if page.status(ofExperiment: index) != .ran {
      // So that a block that does not run is what is wrong, and not what refers to it.
      for id in experiment.declaredDerivations where !derivations.contains(id) {
        derivations.append(id)
        add(Entry(kind: .derivation, names: [id, "derivation-" + id], anchor: anchors.blocks[index], number: "derivation \(id)", experiment: index))
      }
    }
    guard let label = experiment.options.label, !derivations.contains(label) else { return }
    var kind = Target.Kind.block
    let number = groups.lazy.compactMap(\.number).first
    for group in groups where group.number != nil {
      if case .table = group { kind = .table } else { kind = .figure }
      break
    }
    add(Entry(kind: kind, names: [label], anchor: anchors.blocks[index], number: number ?? "block \(label)", experiment: index))
  }

  private mutating func collectClaims(_ lesson: Lesson, _ anchors: Anchors) {
    let nodes = lesson.root.claimReferenceNodes
    var seen: Set<String> = []
    for (index, reference) in lesson.claimReferences.enumerated() where seen.insert(reference.id).inserted {
      add(Entry(
        kind: .claim, names: [reference.id, "claim-" + reference.id], anchor: anchors.sentences[index], node: nodes[index]))
    }
  }
}

extension Node {
  /// By the index of the claim reference.
  fileprivate var claimReferenceNodes: [Int: Node] {
    var nodes: [Int: Node] = if case .claimReference(let index) = kind { [index: self] } else { [:] }
    for child in children { nodes.merge(child.claimReferenceNodes) { first, _ in first } }
    return nodes
  }
}
