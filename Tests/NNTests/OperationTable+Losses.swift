import Glibc
@testable import NN

/// Numbers that both sides compute alike: (i · 7919) mod 101, from the least to the greatest.
func ramp(_ count: Int, from least: Double = -1, through greatest: Double = 1) -> [Double] {
  (0..<count).map { least + (greatest - least) * Double($0 * 7919 % 101) / 100 }
}

func ramp<S: TensorScalar>(like tensor: Tensor<S>, from least: Double = -1, through greatest: Double = 1) -> Tensor<S> {
  Tensor<S>(Tensor<Double>(ramp(tensor.count, from: least, through: greatest), shape: tensor.shape))
}

/// −1 or 1, and labels of rows, by the place.
private func signs<S: TensorScalar>(like tensor: Tensor<S>) -> Tensor<S> {
  Tensor((0..<tensor.count).map { $0 % 3 == 0 ? -1 : 1 }, shape: tensor.shape)
}

private func labels(_ shape: Shape) -> [Int] { (0..<shape[0]).map { $0 * 7919 % 101 % shape[1] } }

private func weights<S: TensorScalar>(_ classes: Int) -> Tensor<S> { Tensor<S>((0..<classes).map { 0.5 + S($0) / 4 }) }

private let anyShapes: [[Shape]] = [[[1]], [[7]], [[3, 5]], [[2, 3, 4]], [[300, 257]]]
private let matrices: [[Shape]] = [[[1, 1]], [[3, 5]], [[4, 3]], [[300, 40]]]
private let pairs: [[Shape]] = [[[1], [1]], [[3, 4], [3, 4]], [[3, 4], [4]], [[3, 4], []], [[300, 40], [300, 1]]]

/// A loss of recorded inputs; its targets are made from their shapes.
private func loss(
  _ name: String, shapes: [[Shape]] = anyShapes, in range: Range<Double> = -3..<3,
  _ single: @escaping @Sendable ([Variable<Float>]) -> Variable<Float>,
  _ double: @escaping @Sendable ([Variable<Double>]) -> Variable<Double>, _ reference: @escaping @Sendable ([Reference]) -> Double
) -> OperationRow {
  OperationRow(
    name: name, single: { single($0.map { Variable(constant: $0) }).value },
    double: { double($0.map { Variable(constant: $0) }).value },
    recorded: double, reference: { Reference([], [reference($0)]) }, shapes: shapes, range: range, rounding: 4)
}

/// Σ f(prediction, target), its targets a ramp.
private func pointwise(
  _ x: Reference, from least: Double = -1, through greatest: Double = 1, _ function: (Double, Double) -> Double
) -> Double {
  zip(x.values, ramp(x.values.count, from: least, through: greatest)).reduce(0) { $0 + function($1.0, $1.1) }
}

private func size(_ x: Reference) -> Double { Double(x.values.count) }
private func sumOfSquares(_ x: Reference) -> Double { x.values.reduce(0) { $0 + $1 * $1 } }
private func sumOfMagnitudes(_ x: Reference) -> Double { x.values.reduce(0) { $0 + abs($1) } }
private func softplus(_ x: Double) -> Double { max(x, 0) + Glibc.log1p(Glibc.exp(-abs(x))) }

/// −Σ_c w_c y_c ln p_c summed over the rows, y the targets of the place.
private func crossEntropy(_ x: Reference, weighted: Bool, _ target: (Int, Int) -> Double) -> Double {
  let classes = x.shape[1]
  return (0..<x.shape[0]).reduce(0) { sum, row in
    let logits = Array(x.values[(row * classes)..<((row + 1) * classes)]), most = logits.max() ?? 0
    let logarithm = most + Glibc.log(logits.reduce(0) { $0 + Glibc.exp($1 - most) })
    return sum + (0..<classes).reduce(0) { $0 + (weighted ? 0.5 + Double($1) / 4 : 1) * target(row, $1) * (logarithm - logits[$1]) }
  }
}

/// Sum of the singular values of the rows (x, y): the roots of the eigenvalues of [[a, b], [b, c]], which add up to
/// √(a + c + 2√(ac − b²)).
private func traceNormOfTwo(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Double {
  func dot(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
  let a = dot(x, x), b = dot(x, y), c = dot(y, y)
  return (a + c + 2 * (a * c - b * b).squareRoot()).squareRoot()
}

let lossRows: [OperationRow] = distanceRows + classRows + likelihoodRows + penaltyRows + combinedRows

private let distanceRows: [OperationRow] = rows {
  loss(
    "squaredError", { squaredError($0[0], ramp(like: $0[0].value)) }, { squaredError($0[0], ramp(like: $0[0].value)) },
    { pointwise($0[0]) { ($0 - $1) * ($0 - $1) } })
  loss(
    "meanSquaredError", { meanSquaredError($0[0], ramp(like: $0[0].value)) }, { meanSquaredError($0[0], ramp(like: $0[0].value)) },
    { pointwise($0[0]) { ($0 - $1) * ($0 - $1) } / size($0[0]) })
  loss(
    "meanAbsoluteError", { meanAbsoluteError($0[0], ramp(like: $0[0].value)) },
    { meanAbsoluteError($0[0], ramp(like: $0[0].value)) },
    { pointwise($0[0]) { abs($0 - $1) } / size($0[0]) })
  loss(
    "huberLoss", { huberLoss($0[0], ramp(like: $0[0].value), threshold: 0.7) },
    { huberLoss($0[0], ramp(like: $0[0].value), threshold: 0.7) },
    { x in
      pointwise(x[0]) { abs($0 - $1) <= 0.7 ? ($0 - $1) * ($0 - $1) / 2 : 0.7 * (abs($0 - $1) - 0.35) } / size(x[0])
    })
  loss(
    "hingeLoss", { hingeLoss($0[0], signs(like: $0[0].value), margin: 0.8) },
    { hingeLoss($0[0], signs(like: $0[0].value), margin: 0.8) },
    { x in x[0].values.indices.reduce(0) { $0 + max(0, 0.8 - ($1 % 3 == 0 ? -1 : 1) * x[0].values[$1]) } / size(x[0]) })
  loss(
    "multiClassHingeLoss", shapes: matrices,
    { multiClassHingeLoss($0[0], labels: labels($0[0].shape), margin: 0.8) },
    { multiClassHingeLoss($0[0], labels: labels($0[0].shape), margin: 0.8) },
    { x in
      let classes = x[0].shape[1]
      let sum = labels(Shape(x[0].shape)).enumerated().reduce(0.0) { sum, row in
        let scores = x[0].values[(row.offset * classes)..<((row.offset + 1) * classes)]
        let right = scores[scores.startIndex + row.element]
        let costs = scores.indices.map { $0 - scores.startIndex == row.element ? 0 : max(0, 0.8 - right + scores[$0]) }
        return costs.reduce(sum, +)
      }
      return sum / size(x[0])
    })
}

private let classRows: [OperationRow] = rows {
  loss(
    "softmaxCrossEntropy", shapes: matrices,
    { softmaxCrossEntropy($0[0], ramp(like: $0[0].value, from: 0), smoothing: 0.2, classWeights: weights($0[0].shape[1])) },
    { softmaxCrossEntropy($0[0], ramp(like: $0[0].value, from: 0), smoothing: 0.2, classWeights: weights($0[0].shape[1])) },
    { x in
      let y = ramp(x[0].values.count, from: 0), classes = x[0].shape[1]
      return crossEntropy(x[0], weighted: true) { 0.8 * y[$0 * classes + $1] + 0.2 / Double(classes) } / Double(x[0].shape[0])
    })
  loss(
    "softmaxCrossEntropy of labels", shapes: matrices,
    { softmaxCrossEntropy($0[0], labels: labels($0[0].shape), smoothing: 0.2, classWeights: weights($0[0].shape[1])) },
    { softmaxCrossEntropy($0[0], labels: labels($0[0].shape), smoothing: 0.2, classWeights: weights($0[0].shape[1])) },
    { x in
      let classes = x[0].shape[1], y = labels(Shape(x[0].shape))
      return crossEntropy(x[0], weighted: true) { (y[$0] == $1 ? 0.8 : 0) + 0.2 / Double(classes) }
        / y.reduce(0) { $0 + 0.5 + Double($1) / 4 }
    })
  loss(
    "softmaxDivergence", shapes: matrices, { softmaxDivergence($0[0], from: ramp(like: $0[0].value, from: 0), reduction: .sum) },
    { softmaxDivergence($0[0], from: ramp(like: $0[0].value, from: 0), reduction: .sum) },
    { x in
      let y = ramp(x[0].values.count, from: 0), classes = x[0].shape[1]
      return crossEntropy(x[0], weighted: false) { y[$0 * classes + $1] } + y.reduce(0) { $0 + ($1 == 0 ? 0 : $1 * Glibc.log($1)) }
    })
  loss(
    "binaryCrossEntropy of logits", { binaryCrossEntropy(logits: $0[0], ramp(like: $0[0].value, from: 0), positiveWeight: 1.7) },
    { binaryCrossEntropy(logits: $0[0], ramp(like: $0[0].value, from: 0), positiveWeight: 1.7) },
    { pointwise($0[0], from: 0) { 1.7 * $1 * softplus(-$0) + (1 - $1) * softplus($0) } / size($0[0]) })
  loss(
    "binaryCrossEntropy of probabilities", in: 0.05..<0.95,
    { binaryCrossEntropy(probabilities: $0[0], ramp(like: $0[0].value, from: 0)) },
    { binaryCrossEntropy(probabilities: $0[0], ramp(like: $0[0].value, from: 0)) },
    { pointwise($0[0], from: 0) { -$1 * Glibc.log($0) - (1 - $1) * Glibc.log(1 - $0) } / size($0[0]) })
}

private let likelihoodRows: [OperationRow] = rows {
  loss(
    "gaussianNegativeLogLikelihood",
    { gaussianNegativeLogLikelihood($0[0], ramp(like: $0[0].value), variance: 2, reduction: .sum) },
    { gaussianNegativeLogLikelihood($0[0], ramp(like: $0[0].value), variance: 2, reduction: .sum) },
    { pointwise($0[0]) { ($0 - $1) * ($0 - $1) / 4 + Glibc.log(2.0) / 2 } })
  loss(
    "gaussianNegativeLogLikelihood with variances", shapes: pairs, in: 0.2..<3,
    { gaussianNegativeLogLikelihood($0[0], ramp(like: $0[0].value), variance: $0[1], includesConstant: true) },
    { gaussianNegativeLogLikelihood($0[0], ramp(like: $0[0].value), variance: $0[1], includesConstant: true) },
    { x in
      let terms = x[0].combined(Reference(x[0].shape, ramp(x[0].values.count)), -).combined(x[1]) { $0 * $0 / $1 + Glibc.log($1) }
      return mean(terms.values) / 2 + Glibc.log(2 * Double.pi) / 2
    })
  loss(
    "gaussianNegativeLogLikelihood with logarithms", shapes: pairs,
    { gaussianNegativeLogLikelihood($0[0], ramp(like: $0[0].value), logVariance: $0[1]) },
    { gaussianNegativeLogLikelihood($0[0], ramp(like: $0[0].value), logVariance: $0[1]) },
    { x in
      let terms = x[0].combined(Reference(x[0].shape, ramp(x[0].values.count)), -).combined(x[1]) { $0 * $0 * Glibc.exp(-$1) + $1 }
      return mean(terms.values) / 2
    })
  loss(
    "laplaceNegativeLogLikelihood",
    { laplaceNegativeLogLikelihood($0[0], ramp(like: $0[0].value), scale: 1.5, includesConstant: true) },
    { laplaceNegativeLogLikelihood($0[0], ramp(like: $0[0].value), scale: 1.5, includesConstant: true) },
    { pointwise($0[0]) { abs($0 - $1) / 1.5 + Glibc.log(3.0) } / size($0[0]) })
  loss(
    "laplaceNegativeLogLikelihood with logarithms", shapes: pairs,
    { laplaceNegativeLogLikelihood($0[0], ramp(like: $0[0].value), logScale: $0[1], includesConstant: true) },
    { laplaceNegativeLogLikelihood($0[0], ramp(like: $0[0].value), logScale: $0[1], includesConstant: true) },
    { x in
      let terms = x[0].combined(Reference(x[0].shape, ramp(x[0].values.count)), -).combined(x[1]) { abs($0) * Glibc.exp(-$1) + $1 }
      return mean(terms.values) + Glibc.log(2.0)
    })
  loss(
    "maximumAPosteriori, Gaussian prior",
    { maximumAPosteriori($0[0].sum(), parameters: $0, prior: .gaussian(standardDeviation: 2), averagedOver: 3) },
    { maximumAPosteriori($0[0].sum(), parameters: $0, prior: .gaussian(standardDeviation: 2), averagedOver: 3) },
    { $0[0].values.reduce(0, +) + sumOfSquares($0[0]) / 24 })
  loss(
    "negativeLogPrior, Laplace", { negativeLogPrior($0, .laplace(scale: 2), includesConstant: true) },
    { negativeLogPrior($0, .laplace(scale: 2), includesConstant: true) },
    { sumOfMagnitudes($0[0]) / 2 + size($0[0]) * Glibc.log(4.0) })
}

private let penaltyRows: [OperationRow] = rows {
  loss("l1Penalty", { l1Penalty($0, weight: 0.3) }, { l1Penalty($0, weight: 0.3) }, { 0.3 * sumOfMagnitudes($0[0]) })
  loss("l2Penalty", { l2Penalty($0, weight: 0.3) }, { l2Penalty($0, weight: 0.3) }, { 0.3 * sumOfSquares($0[0]) })
  loss(
    "l2Penalty halved", { l2Penalty($0, weight: 0.3, isHalved: true) }, { l2Penalty($0, weight: 0.3, isHalved: true) },
    { 0.15 * sumOfSquares($0[0]) })
  loss(
    "groupLassoPenalty", shapes: matrices, { groupLassoPenalty($0[0], weight: 0.3) }, { groupLassoPenalty($0[0], weight: 0.3) },
    { x in
      let norms = x[0].reduced(axis: 1) { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return 0.3 * Double(x[0].shape[1]).squareRoot() * norms.values.reduce(0, +)
    })
  loss(
    "activationPenalty", { activationPenalty($0[0], weight: 0.3) }, { activationPenalty($0[0], weight: 0.3) },
    { 0.3 * sumOfMagnitudes($0[0]) / Double($0[0].shape[0]) })
  loss(
    "sparsityPenalty", shapes: matrices, in: 0.05..<0.95, { sparsityPenalty($0[0], rate: 0.2, weight: 0.3) },
    { sparsityPenalty($0[0], rate: 0.2, weight: 0.3) },
    { x in
      x[0].reduced(axis: 0, mean).values.reduce(0) { $0 + 0.3 * (0.2 * Glibc.log(0.2 / $1) + 0.8 * Glibc.log(0.8 / (1 - $1))) }
    })
  loss(
    "sharingPenalty", shapes: [[[1], [1], [1]], [[3, 4], [3, 4], [3, 4]]], { sharingPenalty($0, weight: 0.3) },
    { sharingPenalty($0, weight: 0.3) },
    { x in
      0.3 * (sumOfSquares(x[0].combined(x[1], -)) + sumOfSquares(x[0].combined(x[2], -)) + sumOfSquares(x[1].combined(x[2], -)))
    })
  // More than 20 numbers: second derivatives are not offered.
  loss(
    "traceNorm", shapes: [[[2, 12]], [[2, 30]]], { traceNorm($0[0]) }, { traceNorm($0[0]) },
    { traceNormOfTwo($0[0].values.prefix($0[0].shape[1]), $0[0].values.suffix($0[0].shape[1])) })
  loss(
    "traceNormPenalty", shapes: [[[4, 6], [4, 6]], [[25], [25]]], { traceNormPenalty($0, weight: 0.3) },
    { traceNormPenalty($0, weight: 0.3) }, { 0.3 * traceNormOfTwo($0[0].values[...], $0[1].values[...]) })
}

private let combinedRows: [OperationRow] = rows {
  loss(
    "featureLoss", { featureLoss($0[0], ramp(like: $0[0].value), weights: [0.5, 2]) { [square($0), tanh($0.sum())] } },
    { featureLoss($0[0], ramp(like: $0[0].value), weights: [0.5, 2]) { [square($0), tanh($0.sum())] } },
    { x in
      let difference = Glibc.tanh(x[0].values.reduce(0, +)) - Glibc.tanh(ramp(x[0].values.count).reduce(0, +))
      return 0.5 * pointwise(x[0]) { ($0 * $0 - $1 * $1) * ($0 * $0 - $1 * $1) } / size(x[0]) + 2 * difference * difference
    })
  loss(
    "weightedSum", shapes: [[[], [], []]], { weightedSum($0, weights: [0.5, 2, 0]) }, { weightedSum($0, weights: [0.5, 2, 0]) },
    { 0.5 * $0[0].values[0] + 2 * $0[1].values[0] })
  loss(
    "uncertaintyWeightedSum", shapes: [[[], [], [], [1]]],
    { uncertaintyWeightedSum([$0[0], $0[1]], logVariances: [$0[2], $0[3]], likelihoods: [.gaussian, .categorical]) },
    { uncertaintyWeightedSum([$0[0], $0[1]], logVariances: [$0[2], $0[3]], likelihoods: [.gaussian, .categorical]) },
    { x in
      let (a, b, s, t) = (x[0].values[0], x[1].values[0], x[2].values[0], x[3].values[0])
      return a / (2 * Glibc.exp(s)) + b / Glibc.exp(t) + Glibc.log(Glibc.exp(s / 2)) + Glibc.log(Glibc.exp(t / 2))
    })
}
