import Execution
import Judgement
import Lessons
import Records

/// What a lesson's blocks, claims and derivations came to.
extension JSONReport {
  struct Block: Encodable {
    var label: String?
    var range: Range
    var status: String
    /// Why it is not asked to run, or how it failed as it was expected to.
    var reason: String?

    init(_ index: Int, of checked: CheckedLesson) {
      let experiment = checked.lesson.experiments[index]
      label = experiment.options.label
      range = Range(experiment.range)
      switch checked.status(ofBlock: index) {
      case .ran: status = "ran"
      case .failed: status = "failed"
      case .failedAsExpected(let how): (status, reason) = ("failed-as-expected", how)
      case .notReached: status = "not-reached"
      case .notAsked: (status, reason) = ("not-asked", experiment.options.reason)
      }
    }
  }

  struct Sentence: Encodable {
    var id: String
    var sentence: String
    var range: Range
  }

  struct Claim: Encodable {
    var id: String
    var verdict: String
    /// The sentence that asserts it; absent where none is bound.
    var sentence: Sentence?
    /// The line of the call that declares it.
    var line: Int
    var relation: RelationDescription
    var quantifier: QuantifierDescription
    var measured: Arm
    var control: Arm?

    init(_ claim: JudgedClaim, of checked: CheckedLesson, _ seeds: ReplicateSeeds) {
      id = claim.declaration.id
      verdict = claim.verdict.rawValue
      sentence = checked.sentence(of: claim).map { Sentence(id: $0.id, sentence: $0.sentence, range: Range($0.range)) }
      line = claim.declaration.line
      relation = RelationDescription(claim.declaration.relation)
      quantifier = QuantifierDescription(claim.declaration.quantifier)
      measured = Arm(claim.claim, seeds.of(claim.claim, id))
      control = claim.control.map { Arm($0, seeds.of($0, id)) }
    }
  }

  /// The seeds of a lesson's replicates, in hexadecimal: they have 64 bits, and many readers of JSON keep 53.
  struct ReplicateSeeds {
    var base: Int
    var lesson: String
    /// Of `--fresh-seeds`.
    var fresh: UInt64?

    func of(_ arm: Judgement, _ claim: String) -> [String] {
      arm.replicates.indices.map { index in
        let seed = replicateSeed(course: base, lesson: lesson, claim: claim, replicate: index, fresh: fresh)
        let digits = String(seed, radix: 16)
        return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
      }
    }
  }

  /// One arm: the claim's own measurement, or its control's.
  struct Arm: Encodable {
    var outcome: String
    /// In the order of their seeds: a number, or a list of them for two arms and for series.
    var replicates: [Replicate]
    /// What each of them drew its numbers from.
    var seeds: [String]
    var passes: Int
    var evidence: String
    var interval: IntervalDescription?
    var logEvidence: LogEvidence
    /// All replicates were the same to the bit.
    var isDeterministic: Bool
    /// The budget's end decided it.
    var isByLastLook: Bool
    /// How many more replicates would decide an undecided arm.
    var projectedReplicates: Int?
    var errorRate: Double

    init(_ judgement: Judgement, _ seeds: [String]) {
      outcome = judgement.outcome.rawValue
      replicates = judgement.replicates.map(Replicate.init)
      self.seeds = seeds
      passes = judgement.passes
      evidence = judgement.evidence
      interval = judgement.interval.map(IntervalDescription.init)
      logEvidence = LogEvidence(holding: judgement.logEvidence.holding, failing: judgement.logEvidence.failing)
      isDeterministic = judgement.isDeterministic
      isByLastLook = judgement.isByLastLook
      projectedReplicates = judgement.projectedReplicates
      errorRate = judgement.errorRate
    }
  }

  /// The logs of the e-values for and against.
  struct LogEvidence: Encodable {
    var holding: Double
    var failing: Double
  }

  /// What the replicates leave possible of one quantity.
  struct IntervalDescription: Encodable {
    var quantity: String
    var lower: Double
    var upper: Double
    var level: Double

    init(_ interval: Interval) {
      quantity = interval.quantity.rawValue
      lower = interval.lower
      upper = interval.upper
      level = interval.level
    }
  }

  struct Replicate: Encodable {
    var measure: Measure

    init(_ measure: Measure) { self.measure = measure }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch measure {
      case .number(let value): try container.encode(value)
      case .pair(let first, let second): try container.encode([first, second])
      case .series(let values): try container.encode(values)
      }
    }
  }

  struct RelationDescription: Encodable {
    var name: String
    /// In words: "below 0.0001".
    var words: String
    /// Of `below` and `above`.
    var bound: Double?
    /// Of `within`.
    var range: [Double]?
    /// Of `equal`.
    var target: Double?
    var tolerance: Double?
    /// Of `lessThan` and `greaterThan`.
    var factor: Double?
    /// Of `crosses`.
    var level: Double?

    init(_ relation: Relation) {
      name = String(relation.name.dropFirst())
      words = relation.inWords
      switch relation {
      case .below(let value), .above(let value): bound = value
      case .within(let values): range = [values.lowerBound, values.upperBound]
      case .equal(let value, let slack): (target, tolerance) = (value, slack)
      case .lessThan(let value), .greaterThan(let value): factor = value
      case .increasing, .decreasing, .unimodal: break
      case .crosses(let value): level = value
      }
    }
  }

  struct QuantifierDescription: Encodable {
    var name: String
    /// In words: "in every replicate".
    var words: String
    /// Of `usually` and `strictly`.
    var rate: Double?
    /// Of `usually`.
    var floor: Double?

    init(_ quantifier: Quantifier) {
      words = quantifier.inWords
      switch quantifier {
      case .identity: name = "identity"
      case .always: name = "always"
      case .usually(let wanted, let least): (name, rate, floor) = ("usually", wanted, least)
      case .strictly(let wanted): (name, rate) = ("strictly", wanted)
      case .typically: name = "typically"
      case .onAverage: name = "onAverage"
      case .onGeometricAverage: name = "onGeometricAverage"
      }
    }
  }

  struct Derivation: Encodable {
    struct Step: Encodable {
      struct Assumption: Encodable {
        var latex: String
        var isIdle: Bool
        var breakSize: Double
      }
      var line: Int
      var latex: String
      var reason: String?
      var outcome: String
      var counterexample: String?
      var example: Double
      var assumptions: [Assumption]
    }
    var id: String
    var line: Int
    var outcome: String
    /// The chance that a wrong step passed.
    var errorBound: Double
    var steps: [Step]

    init(_ report: DerivationReport) {
      id = report.id
      line = report.line
      outcome = report.isBroken ? "broken" : "holds"
      errorBound = report.errorBound
      steps = report.steps.map(Step.init)
    }
  }
}

extension JSONReport.Derivation.Step {
  init(_ step: DerivationReport.Step) {
    let (outcome, counterexample): (String, String?) =
      switch step.outcome {
      case .start: ("start", nil)
      case .holds: ("holds", nil)
      case .broken(let example): ("broken", example)
      }
    self.init(
      line: step.line, latex: step.latex, reason: step.reason, outcome: outcome, counterexample: counterexample,
      example: step.example,
      assumptions: step.assumptions.map { .init(latex: $0.latex, isIdle: $0.isIdle, breakSize: $0.breakSize) })
  }
}
