// Cross-validation: as many splits as folds, each fold validating once.

extension Split {
  /// k splits for cross-validation: each sample validates exactly once. Sizes of the folds differ by at most one, the larger first.
  ///
  /// - Errors: k below 2 or above `count` stops with "folds: 5 folds of 3 samples; …"
  public static func folds(_ k: Int, of count: Int, using rng: inout RandomStream) -> [Split] {
    folds(k, dealing: rng.permutation(of: count))
  }

  /// The same with each class spread over the folds: its numbers in any two of them differ by at most one, too.
  public static func folds(_ k: Int, stratifying labels: [Int], using rng: inout RandomStream) -> [Split] {
    folds(k, dealing: shuffledByLabel(labels, using: &rng))
  }

  /// n folds of n samples, in their order: each validates alone. Nothing is random in it.
  public static func leaveOneOut(of count: Int) -> [Split] { folds(count, dealing: Array(0..<max(count, 0))) }

  /// Sample i of the order goes to fold i mod k, as cards are dealt.
  private static func folds(_ k: Int, dealing order: [Int]) -> [Split] {
    let count = order.count
    if k < 2 || k > count { stop("folds: \(k) folds of \(count) samples; take from 2 folds up to one for each sample") }
    return (0..<k).map { fold in
      var training: [Int] = [], validation: [Int] = []
      for (place, index) in order.enumerated() {
        if place % k == fold { validation.append(index) } else { training.append(index) }
      }
      return Split(training: training, validation: validation)
    }
  }
}
