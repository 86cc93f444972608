import Lessons
import Records

/// The numbers of a lesson's figures, tables, equations and derivations, each kind counted from the top of the page.
struct Numbers {
  /// What each experiment shows.
  private(set) var groups: [[OutputGroup]]
  /// By label.
  private(set) var equations: [String: Int] = [:]
  /// One for each table of the prose; nil where it has no caption.
  private(set) var proseTables: [String?] = []
  private var figures = 0
  private var tables = 0
  private var derivations = 0

  init(page: Page) {
    groups = page.lesson.experiments.map { _ in [] }
    count(page.lesson.root, of: page)
  }

  private mutating func count(_ node: Node, of page: Page) {
    switch node.kind {
    case .experiment(let index):
      guard groups.indices.contains(index) else { return }
      groups[index] = numbered(OutputGroup.groups(of: page.outputs(ofExperiment: index)), hasCaption: !node.children.isEmpty)
    case .equation(let label):
      if equations[label.name] == nil { equations[label.name] = equations.count + 1 }
    case .table:
      let hasCaption = node.children.contains { $0.kind == .tableCaption }
      if hasCaption { tables += 1 }
      proseTables.append(hasCaption ? "Table \(tables)" : nil)
    default: for child in node.children { count(child, of: page) }
    }
  }

  /// The first table or figure of a block carries the block's caption, and with it a number.
  private mutating func numbered(_ groups: [OutputGroup], hasCaption: Bool) -> [OutputGroup] {
    var isCaptionFree = hasCaption
    func number(_ word: String, _ count: inout Int) -> String? {
      guard isCaptionFree else { return nil }
      isCaptionFree = false
      count += 1
      return "\(word) \(count)"
    }
    return groups.map { group in
      switch group {
      case .table(let table, _): return .table(table, number: number("Table", &tables))
      case .figures(let list, _): return .figures(list, number: number("Figure", &figures))
      case .derivation(let report, _):
        derivations += 1
        return .derivation(report, number: derivations)
      case .text, .values: return group
      }
    }
  }
}
