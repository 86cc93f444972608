@testable import NN

let lossComparisons: [Comparison] = distanceComparisons + likelihoodComparisons + classComparisons

private let distanceComparisons: [Comparison] = comparisons {
  Comparison("mse_loss", { meanSquaredError($1.x, $1.y) }, wrong: { meanSquaredError($1.x, $1.y) * 0.5 })
  Comparison("mse_loss_sum", { squaredError($1.x, $1.y) }, wrong: { squaredError($1.x, $1.y) / 4 })
  Comparison("l1_loss", { meanAbsoluteError($1.x, $1.y) })
  Comparison(
    "huber_loss", { huberLoss($1.x, $1.y, threshold: try $0.number("threshold")) },
    wrong: { huberLoss($1.x, $1.y, threshold: try $0.number("threshold")) / (try $0.number("threshold")) })
  Comparison("huber_loss_sum", { huberLoss($1.x, $1.y, threshold: try $0.number("threshold"), reduction: .sum) })
  Comparison("hinge_loss", { hingeLoss($1.x, Tensor($1.y.scalars.map { $0 > 0 ? 1 : -1 }, shape: $1.y.shape)) })
  Comparison(
    "multi_margin_loss", { multiClassHingeLoss($1.x, labels: try $0.integers("labels"), margin: try $0.number("margin")) },
    wrong: { multiClassHingeLoss($1.x, labels: try $0.integers("labels"), margin: try $0.number("margin")) * 6 })
}

private let likelihoodComparisons: [Comparison] = comparisons {
  Comparison("bce_with_logits", { binaryCrossEntropy(logits: $1.x, $1.y) })
  Comparison(
    "bce_with_logits_weighted", { binaryCrossEntropy(logits: $1.x, $1.y, positiveWeight: try $0.number("positiveWeight")) },
    wrong: { binaryCrossEntropy(logits: $1.x, $1.y) * (try $0.number("positiveWeight")) })
  Comparison("bce_with_logits_sum", { binaryCrossEntropy(logits: $1.x, $1.y, reduction: .sum) })
  Comparison("bce", { binaryCrossEntropy(probabilities: $1.x, $1.y) })
  Comparison(
    "bce_at_the_ends", { binaryCrossEntropy(probabilities: $1.x * Tensor([0, 1]), Tensor([1, 0])) },
    wrong: { binaryCrossEntropy(probabilities: $1.x * Tensor([1e-12, 1]), Tensor([1, 0])) })
  Comparison(
    "gaussian_nll", { gaussianNegativeLogLikelihood($1.x, $1.y, variance: try $0.number("variance")) },
    wrong: { gaussianNegativeLogLikelihood($1.x, $1.y, variance: try $0.number("variance"), includesConstant: true) })
  Comparison(
    "gaussian_nll_full", { gaussianNegativeLogLikelihood($1.x, $1.y, variance: try $0.number("variance"), includesConstant: true) },
    wrong: { gaussianNegativeLogLikelihood($1.x, $1.y, variance: try $0.number("variance")) })
  Comparison(
    "gaussian_nll_variance",
    { gaussianNegativeLogLikelihood($1.x, $1.y, variance: $1("v"), includesConstant: true, reduction: .sum) },
    wrong: { gaussianNegativeLogLikelihood($1.x, $1.y, variance: square($1("v")), includesConstant: true, reduction: .sum) })
  Comparison(
    "gaussian_nll_variance_at_0",
    {
      gaussianNegativeLogLikelihood(
        $1.x, $1.y, variance: $1("v"), least: try $0.number("eps"), includesConstant: true, reduction: .sum)
    },
    // The least variance added in place of taken where it is greater.
    wrong: {
      gaussianNegativeLogLikelihood($1.x, $1.y, variance: $1("v") + (try $0.number("eps")), includesConstant: true, reduction: .sum)
    })
  Comparison(
    "laplace_nll", { laplaceNegativeLogLikelihood($1.x, $1.y, scale: try $0.number("scale"), includesConstant: true) },
    wrong: { laplaceNegativeLogLikelihood($1.x, $1.y, scale: try $0.number("scale")) })
  Comparison(
    "kl_div", { softmaxDivergence($1.x, from: $1.y) }, wrong: { softmaxDivergence($1.x, from: $1.y, reduction: .sum) / 12 })
}

private let classComparisons: [Comparison] = comparisons {
  Comparison("cross_entropy", { softmaxCrossEntropy($1.x, labels: try $0.integers("labels")) })
  Comparison("cross_entropy_sum", { softmaxCrossEntropy($1.x, labels: try $0.integers("labels"), reduction: .sum) })
  Comparison(
    "cross_entropy_smoothed",
    { softmaxCrossEntropy($1.x, labels: try $0.integers("labels"), smoothing: try $0.number("label_smoothing")) },
    // ε shared by the wrong classes only.
    wrong: { softmaxCrossEntropy($1.x, labels: try $0.integers("labels"), smoothing: try $0.number("label_smoothing") * 1.5) })
  Comparison(
    "cross_entropy_weighted",
    { softmaxCrossEntropy($1.x, labels: try $0.integers("labels"), classWeights: Tensor(try $0.option("weight"))) },
    wrong: { known, inputs in
      let weights = Tensor(try known.option("weight"))
      return softmaxCrossEntropy(inputs.x, labels: try known.integers("labels"), classWeights: weights, reduction: .sum) / 4
    })
  Comparison(
    "cross_entropy_smoothed_weighted",
    { known, inputs in
      softmaxCrossEntropy(
        inputs.x, labels: try known.integers("labels"), smoothing: try known.number("label_smoothing"),
        classWeights: Tensor(try known.option("weight")))
    })
  Comparison("cross_entropy_soft", { softmaxCrossEntropy($1.x, $1.y) })
  Comparison("cross_entropy_smoothed_soft", { softmaxCrossEntropy($1.x, $1.y, smoothing: try $0.number("label_smoothing")) })
  Comparison(
    "cross_entropy_weighted_soft", { softmaxCrossEntropy($1.x, $1.y, classWeights: Tensor(try $0.option("weight"))) },
    wrong: { softmaxCrossEntropy($1.x, $1.y, classWeights: Tensor(try $0.option("weight"))) / (4.0 / 3) })
  Comparison(
    "cross_entropy_smoothed_weighted_soft",
    { softmaxCrossEntropy($1.x, $1.y, smoothing: try $0.number("label_smoothing"), classWeights: Tensor(try $0.option("weight"))) })
}
