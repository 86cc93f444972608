import Lessons

/// A lesson's process with its checkpoints: made when somebody first needs one, and brought as far down the lesson as is needed.
///
/// Blocks whose results are known are run again only here, to have what they leave behind, and from their compiled form. So are
/// blocks whose checkpoints were given up.
actor LessonProcess {
  /// How it is started; asked for when it has to be.
  private let launch: @Sendable () throws(Diagnostic) -> Sandbox.Launch
  private let limits: Limits
  /// What the process may read: compiled blocks, of every version of the lesson.
  nonisolated let scratch: ScratchFolder
  private var lesson: Lesson
  private var compilation: LessonCompilation
  private var defaultSeconds = 0.0
  /// The processes that wait, by the count of experiments that they stand behind.
  private var standing = StandingCheckpoints()
  private var underWay: [Int: Task<Checkpoint?, Never>] = [:]
  /// The first count of experiments that the process did not get behind.
  private var unreachable: Int?
  /// Counts up when the lesson changes.
  private var version = 0
  /// Why there is no process, or why it does not get further.
  private(set) var failure: Diagnostic?
  /// How many blocks were run, those run again included.
  private(set) var blocksRun = 0

  init(
    _ lesson: Lesson, compilation: LessonCompilation, launch: @escaping @Sendable () throws(Diagnostic) -> Sandbox.Launch,
    limits: Limits, scratch: ScratchFolder
  ) {
    self.lesson = lesson
    self.compilation = compilation
    self.launch = launch
    self.limits = limits
    self.scratch = scratch
  }

  /// The counts of experiments behind which a process waits.
  var checkpointCounts: [Int] { standing.counts }

  /// Goes on with another version of the lesson, whose first experiments are the same.
  ///
  /// - Parameter seconds: what a block may take, where it does not say so itself
  /// - Returns: the version, which whoever asks for a checkpoint has to name: the old one's are not to be had any more
  func update(to lesson: Lesson, compilation: LessonCompilation, keeping count: Int, seconds: Double) -> Int {
    defaultSeconds = seconds
    self.lesson = lesson
    self.compilation = compilation
    standing.keep(upTo: count)
    underWay = [:]
    unreachable = nil
    failure = nil
    version += 1
    return version
  }

  /// The process as it stands behind a count of experiments; nil where one of them failed, none could be started, or the lesson is
  /// another by now.
  func checkpoint(after count: Int, of version: Int) async -> Checkpoint? {
    guard version == self.version else { return nil }
    if let unreachable, count >= unreachable { return nil }
    // What took the process along is said where it happened; what stands above that can be made again.
    if standing.isGone { standing = StandingCheckpoints() }
    if let known = standing[count], !known.isGone { return known }
    if let making = underWay[count] { return await making.value }
    let making = Task { await self.make(after: count, of: version) }
    underWay[count] = making
    let made = await making.value
    guard version == self.version else { return nil }
    underWay[count] = nil
    if made == nil { unreachable = min(unreachable ?? count, count) }
    return made
  }

  /// Takes in a process that somebody else brought behind a count of experiments, of which the last took so long.
  func adopt(_ checkpoint: Checkpoint, after count: Int, of version: Int, seconds: Double) {
    blocksRun += 1
    guard version == self.version else { return }
    standing.add(checkpoint, behind: count, seconds: seconds, mostBytes: limits.checkpointMemory)
  }

  private func make(after count: Int, of version: Int) async -> Checkpoint? {
    guard count > 0 else { return start() }
    let index = count - 1, experiment = lesson.experiments[index]
    guard experiment.leavesSomethingBehind else {
      return await checkpoint(after: index, of: version)
    }
    guard let reply = await runAgain(index, of: version) else { return nil }
    if let next = reply.next {
      adopt(next, after: count, of: version, seconds: reply.conversation.seconds)
    } else {
      blocksRun += 1
      guard version == self.version else { return nil }
      failure = Diagnostic(
        .kernelLost, "the block ran before, and did not come to its end when it was run again", path: lesson.source.path,
        range: experiment.range, help: "make what it does depend on nothing but the lesson; --no-cache shows the failure itself")
    }
    return reply.next
  }

  private func runAgain(_ index: Int, of version: Int) async -> Checkpoint.Reply? {
    let experiment = lesson.experiments[index]
    guard let before = await checkpoint(after: index, of: version),
      case .compiled(let library, _) = await compilation.outcome(of: .experiment(index)), version == self.version
    else { return nil }
    let seconds = experiment.options.budget?.seconds ?? defaultSeconds
    let bytes = lesson.memoryBudget(of: experiment)
    return await blocking { before.run(library, seconds: seconds, bytes: bytes) }
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
      let started = try Checkpoint.start(launch, limits: limits, memory: limits.lessonMemory(for: lesson))
      standing.add(started, behind: 0, seconds: 0, mostBytes: limits.checkpointMemory)
      return started
    } catch {
      failure = Diagnostic(
        .kernelLost, "\(error.program) could not be started: \(error.reason)", path: lesson.source.path, help: "build it with `make`")
      return nil
    }
  }
}
