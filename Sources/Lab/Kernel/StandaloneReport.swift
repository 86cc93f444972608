import Records

/// What a lesson says when it runs as an ordinary program, with no tool listening: text on standard output.
///
/// ```
/// layer  tanh, 0.01  tanh, 0.05
///     1       0.634       0.901
/// ```
enum StandaloneReport {
  static func print(_ record: Record) {
    switch record {
    case .output(.text(let text)): write(text)
    case .output(.value(let value)): line(value.description)
    case .output(.table(let table)): rows(of: table).forEach(line)
    case .output(.figure(let figure)): line(summary(of: figure))
    case .output(.derivation(let report)): lines(of: report).forEach(line)
    case .named(let name, let value): line("\(name) = \(value)")
    case .inline(_, let value): line(value.description)
    case .claim: break  // measured and printed behind its block
    case .measured(let measure): line(text(of: measure))
    case .threw(let message): line("error: \(message)")
    case .finished, .leftThreads: break
    }
  }

  static func line(_ text: String) { write(text + "\n") }

  private static func write(_ text: String) { Swift.print(text, terminator: "") }

  // MARK: Tables

  /// The rows with their columns aligned: numbers to the right, everything else to the left.
  static func rows(of table: Records.Table) -> [String] {
    let columns = table.columns.map { column in
      let head = column.unit.map { "\(column.title) (\($0))" } ?? column.title
      let cells = (0..<table.rowCount).map { column.cells.indices.contains($0) ? column.format.string(for: column.cells[$0]) : "" }
      let width = ([head] + cells).map(\.count).max() ?? 0
      let isText = column.cells.contains { if case .text = $0 { true } else { false } }
      return ([head] + cells).map { cell in
        let space = String(repeating: " ", count: width - cell.count)
        return isText ? cell + space : space + cell
      }
    }
    return (0...table.rowCount).map { row in trimmed(columns.map { $0[row] }.joined(separator: "  ")) }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: Figures and derivations

  /// "[figure: 2 panels; loss over step]"
  private static func summary(of figure: Records.Figure) -> String {
    let panels = figure.panels.count
    return "[figure: \(panels == 1 ? "1 panel" : "\(panels) panels"); the lesson's page draws it]"
  }

  private static func lines(of report: Records.DerivationReport) -> [String] {
    ["\(report.subject == .gradient ? "gradient" : "derivation") \(report.id)"]
      + report.steps.flatMap { step in
        let verdict: String
        switch step.outcome {
        case .start: verdict = ""
        case .holds: verdict = "   [equal\(step.reason.map { ": \($0)" } ?? "")]"
        case .broken(let counterexample): verdict = "   [NOT EQUAL: \(counterexample)]"
        }
        let assumptions = step.assumptions.map { assumption in
          guard report.subject == .equations else {
            return "      control: \(assumption.isIdle ? "passes too" : "differs by \(short(assumption.breakSize))")"
          }
          return "      needs \(assumption.latex)\(assumption.isIdle ? ", and holds without it" : "")"
        }
        let comparisons = step.comparisons.map { comparison in
          "      \(comparison.method == .autodiff ? "autodiff" : "central differences"): differs by \(short(comparison.difference))"
        }
        return ["  \(step.latex)\(verdict)"] + comparisons + assumptions
      }
  }

  // MARK: Measures

  /// `0.0012`, `0.31 and 0.12`, `0.9, 0.8, … 0.4 (6 points)`
  static func text(of measure: Measure) -> String {
    switch measure {
    case .number(let value): return short(value)
    case .pair(let first, let second): return "\(short(first)) and \(short(second))"
    case .series(let values):
      guard values.count > 4 else { return values.map(short).joined(separator: ", ") }
      return "\(short(values[0])), \(short(values[1])), … \(short(values[values.count - 1])) (\(values.count) points)"
    }
  }

  private static func short(_ value: Double) -> String { NumberFormat.significant(6).string(for: value) }
}
