import Foundation
import Lessons
import Records

/// Runs lessons: compiles their blocks from the top down, each a module that imports those above, and runs every block as soon as
/// it is compiled, while the next ones still are. What earlier builds left in the store is not compiled or run again.
public struct LessonExecutor: Sendable {
  public let toolchain: Toolchain
  public let installation: KernelInstallation
  /// What lessons' processes are shut into.
  public let sandbox: Sandbox
  public var limits = Limits()
  /// Where results are kept; nil to run everything anew.
  public let store: ResultStore?
  /// What a block may take, where neither it nor its lesson says.
  public var defaultSeconds: Double = 60
  /// What results depend on besides the lesson.
  var environment: RunEnvironment

  public init(toolchain: Toolchain, installation: KernelInstallation, sandbox: Sandbox, store: ResultStore? = nil) {
    self.toolchain = toolchain
    self.installation = installation
    self.sandbox = sandbox
    self.store = store
    environment = RunEnvironment.current(installation, toolchain, flags: BlockCompiler.languageFlags, store: store)
    environment.sandbox = sandbox.digest
  }

  /// - Parameter blockEnded: told each time that a block has come to its end, or will not run
  public func execute(_ lesson: Lesson, blockEnded: @escaping @Sendable () -> Void = {}) async -> LiveLesson {
    await execute(lesson, going: nil, keeping: 0, blockEnded: blockEnded).live
  }

  /// Runs a lesson, on from a process that stands behind its first `count` experiments if there is one.
  func execute(
    _ lesson: Lesson, going process: LessonProcess?, keeping count: Int, blockEnded: @escaping @Sendable () -> Void = {}
  ) async -> (live: LiveLesson, process: LessonProcess) {
    // The process's sandbox was built around one folder, in which every version of the lesson has its own.
    let scratch = process?.scratch ?? ScratchFolder()
    let folder = scratch.url.appendingPathComponent(UUID().uuidString)
    let seconds = lesson.frontMatter.budget?.seconds ?? defaultSeconds
    let cache = store.map { LessonCache(store: $0, keys: keys(of: lesson)) }
    let known = KnownResults(lesson, cache)
    let isReused = lesson.experiments.indices.allSatisfy { known.runs[$0] != nil || !lesson.experiments[$0].options.runs }
    let explanation = cache.map { cache in
      CacheExplanation(lesson, keys: cache.keys, known: known, before: isReused ? nil : cache.manifest(of: lesson))
    }
    let compilation = LessonCompilation(
      lesson: lesson,
      compiler: BlockCompiler(toolchain: toolchain, installation: installation, scratch: scratch, folder: folder, lesson: lesson, limits: limits),
      cache: cache, known: Set(known.values.keys.map { .values(below: $0) }))
    let process =
      process
      ?? LessonProcess(
        lesson, compilation: compilation, launch: { [self] () throws(Diagnostic) in try launch(lesson, scratch, seconds: seconds) },
        limits: limits, scratch: scratch)
    let version = await process.update(to: lesson, compilation: compilation, keeping: count, seconds: seconds)
    var execution = LessonExecution(
      lesson: lesson,
      reader: FailureReader(
        lesson: lesson, symbolizer: Symbolizer(toolchain: toolchain, folder: scratch.url.path), limits: limits),
      process: process, version: version, cache: cache, known: known, defaultSeconds: seconds)
    await execution.run(compilation, blockEnded: blockEnded)
    await compilation.settled()
    if !isReused { cache?.keepManifest(of: lesson) }
    return (execution.finish(keeping: scratch, compilation, explanation), process)
  }

  /// How a lesson's process is started.
  ///
  /// - Throws: `sandbox-unavailable`
  private func launch(_ lesson: Lesson, _ scratch: ScratchFolder, seconds: Double) throws(Diagnostic) -> Sandbox.Launch {
    if let failure = sandbox.tried(installation, toolchain) { throw failure }
    return sandbox.launch(
      installation, toolchain: toolchain, limits: limits, lesson: lesson, seconds: seconds, readable: [scratch.url.path])
  }

  /// The same with another store.
  func with(store: ResultStore) -> LessonExecutor {
    var executor = LessonExecutor(toolchain: toolchain, installation: installation, sandbox: sandbox, store: store)
    executor.limits = limits
    executor.defaultSeconds = defaultSeconds
    executor.environment = environment
    return executor
  }

  /// The limits that a lesson's process is started under; they can not be changed later.
  func demands(of lesson: Lesson) -> [String] {
    limits.kernelArguments(for: lesson, seconds: lesson.frontMatter.budget?.seconds ?? defaultSeconds)
      + [limits.processes(for: lesson), limits.lessonMemory(for: lesson)].map(String.init)
  }

  func keys(of lesson: Lesson) -> LessonKeys { LessonKeys(lesson, environment: environment) }
}

/// What earlier builds left of a lesson's runs.
struct KnownResults: Sendable {
  var runs: [StoredRun?]
  var values: [Int: StoredRun] = [:]
  /// Experiments whose results were kept, and were not what had been written.
  var damaged: Set<Int> = []

  init(_ lesson: Lesson, _ cache: LessonCache?) {
    var damaged: Set<Int> = []
    runs = lesson.experiments.indices.map { index in cache?.run(ofExperiment: index) { damaged.insert(index) } }
    self.damaged = damaged
    for count in 0...lesson.experiments.count {
      if let known = cache?.values(below: count) { values[count] = known }
    }
  }
}
