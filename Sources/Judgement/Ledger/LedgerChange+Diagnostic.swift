import Foundation
import Lessons

extension LedgerChange {
  /// What there is to say of the change; nil where nothing is, or where other findings say it.
  ///
  /// - Parameter course: the course's folder, for the remedy
  func diagnostic(course: String) -> Diagnostic? {
    let accept = "litmus accept \(key)\(CourseArgument.text(folder: course))"
    switch kind {
    case .unchanged, .rounding, .unmeasured: return nil
    case .new:
      return finding(.ledgerOutdated, "claim `\(key.claim)` is not in the ledger yet", help: "record it: \(accept)")
    case .vanished:
      return finding(
        .ledgerOutdated, "claim `\(key)` is in the ledger, and no lesson claims it any more", help: "take its line away: \(accept)")
    case .restated:
      let isGrave = old?.sentence == new?.sentence || old?.relation != new?.relation || old?.quantifier != new?.quantifier
      return finding(
        .ledgerOutdated, severity: isGrave ? .warning : .note,
        "claim `\(key.claim)` is stated otherwise than it was recorded: \(restatements.joined(separator: "; "))",
        help: "take the new statement: \(accept)")
    case .slight, .moved:
      return finding(
        .claimDrifted, severity: kind == .moved ? .warning : .note, "claim `\(key.claim)` moved: \(driftInWords)", notes: causes,
        help: "if the change is meant, take the new values: \(accept)")
    case .flipped:
      guard let old, let new else { return nil }
      let verdicts = "the ledger has claim `\(key.claim)` as *\(old.verdict.rawValue)*, and now it is *\(new.verdict.rawValue)*"
      guard isRefused else {
        return finding(.claimDrifted, "\(verdicts): \(driftInWords)", notes: causes, help: "take the new verdict: \(accept)")
      }
      return finding(
        .verdictFlipped, "\(verdicts), and the sentence is still the same: \(driftInWords)", notes: causes,
        help: "mend the experiment, or let the sentence say what is so and then take the new verdict: \(accept)")
    }
  }

  private func finding(
    _ code: DiagnosticCode, severity: Diagnostic.Severity? = nil, _ message: String, notes: [String] = [], help: String
  ) -> Diagnostic {
    Diagnostic(code, severity: severity, message, path: path, range: range, notes: notes.map { .init($0) }, help: help)
  }

  // MARK: Words

  /// "mean 1.002, now 1.01: +0.66 of its spread (0.42 to 0.9 at 95 %); 20 of 20 replicates changed"
  public var driftInWords: String {
    guard let drift, let new else { return "" }
    var parts = drift.words(of: new)
    if let old, let before = old.control, let after = new.control {
      if before.outcome != after.outcome {
        parts.append("its control was \(before.outcome.inLedgerWords) and is \(after.outcome.inLedgerWords)")
      } else if let controlDrift, controlDrift.size >= .slight {
        parts.append("its control changed in \(controlDrift.changed.count) of \(replicateCount(controlDrift.compared))")
      }
    }
    return parts.joined(separator: "; ")
  }

  /// What is stated otherwise.
  public var restatements: [String] {
    guard let old, let new else { return [] }
    var parts: [String] = []
    if old.relation != new.relation { parts.append("`\(old.relation.spelling)`, now `\(new.relation.spelling)`") }
    if old.quantifier != new.quantifier { parts.append("`\(old.quantifier.spelling)`, now `\(new.quantifier.spelling)`") }
    if old.control?.outcome != new.control?.outcome {
      let (before, after) = (old.control?.outcome.inLedgerWords, new.control?.outcome.inLedgerWords)
      parts.append("its control \(before.map { "was \($0)" } ?? "was not there"), and \(after.map { "is \($0)" } ?? "is gone")")
    }
    if old.sentence != new.sentence { parts.append("the sentence was \"\(old.sentence)\"") }
    if old.claim.replicates.count != new.claim.replicates.count {
      parts.append("\(replicateCount(old.claim.replicates.count)), now \(new.claim.replicates.count)")
    }
    return parts
  }

  /// What changed of the things that values follow from.
  var causes: [String] {
    guard let old, let new else { return [] }
    var parts: [String] = []
    if old.fingerprint.code != new.fingerprint.code { parts.append("the code of the lesson, down to the claim's block") }
    if old.fingerprint.data != new.fingerprint.data { parts.append("a data file that the lesson names") }
    if old.seed != new.seed { parts.append("the seed, from \(old.seed) to \(new.seed)") }
    if old.relation != new.relation || old.quantifier != new.quantifier { parts.append("what is asserted (\(restatements[0]))") }
    guard !parts.isEmpty else {
      return ["code, data and seed are as they were recorded: the engine, the toolchain or the kind of processor is another"]
    }
    return ["changed since it was recorded: " + parts.joined(separator: "; ")]
  }
}

extension Drift {
  /// What moved, by how much, in how many replicates.
  func words(of entry: LedgerEntry) -> [String] {
    guard size > .none else {
      if compared == max(old.count, new.count) { return ["no value changed"] }
      return [compared == 1 ? "the first value is the same" : "the first \(compared) values are the same"]
    }
    var text = "\(entry.statisticInWords) \(rounded(old.mean)), now \(rounded(new.mean))"
    if let shift {
      let sign = shift.mean < 0 ? "-" : "+"
      let (lower, upper) = (short(shift.interval.lowerBound), short(shift.interval.upperBound))
      text += ": \(sign)\(short(abs(shift.mean))) of its spread (\(lower) to \(upper) at 95 %)"
    } else if old.spread == 0, old.count > 1 {
      text += ", where every replicate was the same"
    }
    var parts = [text]
    guard isPaired else {
      parts.append("the seeds are others, so the samples were compared (rank sums: p = \(short(probability)))")
      return parts
    }
    var count = "\(changed.count) of \(replicateCount(compared)) changed"
    if changed.count * 4 <= compared {
      let rate = FixedSampleTests.rateInterval(changed.count, of: compared)
      count += " (\(short(rate.lowerBound * 100)) % to \(short(rate.upperBound * 100)) % of all seeds, at 95 %)"
    }
    parts.append(count)
    if !jumps.isEmpty { parts.append("\(Self.list(jumps)) by more than \(rounded(Self.jump)) spreads") }
    if !diverged.isEmpty { parts.append("\(Self.list(diverged)) \(diverged.count == 1 ? "is" : "are") finite no more, or again") }
    if !nowFailing.isEmpty { parts.append("\(Self.list(nowFailing)) \(nowFailing.count == 1 ? "passes" : "pass") no more") }
    if !nowPassing.isEmpty { parts.append("\(Self.list(nowPassing)) \(nowPassing.count == 1 ? "passes" : "pass") now") }
    return parts
  }

  /// "replicate 7", "replicates 3, 7 and 12"
  private static func list(_ places: [Int]) -> String {
    let shown = places.count > 6 ? places.prefix(5).map(\.description) + ["\(places.count - 5) more"] : places.map(\.description)
    guard let last = shown.last, shown.count > 1 else { return "replicate \(shown.first ?? "")" }
    return "replicates " + shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension LedgerEntry {
  /// What mean, median and spread are of.
  public var statisticInWords: String {
    switch relation {
    case .below, .above, .within, .equal: "mean"
    case .lessThan(let factor), .greaterThan(let factor):
      factor == 1 ? "mean of first − second" : "mean of first − \(rounded(factor)) · second"
    case .increasing, .decreasing, .unimodal, .crosses: "mean margin"
    }
  }
}

extension Judgement.Outcome {
  /// Of a control, which has to fail.
  var inLedgerWords: String {
    switch self {
    case .holds: "holding"
    case .fails: "failing, as it has to"
    case .undecided: "undecided"
    case .broken: "broken"
    }
  }
}

/// Two significant digits.
func short(_ value: Double) -> String { String(format: "%.2g", value) }
