import Judgement
import Lessons

/// What a course's statements, ledger and fresh seeds came to.
extension JSONReport {
  /// What became of the lectures' statements.
  struct Statements: Encodable {
    struct Counts: Encodable {
      var unread = 0
      var untested = 0
      var agrees = 0
      var contradicted = 0
      var open = 0
    }
    struct Statement: Encodable {
      struct Evidence: Encodable {
        var lesson: String
        var claim: String
        var bearing: String
      }
      var id: String
      var stance: String
      var standing: String
      var claims: [Evidence]
    }
    var path: String
    var total: Int
    /// How many have a claim.
    var claimed: Int
    var standings = Counts()
    /// Those that have a stance, in the order of the file.
    var judged: [Statement] = []

    /// nil of a course without statements.
    init?(_ review: StatementReview, _ paths: ReportPaths) {
      guard !review.catalogue.statements.isEmpty else { return nil }
      path = paths.relative(review.catalogue.path)
      total = review.catalogue.statements.count
      claimed = review.claimed
      for (statement, standing) in zip(review.catalogue.statements, review.standings) {
        count(standing)
        guard let stance = statement.stance else { continue }
        judged.append(
          Statement(
            id: statement.id, stance: stance.rawValue, standing: standing.rawValue,
            claims: statement.evidence.map { .init(lesson: $0.lesson, claim: $0.claim, bearing: $0.bearing.rawValue) }))
      }
    }

    private mutating func count(_ standing: StatementReview.Standing) {
      switch standing {
      case .unread: standings.unread += 1
      case .untested: standings.untested += 1
      case .agrees: standings.agrees += 1
      case .contradicted: standings.contradicted += 1
      case .open: standings.open += 1
      }
    }
  }

  /// What moved since values were recorded.
  struct Ledger: Encodable {
    struct Change: Encodable {
      var lesson: String
      var claim: String
      var kind: String
      /// Absent of a claim that is new.
      var oldVerdict: String?
      /// Absent of a claim that is gone.
      var newVerdict: String?
      /// How many replicates both have; absent where only one of them has any.
      var compared: Int?
      /// How many of those are not the same to the bit.
      var changed: Int?
      /// In units of the recorded spread; absent where there is none, or nothing changed.
      var meanDifference: Difference?

      init(_ change: LedgerChange) {
        lesson = change.key.lesson
        claim = change.key.claim
        kind = change.kind.name
        oldVerdict = change.old?.verdict.rawValue
        newVerdict = change.new?.verdict.rawValue
        compared = change.drift?.compared
        changed = change.drift?.changed.count
        meanDifference = change.drift?.shift.map {
          Difference(mean: $0.mean, lower: $0.interval.lowerBound, upper: $0.interval.upperBound)
        }
      }
    }
    /// With its interval at 95 %.
    struct Difference: Encodable {
      var mean: Double
      var lower: Double
      var upper: Double
    }
    /// Whether there is a ledger at all; otherwise every claim is new.
    var isRecorded: Bool
    var changes: [Change]

    init(_ comparison: LedgerComparison) {
      isRecorded = comparison.isRecorded
      changes = comparison.changes.map(Change.init)
    }
  }

  /// What `--fresh-seeds` found.
  struct FreshSeeds: Encodable {
    struct Change: Encodable {
      var lesson: String
      var claim: String
      var ownVerdict: String
      var freshVerdict: String
    }
    /// As text: it may have 64 bits.
    var number: String
    var claims: Int
    var changes: [Change]

    init(_ review: FreshSeedReview) {
      number = String(review.number)
      claims = review.claims
      changes = review.changes.map {
        Change(
          lesson: $0.lesson.name, claim: $0.fresh.declaration.id, ownVerdict: $0.own.verdict.rawValue,
          freshVerdict: $0.fresh.verdict.rawValue)
      }
    }
  }
}

extension LedgerChange.Kind {
  var name: String {
    switch self {
    case .unchanged: "unchanged"
    case .rounding: "rounding"
    case .restated: "restated"
    case .slight: "slight"
    case .moved: "moved"
    case .flipped: "flipped"
    case .new: "new"
    case .vanished: "vanished"
    case .unmeasured: "unmeasured"
    }
  }
}
