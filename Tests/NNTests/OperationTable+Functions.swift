import Glibc
import NN

/// Further functions of each number, masks and reductions.
let functionRows: [OperationRow] = rows {
  unary("sin", { sin($0) }, { sin($0) }, { sin($0) }, { Glibc.sin($0) })
  unary("cos", { cos($0) }, { cos($0) }, { cos($0) }, { Glibc.cos($0) })
  unary("log1p", in: -0.7..<3, { log1p($0) }, { log1p($0) }, { log1p($0) }, { Glibc.log1p($0) })
  unary("expm1", { expm1($0) }, { expm1($0) }, { expm1($0) }, { Glibc.expm1($0) })
  unary(
    "reciprocalSquareRoot", in: 0.3..<3, { reciprocalSquareRoot($0) }, { reciprocalSquareRoot($0) }, { reciprocalSquareRoot($0) },
    { 1 / $0.squareRoot() })
  unary("pow 2.5", in: 0.3..<3, { pow($0, 2.5) }, { pow($0, 2.5) }, { pow($0, 2.5) }, { Glibc.pow($0, 2.5) })
  unary("pow -1.75", in: 0.5..<3, { pow($0, -1.75) }, { pow($0, -1.75) }, { pow($0, -1.75) }, { Glibc.pow($0, -1.75) })
  unary("pow 3", in: -1.5..<1.5, { pow($0, 3) }, { pow($0, 3) }, { pow($0, 3) }, { $0 * $0 * $0 })
  unary("pow 0", { pow($0, 0) }, { pow($0, 0) }, { pow($0, 0) }, { _ in 1 })
  unary(
    "clamp", { $0.clamp(min: -1, max: 1.5) }, { $0.clamp(min: -1, max: 1.5) }, { $0.clamp(min: -1, max: 1.5) },
    { min(max($0, -1), 1.5) })
  unary("clamp above", { $0.clamp(max: 0.5) }, { $0.clamp(max: 0.5) }, { $0.clamp(max: 0.5) }, { min($0, 0.5) })
  unary("greater(than:) number", { $0.greater(than: 0.25) }, { $0.greater(than: 0.25) }, nil, { $0 > 0.25 ? 1 : 0 })
  unary("atMost number", { $0.atMost(0.25) }, { $0.atMost(0.25) }, nil, { $0 <= 0.25 ? 1 : 0 })
  binary("maximum", { maximum($0, $1) }, { maximum($0, $1) }, { maximum($0, $1) }, { max($0, $1) })
  binary("minimum", { minimum($0, $1) }, { minimum($0, $1) }, { minimum($0, $1) }, { min($0, $1) })
  binary("greater(than:)", { $0.greater(than: $1) }, { $0.greater(than: $1) }, nil, { $0 > $1 ? 1 : 0 })
  binary("less(than:)", { $0.less(than: $1) }, { $0.less(than: $1) }, nil, { $0 < $1 ? 1 : 0 })
  binary("atLeast", { $0.atLeast($1) }, { $0.atLeast($1) }, nil, { $0 >= $1 ? 1 : 0 })
  binary(
    "select", { select($0.greater(than: 0), $0, $1) }, { select($0.greater(than: 0), $0, $1) },
    { select($0.greater(than: 0), $0, $1) }, { $0 > 0 ? $0 : $1 })
  reduction("max", { Tensor($0.max()) }, { Tensor($0.max()) }, { $0.max() }, { $0.all { $0.max() ?? .nan } })
  reduction("min", { Tensor($0.min()) }, { Tensor($0.min()) }, { $0.min() }, { $0.all { $0.min() ?? .nan } })
  reduction("variance", { Tensor($0.variance()) }, { Tensor($0.variance()) }, { $0.variance() }, { $0.all { variance($0) } })
  reduction(
    "standardDeviation", shapes: [[[7]], [[3, 5]], [[40, 300]]], { Tensor($0.standardDeviation()) },
    { Tensor($0.standardDeviation()) },
    { $0.standardDeviation() }, { $0.all { variance($0).squareRoot() } })
  reduction(
    "norm", { Tensor($0.norm()) }, { Tensor($0.norm()) }, { $0.norm() },
    { $0.all { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() } })
  reduction(
    "norm(axis: 1)", shapes: Shapes.threeAxes, { $0.norm(axis: 1) }, { $0.norm(axis: 1) }, { $0.norm(axis: 1) },
    { $0.reduced(axis: 1) { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() } })
  reduction(
    "product", shapes: [[[1]], [[0]], [[5]], [[2, 3]]], { Tensor($0.product()) }, { Tensor($0.product()) }, { $0.product() },
    { $0.all { $0.reduce(1, *) } }, rounding: 30)
  reduction(
    "product(axis: 1)", shapes: [[[2, 3, 4]], [[1, 1, 1]], [[3, 5, 2]], [[2, 0, 3]]], { $0.product(axis: 1) },
    { $0.product(axis: 1) },
    { $0.product(axis: 1) }, { $0.reducedOrFilled(axis: 1) { $0.reduce(1, *) } }, rounding: 10)
  reduction(
    "max(axis: 0)", { $0.max(axis: 0) }, { $0.max(axis: 0) }, { $0.max(axis: 0) }, { $0.reduced(axis: 0) { $0.max() ?? .nan } })
  reduction(
    "min(axis: 1)", shapes: Shapes.threeAxes, { $0.min(axis: 1) }, { $0.min(axis: 1) }, { $0.min(axis: 1) },
    { $0.reduced(axis: 1) { $0.min() ?? .nan } })
  reduction(
    "variance(axis: 0)", { $0.variance(axis: 0) }, { $0.variance(axis: 0) }, { $0.variance(axis: 0) },
    { $0.reduced(axis: 0) { variance($0) } })
  reduction(
    "unbiased standardDeviation(axis: 2)", shapes: [[[2, 3, 4]], [[4, 33, 260]]], { $0.standardDeviation(axis: 2, unbiased: true) },
    { $0.standardDeviation(axis: 2, unbiased: true) }, { $0.standardDeviation(axis: 2, unbiased: true) },
    { $0.reduced(axis: 2) { variance($0, removed: 1).squareRoot() } })
  reduction(
    "logSumExp(axis: 1)", shapes: Shapes.threeAxes, { $0.logSumExp(axis: 1) }, { $0.logSumExp(axis: 1) }, { $0.logSumExp(axis: 1) },
    { $0.reduced(axis: 1, logarithmOfSum) })
  reduction(
    "sum(axes: [0, 2])", shapes: Shapes.threeAxes, { $0.sum(axes: [0, 2]) }, { $0.sum(axes: [0, 2]) }, { $0.sum(axes: [0, 2]) },
    { $0.reduced(axis: 2) { $0.reduce(0, +) }.reduced(axis: 0) { $0.reduce(0, +) } })
  reduction(
    "mean(axes: [1, 2])", shapes: Shapes.threeAxes, { $0.mean(axes: [-1, 1]) }, { $0.mean(axes: [-1, 1]) },
    { $0.mean(axes: [-1, 1]) },
    { $0.joining(1).reduced(axis: 1, mean) })
  reduction(
    "variance(axes: [0, 2])", shapes: Shapes.threeAxes, { $0.variance(axes: [0, 2], keepingAxes: true) },
    { $0.variance(axes: [0, 2], keepingAxes: true) }, { $0.variance(axes: [0, 2], keepingAxes: true) },
    { x in
      let turned = x.permuted([1, 0, 2]).joining(1).reduced(axis: 1) { variance($0) }
      return Reference([1, x.shape[1], 1], turned.values)
    })
  reduction(
    "cumulativeSum(axis: 1)", shapes: Shapes.threeAxes, { $0.cumulativeSum(axis: 1) }, { $0.cumulativeSum(axis: 1) },
    { $0.cumulativeSum(axis: 1) }, { $0.mapped(axis: 1, runningSum) })
  reduction(
    "reversed cumulativeSum(axis: 0)", { $0.cumulativeSum(axis: 0, reversed: true) }, { $0.cumulativeSum(axis: 0, reversed: true) },
    { $0.cumulativeSum(axis: 0, reversed: true) }, { $0.mapped(axis: 0) { runningSum($0.reversed()).reversed() } })
  reduction(
    "softmax(axis: 1)", shapes: Shapes.threeAxes, { softmax($0, axis: 1) }, { softmax($0, axis: 1) }, { softmax($0, axis: 1) },
    { $0.mapped(axis: 1) { run in
      let total = logarithmOfSum(run)
      return run.map { Glibc.exp($0 - total) }
    } })
  reduction(
    "logSoftmax(axis: 0)", { logSoftmax($0, axis: 0) }, { logSoftmax($0, axis: 0) }, { logSoftmax($0, axis: 0) },
    { $0.mapped(axis: 0) { run in
      let total = logarithmOfSum(run)
      return run.map { $0 - total }
    } })
}

private func runningSum(_ values: [Double]) -> [Double] {
  var sum = 0.0
  return values.map {
    sum += $0
    return sum
  }
}
