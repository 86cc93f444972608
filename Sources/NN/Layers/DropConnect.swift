/// A dense layer whose weights are dropped, while training: y = x · (M∘W)ᵀ / (1 − p) + b.
///
/// The mask is drawn for each example, as in the paper, which takes [batch, fanOut, fanIn] numbers; or once for the batch.
/// Evaluating uses all weights, whose mean output is the same: the paper draws from a normal distribution of that mean instead.
///
/// - Source: Wan, Zeiler, Zhang, LeCun & Fergus 2013, "Regularization of neural networks using DropConnect"
public struct DropConnect<Scalar: TensorScalar>: Layer {
  public var dense: Dense<Scalar>
  public let probability: Double
  public let isPerExample: Bool

  public init(_ dense: Dense<Scalar>, _ probability: Double, isPerExample: Bool = true) {
    checkDropProbability(probability, "DropConnect")
    self.dense = dense
    self.probability = probability
    self.isPerExample = isPerExample
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if !pass.isTraining || probability == 0 { return dense(x, in: &pass) }
    let weight = dense.weight.variable, scale = Scalar(probability == 1 ? 0 : 1 / (1 - probability))
    if !isPerExample {
      let mask = Tensor<Scalar>.keepMask(weight.shape, dropping: probability, using: &pass.rng)
      return dense.output(for: x, weight: weight * (mask * scale))
    }
    let fanIn = weight.shape[1], fanOut = weight.shape[0]
    if x.shape.rank != 2 || x.shape[1] != fanIn {
      stop(
        "DropConnect: \(x.shape) into a layer of \(fanIn) inputs: give [batch, \(fanIn)]; "
          + "flatten the input, or change the layer")
    }
    let batch = x.shape[0]
    let mask = Tensor<Scalar>.keepMask([batch, fanOut, fanIn], dropping: probability, using: &pass.rng)
    let y = (x.reshaped(to: [batch, 1, fanIn]) * (weight * (mask * scale))).sum(axis: -1)
    return dense.bias.map { y + $0.variable } ?? y
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    dense.visitParameters(at: path, visit)
  }
}
