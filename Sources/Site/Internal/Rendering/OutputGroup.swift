import Records

/// A block's outputs as the page groups them: figures that follow each other share one frame and one caption.
enum OutputGroup {
  case text(String)
  case values([Value])
  /// "Table 1", where it has the block's caption.
  case table(Table, number: String?)
  /// "Figure 2", where they have the block's caption.
  case figures([Figure], number: String?)
  case derivation(DerivationReport, number: Int)

  /// Without numbers, which `Numbers` gives.
  static func groups(of outputs: [Output]) -> [OutputGroup] {
    outputs.reduce(into: []) { groups, output in
      switch (groups.last, output) {
      case (.text(let before), .text(let text)): groups[groups.count - 1] = .text(before + "\n" + text)
      case (.values(let before), .value(let value)): groups[groups.count - 1] = .values(before + [value])
      case (.figures(let before, _), .figure(let figure)): groups[groups.count - 1] = .figures(before + [figure], number: nil)
      case (_, .text(let text)): groups.append(.text(text))
      case (_, .value(let value)): groups.append(.values([value]))
      case (_, .table(let table)): groups.append(.table(table, number: nil))
      case (_, .figure(let figure)): groups.append(.figures([figure], number: nil))
      case (_, .derivation(let report)): groups.append(.derivation(report, number: 0))
      }
    }
  }

  /// Of its caption.
  var number: String? {
    switch self {
    case .table(_, let number), .figures(_, let number): number
    case .text, .values, .derivation: nil
    }
  }
}
