import Foundation
import Lessons
import Records

/// A lesson that was run, with its processes still waiting at the blocks that declared claims.
public final class LiveLesson: Sendable {
  /// A claim and the process that can measure it: the one that stood after its block.
  struct Site: Sendable {
    var declaration: ClaimDeclaration
    var checkpoint: Checkpoint
    /// Its place among the claims that the process knows.
    var index: Int
  }

  public let lesson: Lesson
  public let run: LessonRun
  private let sites: [Site]
  private let reader: FailureReader
  private let kernel: Checkpoint?
  /// The compiled blocks, which a crash report needs to be read.
  private let scratch: ScratchFolder
  private let defaultSeconds: Double

  init(
    lesson: Lesson, run: LessonRun, sites: [Site], reader: FailureReader, kernel: Checkpoint?,
    scratch: ScratchFolder, defaultSeconds: Double
  ) {
    self.lesson = lesson
    self.run = run
    self.sites = sites
    self.reader = reader
    self.kernel = kernel
    self.scratch = scratch
    self.defaultSeconds = defaultSeconds
  }

  deinit { kernel?.endKernel() }

  /// The claims that the blocks declared, in their order.
  public var claims: [ClaimDeclaration] { sites.map(\.declaration) }

  /// Measures one arm of a claim in a process of its own, under a seed. What it changes, the lesson never sees.
  public func measure(claim: Int, control: Bool, seed: UInt64) async -> Result<Measure, Diagnostic> {
    let site = sites[claim]
    return await blocking { [reader, defaultSeconds] in
      let reply = site.checkpoint.measure(claim: site.index, control: control, seed: seed, seconds: defaultSeconds)
      for record in reply.conversation.records {
        if case .measured(let measure) = record { return .success(measure) }
      }
      return .failure(reader.claimBroken(site.declaration, control: control, reply, seconds: defaultSeconds))
    }
  }
}
