import Lessons
import Records

extension LessonExecution {
  /// The false steps of a block's derivations, and the assumptions that no step needs.
  func derivationDiagnostics(_ outputs: [Output]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for case .derivation(let report) in outputs {
      for step in report.steps {
        let start = SourcePosition(line: step.line, column: 1)
        let range = start..<SourcePosition(line: step.line, column: 1 + (lesson.source.line(step.line)?.utf8.count ?? 0))
        if case .broken(let counterexample) = step.outcome { found.append(broken(step, of: report, counterexample, range)) }
        for assumption in step.assumptions where assumption.isIdle {
          let isControl = report.subject == .gradient
          found.append(
            Diagnostic(
              .assumptionIdle,
              isControl
                ? "gradient `\(report.id)`: the control passes too"
                : "derivation `\(report.id)`: the step holds without \(assumption.latex) too",
              path: lesson.source.path, range: range,
              help: isControl
                ? "take a term away in the control that matters at this point"
                : "drop the assumption, or move it to the step that needs it",
              subject: report.id))
        }
      }
    }
    return found
  }

  private func broken(
    _ step: DerivationReport.Step, of report: DerivationReport, _ counterexample: String, _ range: Range<SourcePosition>
  ) -> Diagnostic {
    let unevaluated = "not evaluated: "
    if counterexample.hasPrefix(unevaluated) {
      return Diagnostic(
        .derivationBroken, "derivation `\(report.id)`: this line cannot be evaluated", path: lesson.source.path, range: range,
        notes: [.init(String(counterexample.dropFirst(unevaluated.count)))],
        help: "a line that is not evaluated is not shown to be true: write it in another form", subject: report.id)
    }
    let message =
      report.subject == .gradient
      ? "gradient `\(report.id)`: this formula is not the gradient"
      : "derivation `\(report.id)`: this line does not equal the one before it"
    let missing = step.missingAssumptions.map { "`needs: \($0)`" }
    let help =
      if report.subject == .gradient {
        "correct the formula: a factor, a sign, or a term that is missing"
      } else if missing.isEmpty {
        "correct the line, or state the assumption that it needs"
      } else {
        "correct the line, or add \(missing.joined(separator: " or ")): then it holds"
      }
    return Diagnostic(
      .derivationBroken, message, path: lesson.source.path, range: range, notes: [.init("for example: \(counterexample)")],
      help: help, subject: report.id)
  }
}
