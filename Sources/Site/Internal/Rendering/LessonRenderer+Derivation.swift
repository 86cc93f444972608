import Foundation
import Lessons
import Records

extension LessonRenderer {
  /// A chain of equations. Each line's reason, its check and what its assumptions are worth stand in the margin beside it.
  ///
  /// - Parameter isReferable: false for a copy on another page
  mutating func derivation(_ report: DerivationReport, _ number: Int, isReferable: Bool = true, in html: inout HTML) {
    let lead = report.steps.first.map { [$0] } ?? []
    // A short left side shares its line with the first step, as one writes it by hand.
    let sharesLine = lead.first.map { FormulaLength.visible($0.latex) <= 26 && $0.reason == nil } == true && report.steps.count > 1
    let id: [HTML.Attribute] = isReferable ? anchors.derivations[report.id].map { [.id($0)] } ?? [] : []
    html.element("div", [
      .class("derivation", sharesLine ? "shared" : ""), .init("role", "group"), .init("aria-label", "derivation \(report.id)"),
    ] + id) { html in
      html.element("div", [.class("chain")]) { html in
        for (index, step) in report.steps.enumerated() {
          html.element("div", [.class("step", index == 0 ? "lead" : "", step.outcome.styleClass)]) { html in
            let focus: [HTML.Attribute] = isReferable && FormulaLength.scrolls(step.latex) ? [.init("tabindex", "0")] : []
            html.element("div", [.class("equation-line")] + focus) { line(step, in: &$0) }
            if index > 0 || step.reason != nil || report.subject == .gradient {
              html.element("div", [.class("because")]) { because(step, of: report.subject, in: &$0) }
            }
          }
          html.newline()
        }
      }
      html.element("p", [.class("warrant")]) { html in
        html.element("b", "Derivation \(number).")
        html.text(" ")
        warrant(report, in: &html)
      }
    }
  }

  private mutating func line(_ step: DerivationReport.Step, in html: inout HTML) {
    typesetLine(step.latex, display: true, line: step.line, in: &html)
  }

  private mutating func because(_ step: DerivationReport.Step, of subject: DerivationReport.Subject, in html: inout HTML) {
    html.element("p", [.class("reason")]) { html in
      switch step.outcome {
      case .start: break
      case .holds: VerdictMark.mark(.holds, in: &html)
      case .broken: VerdictMark.mark(.fails, in: &html)
      }
      html.text(step.reason ?? (subject == .gradient ? "the gradient" : "by arithmetic"))
      switch step.outcome {
      case .start: break
      case .holds: html.element("span", [.class("hidden")], ": holds")
      case .broken(let counterexample):
        html.element("strong", subject == .gradient ? " This gradient is false." : " This step is false.")
        html.element("span", [.class("counterexample")], " " + counterexample)
      }
    }
    evidence(of: step, subject, in: &html)
    for assumption in step.assumptions {
      html.element("p", [.class("assumption", assumption.isIdle ? "idle" : "")]) { html in
        if subject == .gradient {
          html.text(assumption.isIdle ? "the control passes too" : "the control is off by ")
          if !assumption.isIdle { html.number(Self.share(assumption.breakSize)) }
        } else if assumption.isIdle {
          html.text("the step does not need ")
          typesetLine(assumption.latex, display: false, line: step.line, in: &html)
        } else {
          html.text("without ")
          typesetLine(assumption.latex, display: false, line: step.line, in: &html)
          html.text(" this step is off by ")
          html.number(Self.share(assumption.breakSize))
        }
      }
    }
  }

  /// How the step is known to hold, where that is not exact arithmetic alone.
  private func evidence(of step: DerivationReport.Step, _ subject: DerivationReport.Subject, in html: inout HTML) {
    guard step.outcome == .holds else { return }
    if step.evidence == .numerical, subject == .equations {
      html.element("p", [.class("assumption")], "equal in doubles at every point tried, which is no proof")
    }
    for comparison in step.comparisons {
      html.element("p", [.class("assumption")]) { html in
        html.text(comparison.method == .autodiff ? "against the engine\u{2019}s autodiff: " : "against central differences: ")
        guard comparison.difference > 0 else { return html.text("the same to the last bit") }
        html.text("within ")
        html.number(NumberText.text(.double(comparison.difference), format: .significant(1)))
      }
    }
  }

  private func warrant(_ report: DerivationReport, in html: inout HTML) {
    let broken = report.steps.count { if case .broken = $0.outcome { true } else { false } }
    if broken > 0 {
      VerdictMark.mark(.fails, in: &html)
      if report.subject == .gradient { return html.text("This formula is not the gradient.") }
      html.text(broken == 1 ? "One step of this derivation is false." : "\(broken) steps of this derivation are false.")
      return
    }
    VerdictMark.mark(.holds, in: &html)
    if report.subject == .gradient {
      return html.text("This formula was compared, number by number, with the engine\u{2019}s autodiff and with central differences.")
    }
    let numerical = report.steps.count { $0.evidence == .numerical }
    if numerical > 0 {
      html.text("\(numerical) of \(report.steps.count - 1) steps \(numerical == 1 ? "was" : "were") compared in doubles; ")
      html.text(numerical == report.steps.count - 1 ? "none" : "the others")
      html.text(" evaluated exactly at random points")
    } else {
      html.text("Every step was evaluated exactly at random points")
    }
    if report.errorBound > 0 {
      html.text("; a false one passes with a probability below ")
      html.number(NumberText.text(.double(report.errorBound), format: .significant(1)))
    }
    html.text(".")
  }

  /// LaTeX that a block computed: its errors are reported at the line that declared it.
  private mutating func typesetLine(_ latex: String, display: Bool, line: Int, in html: inout HTML) {
    usesMath = true
    switch typeset(latex, display: display) {
    case .success(let markup): html.markup(Markup(trusted: markup))
    case .failure(let error):
      let position = FormulaPosition.position(of: error.offset, inCode: latex, from: line, of: page.lesson.source)
      report(.mathInvalid, error.message, at: position..<position, help: error.help)
      wrongFormula(latex, error, in: &html)
    }
  }

  /// 0.34 as "34 %"; more than tenfold as it stands.
  private static func share(_ size: Double) -> String {
    NumberText.text(.double(size), format: size < 0.1 ? .percent(1) : .percent(0))
  }
}

extension DerivationReport.Step.Outcome {
  fileprivate var styleClass: String {
    switch self {
    case .start: "start"
    case .holds: "holds"
    case .broken: "broken"
    }
  }
}
