import Records

/// How many replicates a claim may take.
public struct ReplicateBudget: Equatable, Sendable {
  /// Of claims that have to hold in every replicate: exactly so many, fewer only after a failure.
  public var every: Int
  /// Of claims that stop as soon as they are decided: at most so many.
  public var sequential: Int
  /// The same of `.strictly`, which needs more: 126 passes of 126 for a rate of 95 % at an error rate of 1 %.
  public var literal: Int

  /// Nobody chose it after having seen a verdict, so that pass rates may spend at its end what is left of the error rate.
  public var isFixedInAdvance = true

  public init(every: Int = 20, sequential: Int = 60, literal: Int = 200) {
    self.every = max(1, every)
    self.sequential = max(1, sequential)
    self.literal = max(1, literal)
  }

  /// The same for all claims: `replicates:` of a lesson, or `--replicates`, which is not fixed in advance.
  public init(_ replicates: Int, isFixedInAdvance: Bool = true) {
    self.init(every: replicates, sequential: replicates, literal: replicates)
    self.isFixedInAdvance = isFixedInAdvance
  }

  /// A control's: at least twenty, because fewer do not show that a control fails which seldom does.
  public var ofControl: ReplicateBudget {
    var budget = ReplicateBudget(every: max(20, every), sequential: max(20, sequential), literal: max(20, literal))
    budget.isFixedInAdvance = isFixedInAdvance
    return budget
  }

  public func limit(for quantifier: Quantifier) -> Int {
    switch quantifier {
    case .identity, .always: every
    case .usually, .typically, .onAverage, .onGeometricAverage: sequential
    case .strictly: literal
    }
  }
}
