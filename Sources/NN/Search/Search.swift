/// What a search over hyperparameters tried, in its order, and which was best.
///
/// ```swift
/// let search = gridSearch(over: grid([0.1, 0.01], [16, 32]), for: .least) { rate, width in validationLoss(rate, width) }
/// search.best?.configuration
/// ```
public struct Search<Configuration> {
  public struct Trial {
    public let configuration: Configuration
    public let score: Double
  }

  /// Which score is best: the least of losses, the greatest of accuracies.
  public let goal: SearchGoal
  public let trials: [Trial]

  /// The trial with the best score, of several the first. One whose score is NaN never wins; nil if all are, or there are none.
  public var best: Trial? {
    var best: Trial?
    for trial in trials where !trial.score.isNaN {
      guard let other = best else {
        best = trial
        continue
      }
      if goal == .least ? trial.score < other.score : trial.score > other.score { best = trial }
    }
    return best
  }

  /// All trials, the best first; equal ones in their order, NaN last.
  public var ranked: [Trial] {
    trials.enumerated().sorted { a, b in
      let x = a.element.score, y = b.element.score
      if x.isNaN || y.isNaN { return x.isNaN == y.isNaN ? a.offset < b.offset : y.isNaN }
      return x == y ? a.offset < b.offset : goal == .least ? x < y : x > y
    }.map { $0.element }
  }
}

extension Search: Sendable where Configuration: Sendable {}
extension Search.Trial: Sendable where Configuration: Sendable {}

public enum SearchGoal: Sendable, Hashable {
  case least, greatest
}

/// Tries every configuration once, in order.
///
/// What `score` throws ends the search.
public func gridSearch<Configuration, Failure: Error>(
  over configurations: [Configuration], for goal: SearchGoal, score: (Configuration) throws(Failure) -> Double
) throws(Failure) -> Search<Configuration> {
  var trials: [Search<Configuration>.Trial] = []
  for configuration in configurations { trials.append(.init(configuration: configuration, score: try score(configuration))) }
  return Search(goal: goal, trials: trials)
}

/// Tries as many configurations as asked for, each drawn at random.
///
/// Trial i draws from a stream of its own, a function of `rng` and i: neither more trials nor another draw inside one changes the
/// others, and the same stream gives the same trials again.
///
/// ```swift
/// let search = randomSearch(trials: 20, for: .least, using: rng.split("search")) { rng in
///   (rate: rng.logUniform(in: 1e-4...1), width: rng.element(of: [16, 32, 64]))
/// } score: { train($0.rate, $0.width) }
/// ```
///
/// - Source: Bergstra & Bengio 2012, "Random search for hyper-parameter optimization"
public func randomSearch<Configuration, Failure: Error>(
  trials count: Int, for goal: SearchGoal, using rng: RandomStream, draw: (inout RandomStream) -> Configuration,
  score: (Configuration) throws(Failure) -> Double
) throws(Failure) -> Search<Configuration> {
  if count < 0 { stop("randomSearch: \(count) trials; give 0 or more") }
  let configurations = (0..<count).map { trial in
    var rng = rng.split(trial)
    return draw(&rng)
  }
  return try gridSearch(over: configurations, for: goal, score: score)
}

/// All pairs, the last value running fastest.
public func grid<A, B>(_ a: [A], _ b: [B]) -> [(A, B)] { a.flatMap { a in b.map { (a, $0) } } }

/// All triples, the last value running fastest.
public func grid<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { a.flatMap { a in grid(b, c).map { (a, $0.0, $0.1) } } }
