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
      toolchain: toolchain, installation: installation, sandbox: try Self.sandbox(options, installation, toolchain, complain),
      store: store)
    executor.limits = try options.limits()
    self.executor = executor
  }

  private static func sandbox(
    _ options: CourseOptions, _ installation: KernelInstallation, _ toolchain: Toolchain, _ complain: ([Diagnostic]) -> Void
  ) throws -> Sandbox {
    guard !options.unsandboxed else { return .unsandboxed }
    do {
      return try Sandbox.locate(for: installation, toolchain: toolchain)
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

  /// Reads the chosen lessons and runs those that can be; whatever is wrong with one, the others go their way.
  func run(_ chosen: CourseRun.Chosen) async -> CourseRun {
    let runner = CourseRunner(
      executor: executor, judge: LessonJudge(jobs: jobs, replicates: options.replicates, isStrict: options.strict), jobs: jobs,
      progress: progress, explainsCache: options.explainCache)
    defer {
      progress.end()
      store?.trim()
    }
    return await runner.run(chosen)
  }

  // MARK: Pages

  /// Writes the site; returns what pages could not show.
  func write(_ run: CourseRun, to folder: URL) throws -> [Diagnostic] {
    let writer = SiteWriter(theme: try Theme.locate(), katex: try KaTeX.locate(), store: store, output: folder)
    return try writer.write(title: run.course.title, summary: run.course.summary, pages: run.outcomes.map(\.page))
  }

  /// The run with what setting the pages would find: bad LaTeX, refused HTML, broken references.
  func withTypesettingFindings(_ run: CourseRun) -> CourseRun {
    var run = run
    do {
      let renderer = PageRenderer(
        course: run.course.title, math: try MathTypesetter(katex: try KaTeX.locate(), store: store), store: store)
      for index in run.outcomes.indices { run.outcomes[index].diagnostics += renderer.render(run.outcomes[index].page).diagnostics }
    } catch let error {
      run.diagnostics.append(error)
    }
    return run
  }

  // MARK: Speaking

  /// Findings, on standard error.
  func print(_ diagnostics: [Diagnostic]) {
    Terminal.print(diagnostics)
  }

  func say(_ line: String) { Swift.print(line) }
}
