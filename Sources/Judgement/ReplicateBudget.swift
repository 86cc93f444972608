import Records

/// How many replicates a claim may take.
public struct ReplicateBudget: Equatable, Sendable {
  /// Of claims that have to hold in every replicate: exactly so many, fewer only after a failure.
  public var every: Int
  /// Of claims that stop as soon as they are decided: at most so many.
  public var sequential: Int
  /// The same of `.strictly`, which needs more: 126 passes of 126 for a rate of 95 % at an error rate of 1 %.
  public var literal: Int

  public init(every: Int = 20, sequential: Int = 60, literal: Int = 200) {
    self.every = max(1, every)
    self.sequential = max(1, sequential)
    self.literal = max(1, literal)
  }

  /// `--replicates N`: the same for all claims.
  public init(_ replicates: Int) { self.init(every: replicates, sequential: replicates, literal: replicates) }

  public func limit(for quantifier: Quantifier) -> Int {
    switch quantifier {
    case .identity, .always: every
    case .usually, .typically, .onAverage, .onGeometricAverage: sequential
    case .strictly: literal
    }
  }
}
