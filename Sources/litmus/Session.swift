import ArgumentParser
import Execution
import Foundation
import Judgement
import Lessons
import Site

/// One run of the tool: what it works with, and how it speaks.
struct Session {
  let options: CourseOptions
  let executor: LessonExecutor
  let store: ResultStore?
  let jobs: Int
  private let progress: Progress
  private let interruption: Interruption

  private let complain: ([Diagnostic]) -> Void

  /// - Parameter complain: is told what keeps the session from going on; standard error, unless a report is to hold it
  /// - Throws: status 2, after it said what is missing.
  init(_ options: CourseOptions, complain: @escaping ([Diagnostic]) -> Void = Terminal.print) throws {
    self.complain = complain
    self.options = options
    jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    progress = Progress(isQuiet: options.quiet)
    interruption = Interruption(progress: progress)
    let installation = KernelInstallation.besideThisProgram()
    guard let toolchain = Toolchain.locate() else {
      complain([
        Diagnostic(
          .toolMissing, "no Swift toolchain on the search path", help: "install Swift 6.3 and put its bin folder on PATH")
      ])
      throw ExitStatus.somethingUnchecked
    }
    guard installation.missing.isEmpty else {
      let missing = installation.missing.joined(separator: ", ")
      complain([Diagnostic(.toolMissing, "the lesson kernel is not built: \(missing)", help: "run `make build`")])
      throw ExitStatus.somethingUnchecked
    }
    let folder = options.cache.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? ResultStore.defaultFolder()
    store = options.noCache ? nil : ResultStore(folder: folder, mostBytes: options.cacheSize << 20)
    var executor = LessonExecutor(
      toolchain: toolchain, installation: installation, sandbox: try Self.sandbox(options, complain), store: store)
    executor.limits = try options.limits.limits()
    self.executor = executor
  }

  private static func sandbox(_ options: CourseOptions, _ complain: ([Diagnostic]) -> Void) throws -> Sandbox {
    guard !options.unsandboxed else { return .unsandboxed }
    do {
      return try Sandbox.find()
    } catch {
      complain([error])
      throw ExitStatus.somethingUnchecked
    }
  }

  // MARK: Courses

  /// What the paths name, each course once.
  func courses() throws -> [CourseRun.Chosen] {
    var chosen: [CourseRun.Chosen] = []
    for path in options.paths.isEmpty ? ["lessons"] : options.paths {
      let (course, diagnostics) = Course.load(path)
      guard let course else {
        complain(diagnostics)
        throw ExitStatus.somethingUnchecked
      }
      if let index = chosen.firstIndex(where: { $0.course.folder == course.folder }) {
        chosen[index].course.chosenPaths += course.chosenPaths.filter { !chosen[index].course.chosenPaths.contains($0) }
      } else {
        chosen.append(CourseRun.Chosen(course: course, diagnostics: diagnostics))
      }
    }
    return chosen
  }

  /// A site that the pages of these lessons go to; without a folder they are set for what there is to say of them: bad LaTeX, refused
  /// HTML, broken references.
  func site(of course: Course, _ lessons: [LessonOutline], at folder: URL?) throws -> StagedSite {
    let writer = SiteWriter(theme: try Theme.locate(), katex: try KaTeX.locate(), macros: course.macros, store: store, output: folder)
    let statements = StatementCatalogue.load(folder: course.folder).catalogue
    let glossary = Glossary.load(folder: course.folder).glossary
    let chosen = Set(lessons.map(\.path))
    let others = course.lessonPaths.filter { !chosen.contains($0) }.compactMap(LessonReader.outline)
    return try writer.begin(CourseDescription(course, statements: statements, glossary: glossary), lessons: lessons, others: others)
  }

  /// Reads the chosen lessons and runs those that can be; whatever is wrong with one, the others go their way.
  ///
  /// - Parameters:
  ///   - claims: those to judge; nil for all
  ///   - repetitions: how often lessons are run again for the spread of their values; nil where no page is written
  /// - Throws: status 2 where lessons' processes cannot be shut in, after it said why
  func run(
    _ chosen: CourseRun.Chosen, _ lessons: [LessonOutline], for site: StagedSite?, claims: Set<ClaimKey>? = nil,
    freshSeeds: UInt64? = nil, repetitions: Int? = nil
  ) async throws -> CourseRun {
    var judge = LessonJudge(jobs: jobs, replicates: options.replicates, isStrict: options.strict)
    judge.only = claims
    let (bibliography, findings) = Bibliography.load(folder: chosen.course.folder)
    let (glossary, glossaryFindings) = Glossary.load(folder: chosen.course.folder)
    let runner = CourseRunner(
      executor: executor, judge: judge, jobs: jobs,
      progress: progress, explainsCache: options.explainCache, site: site, course: chosen.course, bibliography: bibliography,
      glossary: glossary,
      evidence: CourseEvidence(of: chosen.course, dependencies: dependencies, isUsualBudget: options.replicates == nil),
      freshSeeds: freshSeeds, repetitions: repetitions)
    defer { store?.trim() }
    let outcomes = await runner.run(chosen.course.chosenPaths, lessons)
    progress.end()
    if let failure = executor.sandbox.failure {
      complain([failure])
      throw ExitStatus.somethingUnchecked
    }
    var run = CourseRun(course: chosen.course, outcomes: outcomes, diagnostics: chosen.diagnostics)
    if let freshSeeds { run.takeFreshSeeds(freshSeeds, corrected: judge.corrected) }
    run.diagnostics += site?.reviewMacros() ?? []
    if claims == nil { run.review(bibliography, glossary, findings + glossaryFindings) }
    return run
  }

  /// Runs a course and sets its pages for what there is to say of them, without writing any.
  func check(_ chosen: CourseRun.Chosen, freshSeeds: UInt64? = nil) async throws -> CourseRun {
    let lessons = chosen.course.chosenPaths.compactMap(LessonReader.outline)
    do {
      return try await run(chosen, lessons, for: try site(of: chosen.course, lessons, at: nil), freshSeeds: freshSeeds)
    } catch let error as Diagnostic {
      var run = try await run(chosen, lessons, for: nil, freshSeeds: freshSeeds)
      run.diagnostics.append(error)
      return run
    }
  }

  /// Runs a course for its claims alone.
  func run(_ chosen: CourseRun.Chosen, claims: Set<ClaimKey>?) async throws -> CourseRun {
    try await run(chosen, chosen.course.chosenPaths.compactMap(LessonReader.outline), for: nil, claims: claims)
  }

  /// What results depend on besides their lessons: names and digests.
  var dependencies: [(name: String, digest: String)] { executor.dependencies }

  /// What pages about the whole course say of a run.
  func outcome(of run: CourseRun) -> CourseOutcome {
    let ledger = LedgerFile(course: run.course).read()
    let isRecorded = ledger.ledger != nil
    return CourseOutcome(
      changes: isRecorded ? run.comparedWithLedger(ledger, isUsualBudget: options.replicates == nil).changes : [],
      standings: run.statements?.standings ?? [], toolchain: executor.toolchainVersion, engine: executor.engineSources)
  }

  // MARK: Speaking

  /// Findings, on standard error.
  func print(_ diagnostics: [Diagnostic]) {
    Terminal.print(diagnostics)
  }

  func say(_ line: String) { Swift.print(line) }
}
