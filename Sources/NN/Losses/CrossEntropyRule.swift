internal import CKernels

/// Cross-entropy of logits as one operation: `scale` · Σ over the rows of −Σ_c y_c ln softmax(z)_c.
///
/// Its gradient is (p Σ_c y_c − y)·scale·g, p = softmax(z). Labels say where y is 1 and need no matrix of zeros around it.
final class CrossEntropyRule {
  /// Either labels, or targets y.
  private let labels: [Int32]
  private let targets: Block?
  private let probabilities: Block
  private let scale: Double

  private init(labels: [Int32], targets: Block?, probabilities: Block, scale: Double) {
    self.labels = labels
    self.targets = targets
    self.probabilities = probabilities
    self.scale = scale
  }

  /// Labels are from 0 to classes − 1; targets have the logits' shape [batch, classes], which is not empty.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  static func record<Scalar>(
    _ logits: Variable<Scalar>, labels: [Int32] = [], targets: Tensor<Scalar>? = nil, scale: Double
  ) -> Variable<Scalar> {
    let shape = logits.shape, probabilities = Tensor<Scalar>(uninitialized: shape)
    let sum = ck_softmax_cross_entropy(
      Scalar.type, logits.value.address, targets == nil ? labels : nil, targets?.address, probabilities.address, shape[0], shape[1])
    let rule = CrossEntropyRule(labels: labels, targets: targets?.block, probabilities: probabilities.block, scale: scale)
    return logits.recording(.softmaxCrossEntropy(rule), Tensor(Scalar(sum * scale)))
  }

  func gradient<Scalar>(_ g: Variable<Scalar>) -> Variable<Scalar> {
    let p = Tensor<Scalar>(block: probabilities), result = Tensor<Scalar>(uninitialized: p.shape)
    ck_softmax_cross_entropy_gradient(
      Scalar.type, p.address, targets == nil ? labels : nil, targets?.address(Scalar.type), g.scalar.inDouble * scale, result.address,
      p.shape[0], p.shape[1])
    return Variable(constant: result)
  }

  /// The same of operations that can be differentiated in turn.
  func recordedGradient<Scalar>(_ g: Variable<Scalar>, of logits: Variable<Scalar>) -> Variable<Scalar> {
    let y = targets.map { Tensor<Scalar>(block: $0) } ?? .oneHot(labels.map { Int($0) }, classes: logits.shape[1])
    return (softmax(logits) * y.sum(axis: 1, keepingAxis: true) - y) * (g * Scalar(scale))
  }
}
