import Foundation
import Lessons

/// What running a lesson may take, beyond the time that its blocks are given.
public struct Limits: Equatable, Sendable {
  /// Bytes that one process of a lesson may write to: heap, tensors, stacks. A lesson or a block that has a greater budget gets that.
  public var memory = 4 << 30
  /// Bytes that a lesson's processes may write to together. A lesson or a block that has a greater budget gets that.
  public var lessonMemory = Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
  /// Bytes that checkpoints may cost beside the process that runs.
  public var checkpointMemory = 2 << 30
  /// Bytes of the scratch folder, and of a file in it.
  public var scratch = 256 << 20
  /// Processes and threads of a lesson; nil: by its number of blocks.
  public var processes: Int?
  /// Descriptors of one process.
  public var openFiles = 256
  /// Bytes of records that a block may send: what it shows, prints and records.
  public var output = 64 << 20
  /// How long the compiler may take over one block.
  public var compileSeconds = 120.0
  /// Bytes that the compiler may write to.
  public var compileMemory = 8 << 30

  /// Less does not hold the engine's libraries and their threads.
  public static let leastMemory = 256 << 20
  /// Less does not hold what every lesson starts with.
  public static let leastProcesses = 16

  public init() {}

  /// What `litmus-kernel` is told to put on, where nobody else puts it on.
  ///
  /// - Parameter seconds: what a block may take, where it does not say so itself
  func kernelArguments(for lesson: Lesson, seconds: Double) -> [String] {
    let budgets = Self.budgets(of: lesson)
    let longest = budgets.compactMap { $0?.seconds }.reduce(seconds, max)
    // A process runs one block on all cores; a minute is for what it does besides.
    let processorTime = Int(min(longest, 1e9)) * ProcessInfo.processInfo.activeProcessorCount + 60
    return [
      "memory=\(budgets.compactMap { $0?.bytes }.reduce(memory, max))", "file-size=\(scratch)", "open-files=\(openFiles)",
      "cpu-seconds=\(processorTime)",
    ]
  }

  /// Processes and threads of a sandbox: one process for each block that waits, with the engine's and the BLAS's threads, and
  /// replicates beside them. By dozens of blocks, so that a lesson that is edited seldom needs another sandbox.
  func processes(for lesson: Lesson) -> Int {
    let dozens = lesson.experiments.count / 12 + 2
    return processes ?? 256 + 4 * ProcessInfo.processInfo.activeProcessorCount * 12 * dozens
  }

  /// Bytes that a lesson's processes may take together.
  func lessonMemory(for lesson: Lesson) -> Int { Self.budgets(of: lesson).compactMap { $0?.bytes }.reduce(lessonMemory, max) }

  private static func budgets(of lesson: Lesson) -> [Budget?] {
    [lesson.frontMatter.budget] + lesson.experiments.map(\.options.budget)
  }
}
