/// How a report is written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// A line for each claim, for people.
  case text
  /// Everything, by the schema of the documentation's `check-report.schema.json`.
  case json
  /// A suite for each lesson, a case for each block, claim and derivation, as CI servers read it.
  case junit
  /// SARIF 2.1.0: the findings, for code scanning.
  case sarif
  /// Workflow commands that annotate a pull request's lines.
  case github

  /// The report, ending with a line's end unless it is empty.
  public func text(of report: CheckReport) -> String {
    switch self {
    case .text: TextReport(report).text
    case .json: JSONReport(report).text
    case .junit: JUnitReport(report).text
    case .sarif: SARIFReport(report).text
    case .github: WorkflowCommands(report).text
    }
  }
}
