import Execution
import Foundation
import Judgement
import Lessons
import Records

/// A report as JUnit XML: a suite for each lesson; a case for each block, claim and derivation, and one for the rest of the lesson.
///
/// A case is a *failure* where something said is false (status 1), an *error* where something could not be checked (status 2), and
/// *skipped* where a block is not asked to run or a claim is undecided. What belongs to no lesson stands in a suite of the course: files
/// that could not be read, stances that verdicts contradict, claims that moved since they were recorded.
/// No times: the same report gives the same bytes.
///
/// - Source: the schema of Jenkins' xUnit plugin, junit-10.xsd, which other CI servers follow
struct JUnitReport {
  private let report: CheckReport
  private let paths: ReportPaths

  init(_ report: CheckReport) {
    self.report = report
    paths = ReportPaths(report)
  }

  var text: String {
    var suites: [JUnitSuite] = []
    if !report.diagnostics.isEmpty { suites.append(suite(named: "litmus", report.diagnostics)) }
    for course in report.courses {
      let findings = course.diagnosticsOfNoLesson
      if !findings.isEmpty { suites.append(suite(named: paths.relative(course.course.folder), findings)) }
      suites += course.lessons.map(suite)
    }
    let cases = suites.flatMap(\.cases)
    let failures = cases.count(where: \.isFailure), errors = cases.count(where: \.isError)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"litmus\" tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
      + suites.map(\.text).joined() + "</testsuites>\n"
  }

  // MARK: Suites

  /// What is not a lesson's own: a case for each file that it is about.
  private func suite(named name: String, _ diagnostics: [Diagnostic]) -> JUnitSuite {
    let byFile = Dictionary(grouping: diagnostics.inReadingOrder()) { $0.path.map(paths.relative) ?? name }
    return JUnitSuite(
      name: name, cases: byFile.keys.sorted().map { file in JUnitCase(name: file, class: name, result(byFile[file] ?? [])) })
  }

  private func suite(_ lesson: CheckedLesson) -> JUnitSuite {
    let path = paths.relative(lesson.lesson.source.path)
    // As a class in a package, which is how CI servers group cases: `lessons.initialization`.
    let place = (path.hasSuffix(".md") ? String(path.dropLast(3)) : path).replacingOccurrences(of: "/", with: ".")
    func make(_ name: String, _ result: JUnitCase.Result) -> JUnitCase { JUnitCase(name: name, class: place, result) }
    var cases = [make("lesson", result(findings(aboutNoPartOf: lesson)))]
    for (index, block) in lesson.lesson.experiments.enumerated() {
      let label = block.options.label.map { " (\($0))" } ?? ""
      cases.append(make("block \(index + 1)\(label)", self.block(index, of: lesson)))
    }
    cases += lesson.derivations.map { make("derivation \($0.id)", derivation($0, of: lesson)) }
    cases += lesson.claims.map { make("claim \($0.declaration.id)", claim($0, of: lesson)) }
    for sentence in lesson.unmeasured {
      let text = "\(path):\(sentence.range.lowerBound): \(sentence.sentence)"
      cases.append(make("claim \(sentence.id)", .error(.init(type: "not-measured", message: "not measured", text: text))))
    }
    return JUnitSuite(name: path, cases: cases)
  }

  // MARK: Cases

  private func block(_ index: Int, of lesson: CheckedLesson) -> JUnitCase.Result {
    let findings = findings(inBlock: index, of: lesson)
    switch lesson.status(ofBlock: index) {
    case .notAsked:
      let reason = lesson.lesson.experiments[index].options.reason
      return .skipped(.init(type: "run: false", message: reason ?? "it is not asked to run", text: ""))
    case .notReached where !findings.contains { $0.severity == .error }:
      let message = "not run, because something above it failed or the lesson could not be read whole"
      return .error(.init(type: DiagnosticCode.blockNotRun.rawValue, message: message, text: ""))
    case .ran, .failedAsExpected, .failed, .notReached: return result(findings)
    }
  }

  private func claim(_ claim: JudgedClaim, of lesson: CheckedLesson) -> JUnitCase.Result {
    let findings = lesson.diagnostics.filter { $0.subject == claim.declaration.id }
    let result = result(findings)
    if case .passed = result, claim.verdict == .undecided {
      return .skipped(.init(type: DiagnosticCode.claimUndecided.rawValue, message: claim.claim.evidence, text: rendered(findings)))
    }
    return result
  }

  private func derivation(_ derivation: DerivationReport, of lesson: CheckedLesson) -> JUnitCase.Result {
    result(lesson.diagnostics.filter { $0.subject == derivation.id })
  }

  /// A falsehood weighs more than what could not be checked, as for the exit status.
  private func result(_ diagnostics: [Diagnostic]) -> JUnitCase.Result {
    let errors = diagnostics.filter { $0.severity == .error }
    let falsehood = errors.first { $0.code.consequence == .falsehood }
    guard let first = falsehood ?? errors.first else { return .passed(notes: rendered(diagnostics)) }
    let detail = JUnitCase.Detail(type: first.code.rawValue, message: first.message, text: rendered(diagnostics))
    return falsehood == nil ? .error(detail) : .failure(detail)
  }

  /// As on a terminal, with relative paths.
  private func rendered(_ diagnostics: [Diagnostic]) -> String {
    let sources = report.sources
    let renderer = DiagnosticRenderer(source: { sources[$0] ?? SourceFile.onDisk($0) }, displays: paths.relative)
    return renderer.render(diagnostics)
  }

  // MARK: Whose finding

  private func subjects(of lesson: CheckedLesson) -> Set<String> {
    Set(lesson.claims.map(\.declaration.id) + lesson.derivations.map(\.id))
  }

  private func findings(inBlock index: Int, of lesson: CheckedLesson) -> [Diagnostic] {
    let subjects = subjects(of: lesson)
    return lesson.diagnostics.filter { diagnostic in
      !(diagnostic.subject.map(subjects.contains) ?? false) && block(of: diagnostic, in: lesson) == index
    }
  }

  private func findings(aboutNoPartOf lesson: CheckedLesson) -> [Diagnostic] {
    let subjects = subjects(of: lesson)
    return lesson.diagnostics.filter { diagnostic in
      !(diagnostic.subject.map(subjects.contains) ?? false) && block(of: diagnostic, in: lesson) == nil
    }
  }

  private func block(of diagnostic: Diagnostic, in lesson: CheckedLesson) -> Int? {
    guard diagnostic.path == lesson.lesson.source.path, let start = diagnostic.range?.lowerBound else { return nil }
    return lesson.lesson.experiments.firstIndex { $0.range.lowerBound <= start && start < $0.range.upperBound }
  }
}
