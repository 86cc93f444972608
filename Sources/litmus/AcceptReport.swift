import Foundation
import Judgement

/// What `accept` says on standard output: old and new of each claim that changed, and a line for all.
struct AcceptReport {
  let text: String

  init(_ acceptance: LedgerAcceptance, path: String, isQuiet: Bool) {
    var lines: [String] = []
    for (change, decision) in acceptance.decisions where !isQuiet && decision != .kept && decision != .refreshed {
      lines +=
        ["\(Self.place(change)): \(change.key): \(Self.word(for: decision, change))"] + Self.oldAndNew(change).map { "  " + $0 }
    }
    func count(_ decisions: LedgerAcceptance.Decision...) -> Int { acceptance.decisions.count { decisions.contains($0.decision) } }
    let taken = count(.taken)
    var parts = ["\(taken) \(taken == 1 ? "claim" : "claims") taken"]
    for (number, words) in [
      (count(.removed), "taken away"), (count(.refused), "refused"), (count(.unmeasured), "not measured"),
      (count(.kept, .refreshed), "as recorded"),
    ] where number > 0 {
      parts.append("\(number) \(words)")
    }
    lines.append("\(path): \(parts.joined(separator: ", "))")
    text = lines.joined(separator: "\n")
  }

  private static func place(_ change: LedgerChange) -> String {
    change.path + (change.range.map { ":\($0.lowerBound.line)" } ?? "")
  }

  private static func word(for decision: LedgerAcceptance.Decision, _ change: LedgerChange) -> String {
    switch decision {
    case .taken: change.old == nil ? "recorded" : "taken"
    case .removed: "taken away, since no lesson claims it any more"
    case .refused: "refused, since its verdict flipped and its sentence did not change"
    case .unmeasured:
      change.old == nil ? "not recorded, since it could not be measured" : "left as it is, since it could not be measured"
    case .kept, .refreshed: "as recorded"
    }
  }

  private static func oldAndNew(_ change: LedgerChange) -> [String] {
    var lines: [String] = []
    if let old = change.old { lines.append("was  \(old.inWords)") }
    guard let new = change.new, change.kind != .unmeasured else { return lines }
    lines.append("is   \(new.inWords)")
    if change.old != nil { lines += (change.restatements + [change.driftInWords]).map { "     \($0)" } }
    return lines
  }
}

extension LedgerEntry {
  /// "holds, 20 of 20 pass; mean 0.5021, median 0.5, spread 0.01613; control fails"
  var inWords: String {
    let summary = summary
    // One replicate has neither a middle nor a spread.
    let rest = summary.count > 1 ? ", median \(Self.shown(summary.median)), spread \(Self.shown(summary.spread))" : ""
    let numbers = "\(statisticInWords) \(Self.shown(summary.mean))\(rest)"
    let control = control.map { "control \($0.outcome.rawValue)" } ?? "no control"
    return "\(verdict.rawValue), \(claim.passes) of \(claim.replicates.count) pass; \(numbers); \(control)"
  }

  private static func shown(_ value: Double) -> String { String(format: "%.4g", value) }
}
