/// The distance of two inputs as another net sees them (perceptual loss): Σ over layers of weight · mean (φ(x) − φ(y))².
///
/// ```swift
/// let loss = featureLoss(generated, target, weights: [1, 0.5]) { x in
///   let first = relu(matmul(x, kernel1))
///   return [first, relu(matmul(first, kernel2))]
/// }
/// ```
///
/// - Shapes: x and y equal → []; a layer's features may have any shape
/// - Parameter features: the layers φ of a trained net; gradients reach x through it, and nothing of y
/// - Errors: other shapes, empty batches, another number of weights than layers and negative weights stop
/// - Source: Johnson, Alahi & Fei-Fei 2016, equation 2, https://arxiv.org/abs/1603.08155
public func featureLoss<Scalar>(
  _ input: Variable<Scalar>, _ target: Tensor<Scalar>, weights: [Double], features: (Variable<Scalar>) -> [Variable<Scalar>]
) -> Variable<Scalar> {
  checkTargets(input, target, of: "featureLoss")
  let seen = features(input), wanted = features(Variable(constant: target))
  if seen.count != weights.count || wanted.count != weights.count {
    stop("featureLoss: \(weights.count) weights for \(seen.count) layers of features; give one for each")
  }
  return weightedSum(seen.indices.map { meanSquaredError(seen[$0], wanted[$0].value) }, weights: weights)
}
