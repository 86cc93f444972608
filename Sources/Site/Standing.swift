import Execution
import Judgement
import Lessons
import Records

/// How a lesson's claims and blocks stand.
struct Standing: Equatable, Sendable {
  /// The verdict of each bound sentence in the order of the page; nil for a claim that was never judged.
  var verdicts: [Verdict?]
  var blocksFailed: Int
  /// Blocks that a failure above kept from running.
  var blocksNotReached: Int
  var blocksNotAsked: Int
  var valuesMissing: Int
  /// Derivations with a line that does not equal the one before it.
  var derivationsBroken: Int

  init(_ page: Page) {
    let judged = Dictionary(page.claims.map { ($0.declaration.id, $0.verdict) }) { first, _ in first }
    verdicts = page.lesson.claimReferences.map { judged[$0.id] }
    let bound = Set(page.lesson.claimReferences.map(\.id))
    verdicts += page.claims.filter { !bound.contains($0.declaration.id) }.map(\.verdict)
    let statuses = page.lesson.experiments.indices.map { page.status(ofExperiment: $0) }
    blocksFailed = statuses.count { $0 == .failed }
    blocksNotReached = statuses.count { $0 == .notReached }
    blocksNotAsked = statuses.count { $0 == .notAsked }
    derivationsBroken = page.brokenDerivations.count
    valuesMissing = page.lesson.inlineValues.indices.count { page.value(ofInline: $0) == nil }
  }

  func count(_ verdict: Verdict?) -> Int { verdicts.count { $0 == verdict } }

  /// Something said is false, or could not be put to the test.
  var isBad: Bool {
    verdicts.contains { $0 != .holds && $0 != .undecided }
      || blocksFailed + blocksNotReached + valuesMissing + derivationsBroken > 0
  }
}

extension Page {
  func status(ofExperiment index: Int) -> LessonRun.Block.Status {
    run.blocks.indices.contains(index) ? run.blocks[index].status : .notReached
  }

  func outputs(ofExperiment index: Int) -> [Output] {
    run.blocks.indices.contains(index) ? run.blocks[index].outputs : []
  }

  /// The experiments that show a broken derivation, with its id.
  var brokenDerivations: [(experiment: Int, id: String)] {
    lesson.experiments.indices.flatMap { index in
      outputs(ofExperiment: index).compactMap { output in
        guard case .derivation(let report) = output, report.isBroken else { return nil }
        return (index, report.id)
      }
    }
  }

  func value(ofInline index: Int) -> Value? {
    run.inlineValues.indices.contains(index) ? run.inlineValues[index] : nil
  }
}

extension DerivationReport {
  var isBroken: Bool {
    steps.contains { step in
      if case .broken = step.outcome { true } else { false }
    }
  }
}
