import Lessons

/// A lesson that is being edited: its process stays, with a checkpoint behind each block, and an edit goes on from the last block that
/// stands unchanged.
///
/// The result of every version is that of a run from the top.
public actor LessonSession {
  private let executor: LessonExecutor
  private var ownFolder: ScratchFolder?
  private var process: LessonProcess?
  private var keys: LessonKeys?
  private var demands: [String] = []

  /// - Parameter executor: its store keeps what is compiled, so that no block is compiled twice; one without gets a store of the
  ///   session's own
  public init(_ executor: LessonExecutor) {
    if executor.store != nil {
      self.executor = executor
    } else {
      let folder = ScratchFolder()
      folder.make()
      ownFolder = folder
      self.executor = executor.with(store: ResultStore(folder: folder.url))
    }
  }

  /// Runs the lesson as it is now. What an earlier version's `LiveLesson` has not measured, it cannot measure any more.
  public func update(to lesson: Lesson) async -> LiveLesson {
    let keys = executor.keys(of: lesson), demands = executor.demands(of: lesson)
    // A sandbox shows the files that stood there when it was built, and keeps the limits that it began with.
    if keys.data != self.keys?.data || demands != self.demands { process = nil }
    self.demands = demands
    let unchanged = zip(keys.runs, self.keys?.runs ?? []).prefix { $0 == $1 }.count
    let (live, process) = await executor.execute(lesson, going: process, keeping: unchanged)
    self.process = process
    self.keys = keys
    return live
  }

  /// How many blocks were run since the lesson's process was started.
  public var blocksRun: Int { get async { await process?.blocksRun ?? 0 } }

  /// The counts of blocks behind which a checkpoint stands.
  var checkpointCounts: [Int] { get async { await process?.checkpointCounts ?? [] } }
}
