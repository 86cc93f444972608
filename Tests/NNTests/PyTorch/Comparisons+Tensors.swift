@testable import NN

private func constant(_ tensor: Tensor<Double>) -> Variable<Double> { Variable(constant: tensor) }

let tensorComparisons: [Comparison] = reductionComparisons + algebraComparisons

private let reductionComparisons: [Comparison] = comparisons {
  Comparison("mean", { $1.x.mean(axis: 1) })
  Comparison(
    "variance_biased", withGradients: false, { constant($1.x.value.variance(axis: 0)) },
    wrong: { constant($1.x.value.variance(axis: 0, unbiased: true)) })
  Comparison(
    "variance_unbiased", withGradients: false, { constant($1.x.value.variance(axis: 0, unbiased: true)) },
    wrong: { constant($1.x.value.variance(axis: 0)) })
  Comparison(
    "standard_deviation_unbiased", withGradients: false, { constant($1.x.value.standardDeviation(axis: 1, unbiased: true)) },
    wrong: { constant($1.x.value.standardDeviation(axis: 1)) })
  Comparison("norm", withGradients: false, { constant(Tensor($1.x.value.norm())) })
  Comparison("max", withGradients: false, { constant($1.x.value.max(axis: 1)) })
}

private let algebraComparisons: [Comparison] = comparisons {
  Comparison("matmul", { matmul($1("a"), $1("b")) })
  Comparison("solve", withGradients: false, { constant(solve($1("a").value, $1("b").value)) })
  Comparison("least_squares", withGradients: false, { constant(leastSquares($1("a").value, $1("b").value)) })
  Comparison("least_squares_wide", withGradients: false, { constant(leastSquares($1("a").value, $1("b").value)) })
  Comparison("pseudo_inverse", withGradients: false, { constant($1("a").value.pseudoInverse()) })
  Comparison("determinant", withGradients: false, { constant(Tensor($1("a").value.determinant())) })
  Comparison(
    "cholesky", withGradients: false, { constant((matmul($1("a").value, $1("a").value.transposed()) + eye(4)).cholesky()) })
  Comparison("singular_values", withGradients: false, { constant($1("a").value.svd().values) })
  Comparison("trace_norm", { traceNorm($1("a")) }, wrong: { sqrt(square($1("a")).sum()) })
  Comparison(
    "singular_value_threshold", withGradients: false,
    { constant($1("a").value.shrinkingSingularValues(by: try $0.number("threshold"))) },
    wrong: { constant($1("a").value.shrinkingSingularValues(by: try 2 * $0.number("threshold"))) })
}
