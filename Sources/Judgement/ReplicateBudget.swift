import Records

/// How many replicates a claim may take.
public struct ReplicateBudget: Equatable, Sendable {
  /// Of claims that have to hold in every replicate: exactly so many, fewer only after a failure.
  public var every: Int
  /// Of claims that stop as soon as they are decided: at most so many.
  public var sequential: Int

  public init(every: Int = 20, sequential: Int = 60) {
    self.every = max(1, every)
    self.sequential = max(1, sequential)
  }

  /// `--replicates N`: the same for all claims.
  public init(_ replicates: Int) { self.init(every: replicates, sequential: replicates) }

  public func limit(for quantifier: Quantifier) -> Int {
    switch quantifier {
    case .identity, .always: every
    case .usually, .typically, .onAverage: sequential
    }
  }
}
