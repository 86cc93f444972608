import Foundation
import Lessons
import Records
import Synchronization

/// A lesson that was run, and whose claims can be measured. Its process is started when a measure is asked for that no earlier build has
/// left, unless it runs already.
public final class LiveLesson: Sendable {
  /// A claim and where it can be measured.
  struct Site: Sendable {
    var declaration: ClaimDeclaration
    /// The experiment that declared it, and its place among those that this one declared.
    var experiment: Int
    var placeInBlock: Int
    /// Its place among the claims that the process knows.
    var index: Int
  }

  public let lesson: Lesson
  public let run: LessonRun
  /// Why its blocks ran or did not; nil where nothing is kept.
  public let explanation: CacheExplanation?
  private let sites: [Site]
  let reader: FailureReader
  let process: LessonProcess
  let version: Int
  let compilation: LessonCompilation
  let cache: LessonCache?
  /// The compiled blocks, which a crash report needs to be read.
  private let scratch: ScratchFolder
  let defaultSeconds: Double
  private let measuring = Mutex(0.0)

  init(
    lesson: Lesson, run: LessonRun, sites: [Site], reader: FailureReader, process: LessonProcess, version: Int,
    compilation: LessonCompilation, cache: LessonCache?, scratch: ScratchFolder, explanation: CacheExplanation?, defaultSeconds: Double
  ) {
    self.lesson = lesson
    self.run = run
    self.sites = sites
    self.reader = reader
    self.process = process
    self.version = version
    self.compilation = compilation
    self.cache = cache
    self.scratch = scratch
    self.explanation = explanation
    self.defaultSeconds = defaultSeconds
  }

  /// What had to be done for it so far: modules compiled, and blocks run, those included that were run again for what they leave behind.
  public var work: (compilerStarts: Int, blocksRun: Int) {
    get async { (await compilation.compilerStarts, await process.blocksRun) }
  }

  /// How long replicates took that no earlier build had left, one after the other, in seconds.
  public var secondsMeasuring: Double { measuring.withLock { $0 } }

  /// The claims that the blocks declared, in their order.
  public var claims: [ClaimDeclaration] { sites.map(\.declaration) }

  /// Measures one arm of a claim in a process of its own, under a seed. What it changes, the lesson never sees.
  public func measure(claim: Int, control: Bool, seed: UInt64) async -> Result<Measure, Diagnostic> {
    let site = sites[claim]
    if let known = cache?.measure(experiment: site.experiment, claim: site.placeInBlock, control: control, seed: seed) {
      return .success(known)
    }
    guard let checkpoint = await process.checkpoint(after: site.experiment + 1, of: version) else {
      return .failure(await process.failure ?? reader.claimLost(site.declaration))
    }
    let seconds = defaultSeconds
    let reply = await blocking { [self] in
      let clock = ContinuousClock(), start = clock.now
      defer { measuring.withLock { $0 += (clock.now - start) / .seconds(1) } }
      return checkpoint.measure(claim: site.index, control: control, seed: seed, seconds: seconds)
    }
    for case .measured(let measure) in reply.conversation.records {
      cache?.keep(measure, experiment: site.experiment, claim: site.placeInBlock, control: control, seed: seed)
      return .success(measure)
    }
    return .failure(reader.claimBroken(site.declaration, control: control, reply, seconds: seconds))
  }
}
