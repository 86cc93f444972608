import Records

/// What a lesson says when it runs as an ordinary program, with no tool listening: text on standard output.
enum StandaloneReport {
  static func print(_ record: Record) {
    switch record {
    case .output(.text(let text)): Swift.print(text, terminator: "")
    case .output(.value(let value)): Swift.print(value)
    case .output(.table(let table)):
      Swift.print(table.columns.map(\.title).joined(separator: "\t"))
      for row in 0..<table.rowCount {
        Swift.print(table.columns.map { $0.cells.indices.contains(row) ? "\($0.cells[row])" : "" }.joined(separator: "\t"))
      }
    case .output(.figure): Swift.print("[figure]")
    case .output(.derivation(let report)):
      for step in report.steps { Swift.print(step.latex, step.outcome) }
    case .named(let name, let value): Swift.print("\(name) = \(value)")
    case .inline(_, let value): Swift.print(value)
    case .claim(let claim): Swift.print("claim \(claim.id)")
    case .measured(let measure): Swift.print(measure)
    case .threw(let message): Swift.print(message)
    case .finished: break
    }
  }
}
