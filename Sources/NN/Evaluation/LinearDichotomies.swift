// How many of the 2ⁿ ways to give n points one of two labels a hyperplane can separate.
//
// Points in general position in d dimensions: no d + 1 of them on one hyperplane (through the origin: no d of them with the
// origin).
//
// - Source: Cover 1965, "Geometrical and statistical properties of systems of linear inequalities", theorem 1 and equation 6

/// The number of linearly separable dichotomies, C(n, m) = 2 Σ_{k<m} binom(n − 1, k) with m weights: m = d + 1 for hyperplanes with
/// an offset, m = d for those through the origin.
///
/// Up to n = d + 1 with an offset that is all 2ⁿ: the Vapnik-Chervonenkis dimension of hyperplanes is d + 1.
///
/// - Numerics: by Cover's recurrence C(n + 1, m) = C(n, m) + C(n, m − 1). Exact up to 2⁵³, above with a relative error of at most
///   n · 2⁻⁵³; +∞ above 1.8 · 10³⁰⁸
public func linearDichotomies(of points: Int, dimensions: Int, throughOrigin: Bool = false) -> Double {
  dichotomies(points, dimensions, throughOrigin, first: 2, factor: 1, of: "linearDichotomies")
}

/// The share of all 2ⁿ dichotomies that are linearly separable, C(n, m) / 2ⁿ: the chance of a random labelling. It is ½ at n = 2m,
/// Cover's capacity of two points a weight.
///
/// - Numerics: by the same recurrence, halved at each point: no overflow; at numbers below 10⁻³⁰⁸ it becomes 0
public func separableShare(of points: Int, dimensions: Int, throughOrigin: Bool = false) -> Double {
  dichotomies(points, dimensions, throughOrigin, first: 1, factor: 0.5, of: "separableShare")
}

/// row[m] = C(n, m) · factorⁿ⁻¹, starting from one point with `first` dichotomies.
private func dichotomies(
  _ points: Int, _ dimensions: Int, _ throughOrigin: Bool, first: Double, factor: Double, of operation: StaticString
) -> Double {
  if points < 0 || dimensions < 0 {
    stop("\(operation): \(points) points in \(dimensions) dimensions; both are 0 or more")
  }
  if points == 0 { return 1 }
  let weights = throughOrigin ? dimensions : dimensions + 1
  var row = [Double](repeating: first, count: weights + 1)
  row[0] = 0
  for _ in 1..<points {
    for m in stride(from: weights, to: 0, by: -1) { row[m] = (row[m] + row[m - 1]) * factor }
  }
  return row[weights]
}
