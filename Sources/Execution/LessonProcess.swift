import Lessons
import Synchronization

/// A lesson's process with its checkpoints: made when somebody first needs one, and brought as far down the lesson as is needed.
///
/// Blocks whose results are known are run again only here, to have what they leave behind, and from their compiled form.
actor LessonProcess {
  /// How it is started; asked for when it has to be.
  private let launch: @Sendable () throws(Diagnostic) -> Sandbox.Launch
  private let limits: Limits
  /// What the process may read: compiled blocks, of every version of the lesson.
  nonisolated let scratch: ScratchFolder
  private var lesson: Lesson
  private var compilation: LessonCompilation
  private let defaultSeconds: Double
  /// The checkpoint behind this many experiments.
  private var checkpoints: [Int: Task<Checkpoint?, Never>] = [:]
  private var kernel: Kernel?
  /// Why there is no process, or why it does not get further.
  private(set) var failure: Diagnostic?
  /// How many blocks were run, those run again included.
  private(set) var blocksRun = 0

  /// Ends the lesson's process when nobody needs it any more.
  private final class Kernel: Sendable {
    let checkpoint: Checkpoint
    init(_ checkpoint: Checkpoint) { self.checkpoint = checkpoint }
    deinit { checkpoint.endKernel() }
  }

  init(
    _ lesson: Lesson, compilation: LessonCompilation, launch: @escaping @Sendable () throws(Diagnostic) -> Sandbox.Launch,
    limits: Limits, scratch: ScratchFolder, defaultSeconds: Double
  ) {
    self.lesson = lesson
    self.compilation = compilation
    self.launch = launch
    self.limits = limits
    self.scratch = scratch
    self.defaultSeconds = defaultSeconds
  }

  /// The process as it stands behind a count of experiments; nil where one of them failed, or none could be started.
  func checkpoint(after count: Int) async -> Checkpoint? {
    if let known = checkpoints[count] { return await known.value }
    let made = Task { await self.make(after: count) }
    checkpoints[count] = made
    return await made.value
  }

  /// Takes in a process that somebody else brought behind a count of experiments.
  func adopt(_ checkpoint: Checkpoint, after count: Int) {
    blocksRun += 1
    checkpoints[count] = Task { checkpoint }
  }

  /// Goes on with another version of the lesson, whose first experiments are the same.
  func update(to lesson: Lesson, compilation: LessonCompilation, keeping count: Int) {
    self.lesson = lesson
    self.compilation = compilation
    checkpoints = checkpoints.filter { $0.key <= count }
    failure = nil
  }

  private func make(after count: Int) async -> Checkpoint? {
    guard count > 0 else { return start() }
    let index = count - 1, experiment = lesson.experiments[index]
    guard let before = await checkpoint(after: index) else { return nil }
    guard experiment.options.runs, experiment.options.expects == .success else { return before }
    guard case .compiled(let library, _) = await compilation.outcome(of: .experiment(index)) else { return nil }
    let seconds = experiment.options.budget?.seconds ?? defaultSeconds
    let bytes = lesson.memoryBudget(of: experiment)
    blocksRun += 1
    let reply = await blocking { before.run(library, seconds: seconds, bytes: bytes) }
    if reply.next == nil {
      failure = Diagnostic(
        .kernelLost, "the block ran before, and did not come to its end when it was run again", path: lesson.source.path,
        range: experiment.range, help: "make what it does depend on nothing but the lesson; --no-cache shows the failure itself")
    }
    return reply.next
  }

  private func start() -> Checkpoint? {
    let launch: Sandbox.Launch
    do {
      launch = try self.launch()
    } catch {
      failure = error
      return nil
    }
    // The sandbox is built around it.
    scratch.make()
    do {
      let started = try Checkpoint.start(launch, limits: limits)
      kernel = Kernel(started)
      return started
    } catch {
      failure = Diagnostic(
        .kernelLost, "\(error.program) could not be started: \(error.reason)", path: lesson.source.path, help: "build it with `make`")
      return nil
    }
  }
}
