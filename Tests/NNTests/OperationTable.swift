import Glibc
import NN
import Testing

/// One operation: how the engine spells it, what it should give, and on which shapes and numbers to try it.
struct OperationRow: Sendable, CustomTestStringConvertible {
  let name: String
  let single: @Sendable ([Tensor<Float>]) -> Tensor<Float>
  let double: @Sendable ([Tensor<Double>]) -> Tensor<Double>
  /// Nil where it has no gradient.
  var recorded: (@Sendable ([Variable<Double>]) -> Variable<Double>)?
  let reference: @Sendable ([Reference]) -> Reference
  var shapes: [[Shape]]
  /// Numbers are drawn from here; operations that are undefined below 0 say so.
  var range: Range<Double> = -3..<3
  /// How much more rounding than of one number is natural: a product of matrices adds up large terms that cancel.
  var rounding = 1.0
  var testDescription: String { name }
}

enum Shapes {
  static let one: [[Shape]] = [[[]], [[0]], [[1]], [[7]], [[3, 5]], [[0, 4]], [[2, 3, 4]], [[257]], [[70_001]]]
  static let two: [[Shape]] = [
    [[], []], [[1], [1]], [[0], [0]], [[17], [17]], [[3, 4], [3, 4]], [[3, 4], [4]], [[4], [3, 4]], [[3, 1], [1, 4]], [[], [2, 3]],
    [[2, 3], []], [[0, 3], [3]], [[0, 3], [1]], [[5, 1, 3], [4, 1]], [[2, 3, 4, 5], [3, 1, 5]], [[1, 1, 6], [2, 3, 1]],
    [[300, 257], [257]], [[300, 257], [300, 1]],
  ]
  static let withAxis: [[Shape]] = [[[1]], [[7]], [[3, 5]], [[5, 3]], [[1, 9]], [[40, 300]], [[300, 40]], [[70_001]]]
  static let threeAxes: [[Shape]] = [[[2, 3, 4]], [[1, 1, 1]], [[3, 17, 5]], [[4, 33, 260]]]
}

func unary(
  _ name: String, in range: Range<Double> = -3..<3, _ single: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>,
  _ double: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>,
  _ recorded: (@Sendable (Variable<Double>) -> Variable<Double>)?, _ reference: @escaping @Sendable (Double) -> Double
) -> OperationRow {
  var row = OperationRow(
    name: name, single: { single($0[0]) }, double: { double($0[0]) }, recorded: nil, reference: { $0[0].map(reference) },
    shapes: Shapes.one, range: range)
  if let recorded { row.recorded = { recorded($0[0]) } }
  return row
}

func binary(
  _ name: String, in range: Range<Double> = -3..<3, _ single: @escaping @Sendable (Tensor<Float>, Tensor<Float>) -> Tensor<Float>,
  _ double: @escaping @Sendable (Tensor<Double>, Tensor<Double>) -> Tensor<Double>,
  _ recorded: (@Sendable (Variable<Double>, Variable<Double>) -> Variable<Double>)?,
  _ reference: @escaping @Sendable (Double, Double) -> Double
) -> OperationRow {
  var row = OperationRow(
    name: name, single: { single($0[0], $0[1]) }, double: { double($0[0], $0[1]) }, recorded: nil,
    reference: { $0[0].combined($0[1], reference) }, shapes: Shapes.two, range: range)
  if let recorded { row.recorded = { recorded($0[0], $0[1]) } }
  return row
}

func reduction(
  _ name: String, shapes: [[Shape]] = Shapes.withAxis, _ single: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>,
  _ double: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>,
  _ recorded: (@Sendable (Variable<Double>) -> Variable<Double>)?, _ reference: @escaping @Sendable (Reference) -> Reference, rounding: Double = 1
) -> OperationRow {
  var row = OperationRow(
    name: name, single: { single($0[0]) }, double: { double($0[0]) }, recorded: nil, reference: { reference($0[0]) }, shapes: shapes,
    rounding: rounding)
  if let recorded { row.recorded = { recorded($0[0]) } }
  return row
}

/// ln Σ eˣ, with the largest taken out.
func logarithmOfSum(_ values: [Double]) -> Double {
  let most = values.max() ?? 0
  return most + Glibc.log(values.reduce(0) { $0 + Glibc.exp($1 - most) })
}

/// Every operation of the engine has its row here.
let operationTable: [OperationRow] =
  arithmeticRows + activationRows + functionRows + indexingRows + trainingRows + imageRows + dataRows + lossRows

private let activationRows: [OperationRow] = rows {
  unary("erf", { erf($0) }, { erf($0) }, { erf($0) }, { Glibc.erf($0) })
  unary("softplus", { softplus($0) }, { softplus($0) }, { softplus($0) }, { Glibc.log1p(Glibc.exp($0)) })
  unary("elu", { elu($0, scale: 0.7) }, { elu($0, scale: 0.7) }, { elu($0, scale: 0.7) }, { $0 > 0 ? $0 : 0.7 * Glibc.expm1($0) })
  unary(
    "selu", { selu($0) }, { selu($0) }, { selu($0) },
    { 1.0507009873554804934 * ($0 > 0 ? $0 : 1.6732632423543772848 * Glibc.expm1($0)) })
  unary(
    "swish", { swish($0, beta: 1.5) }, { swish($0, beta: 1.5) }, { swish($0, beta: 1.5) }, { $0 / (1 + Glibc.exp(-1.5 * $0)) })
  unary("gelu", { gelu($0) }, { gelu($0) }, { gelu($0) }, { $0 * Glibc.erfc(-$0 / 2.0.squareRoot()) / 2 })
  unary(
    "geluByTanh", { geluByTanh($0) }, { geluByTanh($0) }, { geluByTanh($0) },
    { $0 / 2 * (1 + Glibc.tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0))) })
  OperationRow(
    name: "prelu", single: { prelu($0[0], slope: $0[1]) }, double: { prelu($0[0], slope: $0[1]) },
    recorded: { prelu($0[0], slope: $0[1]) }, reference: { $0[0].combined($0[1]) { $0 > 0 ? $0 : $1 * $0 } },
    shapes: [[[1], [1]], [[3, 4], []], [[3, 4], [4]], [[0, 4], [4]], [[2, 3, 2], [3, 1]], [[300, 257], [257]]])
  OperationRow(
    name: "swish with β", single: { swish($0[0], beta: $0[1]) }, double: { swish($0[0], beta: $0[1]) },
    recorded: { swish($0[0], beta: $0[1]) }, reference: { $0[0].combined($0[1]) { $0 / (1 + Glibc.exp(-$0 * $1)) } },
    shapes: [[[1], [1]], [[3, 4], []], [[3, 4], [4]], [[0, 4], [4]]])
  reduction(
    "maxout", shapes: [[[3]], [[2, 6]], [[0, 3]], [[2, 3, 9]], [[300, 270]]], { maxout($0, pieces: 3) }, { maxout($0, pieces: 3) },
    { maxout($0, pieces: 3) },
    { x in
      Reference(
        Array(x.shape.dropLast()) + [(x.shape.last ?? 0) / 3],
        stride(from: 0, to: x.values.count, by: 3).map { max(x.values[$0], x.values[$0 + 1], x.values[$0 + 2]) })
    })
}

private let arithmeticRows: [OperationRow] = rows {
  unary("tanh", { tanh($0) }, { tanh($0) }, { tanh($0) }, { Glibc.tanh($0) })
  unary("sigmoid", { sigmoid($0) }, { sigmoid($0) }, { sigmoid($0) }, { 1 / (1 + Glibc.exp(-$0)) })
  unary("relu", { relu($0) }, { relu($0) }, { relu($0) }, { max($0, 0) })
  unary("leakyRelu", { leakyRelu($0, slope: 0.1) }, { leakyRelu($0, slope: 0.1) }, { leakyRelu($0, slope: 0.1) }, { $0 > 0 ? $0 : 0.1 * $0 })
  unary("exp", { exp($0) }, { exp($0) }, { exp($0) }, { Glibc.exp($0) })
  unary("log", in: 0.1..<5, { log($0) }, { log($0) }, { log($0) }, { Glibc.log($0) })
  unary("sqrt", in: 0.1..<5, { sqrt($0) }, { sqrt($0) }, { sqrt($0) }, { $0.squareRoot() })
  unary("square", { square($0) }, { square($0) }, { square($0) }, { $0 * $0 })
  unary("abs", { abs($0) }, { abs($0) }, { abs($0) }, { Swift.abs($0) })
  unary("negation", { -$0 }, { -$0 }, { -$0 }, { -$0 })
  unary("+ number", { $0 + 0.5 }, { $0 + 0.5 }, { $0 + 0.5 }, { $0 + 0.5 })
  unary("number -", { 0.5 - $0 }, { 0.5 - $0 }, { 0.5 - $0 }, { 0.5 - $0 })
  unary("* number", { 1.5 * $0 }, { 1.5 * $0 }, { 1.5 * $0 }, { 1.5 * $0 })
  unary("/ number", { $0 / 3 }, { $0 / 3 }, { $0 / 3 }, { $0 / 3 })
  unary("number /", in: 0.5..<3, { 2 / $0 }, { 2 / $0 }, { 2 / $0 }, { 2 / $0 })
  binary("+", { $0 + $1 }, { $0 + $1 }, { $0 + $1 }, { $0 + $1 })
  binary("-", { $0 - $1 }, { $0 - $1 }, { $0 - $1 }, { $0 - $1 })
  binary("*", { $0 * $1 }, { $0 * $1 }, { $0 * $1 }, { $0 * $1 })
  binary("/", in: 0.5..<3, { $0 / $1 }, { $0 / $1 }, { $0 / $1 }, { $0 / $1 })
  reduction("sum", { Tensor($0.sum()) }, { Tensor($0.sum()) }, { $0.sum() }, { $0.all { $0.reduce(0, +) } })
  reduction("mean", { Tensor($0.mean()) }, { Tensor($0.mean()) }, { $0.mean() }, { $0.all(mean) })
  reduction("sum(axis: 0)", { $0.sum(axis: 0) }, { $0.sum(axis: 0) }, { $0.sum(axis: 0) }, { $0.reduced(axis: 0) { $0.reduce(0, +) } })
  reduction(
    "sum(axis: 1) of three", shapes: Shapes.threeAxes, { $0.sum(axis: 1) }, { $0.sum(axis: 1) }, { $0.sum(axis: 1) },
    { $0.reduced(axis: 1) { $0.reduce(0, +) } })
  reduction(
    "mean(axis: -1)", shapes: Shapes.threeAxes, { $0.mean(axis: -1) }, { $0.mean(axis: -1) }, { $0.mean(axis: -1) },
    { $0.reduced(axis: 2, mean) })
  reduction(
    "unbiased variance(axis: 1)", shapes: Shapes.threeAxes, { $0[rows: 0..<1].variance(axis: 2, unbiased: true) },
    { $0[rows: 0..<1].variance(axis: 2, unbiased: true) }, nil,
    { Reference([1] + $0.shape[1...], Array($0.values[..<($0.shape[1] * $0.shape[2])])).reduced(axis: 2) { variance($0, removed: 1) } })
  reduction(
    "softmax", { softmax($0) }, { softmax($0) }, { softmax($0) },
    { $0.rows { row in
      let total = logarithmOfSum(row)
      return row.map { Glibc.exp($0 - total) }
    } })
  reduction(
    "logSoftmax", { logSoftmax($0) }, { logSoftmax($0) }, { logSoftmax($0) },
    { $0.rows { row in
      let total = logarithmOfSum(row)
      return row.map { $0 - total }
    } })
  reduction(
    "transposed", shapes: [[[1, 1]], [[3, 5]], [[0, 4]], [[33, 17]], [[300, 257]]], { $0.transposed() }, { $0.transposed() },
    { $0.transposed() }, { $0.transposed() })
  reduction(
    "reshaped", shapes: [[[3, 4]], [[12]], [[2, 3, 2]]], { $0.reshaped(to: [2, 6]) }, { $0.reshaped(to: [2, 6]) },
    { $0.reshaped(to: [2, 6]) }, { Reference([2, 6], $0.values) })
  reduction(
    "broadcast", shapes: [[[]], [[1]], [[3]], [[4, 1]], [[1, 4, 1]], [[2, 1, 3]], [[2, 4, 3]]], { $0.broadcast(to: [2, 4, 3]) },
    { $0.broadcast(to: [2, 4, 3]) }, { $0.broadcast(to: [2, 4, 3]) },
    { Reference([2, 4, 3], Array(repeating: 0, count: 24)).combined($0) { $0 + $1 } })
  OperationRow(
    name: "matmul", single: { matmul($0[0], $0[1]) }, double: { matmul($0[0], $0[1]) }, recorded: { matmul($0[0], $0[1]) },
    reference: { $0[0].matmul($0[1]) },
    shapes: [
      [[1, 1], [1, 1]], [[0, 3], [3, 4]], [[3, 0], [0, 4]], [[3, 4], [4, 0]], [[5, 7], [7, 3]], [[1, 70], [70, 5]], [[16, 65], [65, 33]],
      [[17, 129], [129, 70]], [[31, 64], [64, 15]], [[40, 50], [50, 60]], [[7, 400], [400, 600]], [[130, 90], [90, 140]],
    ], rounding: 8)
}

/// One row a statement: the compiler checks each by itself, where an array literal of them takes it minutes.
@resultBuilder enum Rows {
  static func buildBlock(_ rows: OperationRow...) -> [OperationRow] { rows }
}

func rows(@Rows _ rows: () -> [OperationRow]) -> [OperationRow] { rows() }
