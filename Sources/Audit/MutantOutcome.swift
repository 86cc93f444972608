import Foundation
import Judgement
import Records

/// What came of a mutant.
public enum MutantOutcome: Equatable, Sendable {
  /// A claim lost its verdict, or a block broke.
  case noticed(Notice)
  /// Something else was measured, and every claim holds all the same.
  case survived([Comparison])
  /// Every claim that could have noticed measured the same to the bit, and its control fails as before.
  case equivalent
  /// It does not compile, or does not read as a lesson any more.
  case invalid(String)

  /// Who noticed, and by what.
  public struct Notice: Equatable, Sendable {
    public enum Sign: String, CaseIterable, Sendable {
      case fails, vacuous, undecided, broken
      /// It holds, and it is seen that its measure does not depend on the seed any more.
      case seedless
    }

    public var sign: Sign
    /// nil: a block broke before any claim was measured.
    public var claim: String?
    public var evidence: String

    public init(sign: Sign, claim: String?, evidence: String) {
      self.sign = sign
      self.claim = claim
      self.evidence = evidence
    }
  }

  /// A claim that holds, what it measured before, and what it measures now; the same if the mutant does not reach it.
  public struct Comparison: Equatable, Sendable {
    public var claim: String
    public var isChanged: Bool
    /// Medians over the replicates; where these look alike, the first replicate that does not.
    public var before: String
    public var now: String

    init(_ claim: JudgedClaim, before: JudgedClaim) {
      self.claim = claim.declaration.id
      isChanged = !claim.measuresTheSame(as: before)
      (self.before, now) = (before.claim.replicates.summary, claim.claim.replicates.summary)
      // The medians may look alike where single replicates do not.
      if self.before == now,
        let pair = zip(before.claim.replicates, claim.claim.replicates).first(where: { [$0].summary != [$1].summary })
      {
        (self.before, now) = ([pair.0].summary, [pair.1].summary)
      }
    }
  }
}

/// What came of changing a claim's relation.
public struct RelationFinding: Equatable, Sendable {
  public var change: RelationChange
  public var relation: Relation
  public var isNoticed: Bool
  /// The verdict under the changed relation.
  public var verdict: Verdict
}

extension JudgedClaim {
  /// The same numbers to the bit, under the same relation. Of a control nothing is said but that it fails.
  func measuresTheSame(as other: JudgedClaim) -> Bool {
    declaration.relation == other.declaration.relation && declaration.quantifier == other.declaration.quantifier
      && claim.replicates.isIdentical(to: other.claim.replicates)
  }
}

extension [Measure] {
  /// The same numbers to the bit, NaN like NaN.
  func isIdentical(to other: [Measure]) -> Bool { map(\.bits) == other.map(\.bits) }

  /// Three replicates or more, all the same to the bit.
  var isSeedless: Bool { count >= 3 && Set(map(\.bits)).count == 1 }

  /// The medians over replicates: "0.5", "0.5 against 0.7", "1, 0.5, …, 0.1".
  var summary: String {
    guard let first else { return "nothing" }
    let medians = first.numbers.indices.map { place in
      median(compactMap { $0.numbers.indices.contains(place) ? $0.numbers[place] : nil })
    }
    let words = medians.map { String(format: "%.4g", $0) }
    switch first {
    case .number: return words.joined()
    case .pair: return words.joined(separator: " against ")
    case .series where words.count > 5: return (words.prefix(2) + ["…"] + words.suffix(2)).joined(separator: ", ")
    case .series: return words.joined(separator: ", ")
    }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty, sorted.count == values.count else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}

extension Measure {
  var numbers: [Double] {
    switch self {
    case .number(let value): [value]
    case .pair(let first, let second): [first, second]
    case .series(let values): values
    }
  }

  fileprivate var bits: [UInt64] { numbers.map(\.bitPattern) }
}
