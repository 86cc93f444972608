// Convolution and pooling, recorded. Each is linear in what its gradient goes to, so the gradients are recorded operations too, and
// each other's gradients.

/// What the rules of a convolution and its two gradients share.
final class ConvolutionRule: Sendable {
  let options: ConvolutionOptions
  let inputShape: Shape, weightShape: Shape

  init(_ options: ConvolutionOptions, inputShape: Shape, weightShape: Shape) {
    self.options = options
    self.inputShape = inputShape
    self.weightShape = weightShape
  }
}

/// As `convolution` of tensors.
public func convolution<Scalar>(
  _ x: Variable<Scalar>, _ weight: Variable<Scalar>, _ options: ConvolutionOptions = ConvolutionOptions()
) -> Variable<Scalar> {
  convolution(x, weight, ConvolutionRule(options, inputShape: x.shape, weightShape: weight.shape))
}

func convolution<Scalar>(_ x: Variable<Scalar>, _ weight: Variable<Scalar>, _ rule: ConvolutionRule) -> Variable<Scalar> {
  x.recording(.convolution(rule), with: weight, convolution(x.value, weight.value, rule.options))
}

func convolutionInputGradient<Scalar>(
  _ g: Variable<Scalar>, _ weight: Variable<Scalar>, _ rule: ConvolutionRule
) -> Variable<Scalar> {
  g.recording(
    .convolutionInputGradient(rule), with: weight,
    convolutionInputGradient(g.value, weight.value, inputShape: rule.inputShape, rule.options))
}

func convolutionWeightGradient<Scalar>(_ g: Variable<Scalar>, _ x: Variable<Scalar>, _ rule: ConvolutionRule) -> Variable<Scalar> {
  g.recording(
    .convolutionWeightGradient(rule), with: x,
    convolutionWeightGradient(g.value, x.value, weightShape: rule.weightShape, rule.options))
}

/// What the rules of a pooling and its gradient share.
final class PoolingRule: Sendable {
  let options: PoolingOptions
  let countsPadding: Bool
  let inputShape: Shape

  init(_ options: PoolingOptions, countsPadding: Bool, inputShape: Shape) {
    self.options = options
    self.countsPadding = countsPadding
    self.inputShape = inputShape
  }
}

/// The places of the winners, as a rule holds them.
final class WinnersRule {
  let places: PoolingPlaces

  init(_ places: PoolingPlaces) { self.places = places }
}

/// As `maxPooling` of tensors; of equal numbers the first gets the gradient, as PyTorch's.
public func maxPooling<Scalar>(_ x: Variable<Scalar>, _ options: PoolingOptions) -> Variable<Scalar> {
  let (values, places) = maxPoolingWithPlaces(x.value, options)
  return x.recording(.gatherWinners(WinnersRule(places)), values)
}

func gathered<Scalar>(_ x: Variable<Scalar>, _ rule: WinnersRule) -> Variable<Scalar> {
  x.recording(.gatherWinners(rule), gathered(x.value, at: rule.places))
}

func scattered<Scalar>(_ g: Variable<Scalar>, _ rule: WinnersRule) -> Variable<Scalar> {
  g.recording(.scatterToWinners(rule), maxPoolingGradient(g.value, rule.places))
}

/// As `averagePooling` of tensors.
public func averagePooling<Scalar>(
  _ x: Variable<Scalar>, _ options: PoolingOptions, countsPadding: Bool = true
) -> Variable<Scalar> {
  averagePooling(x, PoolingRule(options, countsPadding: countsPadding, inputShape: x.shape))
}

func averagePooling<Scalar>(_ x: Variable<Scalar>, _ rule: PoolingRule) -> Variable<Scalar> {
  x.recording(.averagePooling(rule), averagePooling(x.value, rule.options, countsPadding: rule.countsPadding))
}

func averagePoolingGradient<Scalar>(_ g: Variable<Scalar>, _ rule: PoolingRule) -> Variable<Scalar> {
  g.recording(
    .averagePoolingGradient(rule),
    averagePoolingGradient(g.value, inputShape: rule.inputShape, rule.options, countsPadding: rule.countsPadding))
}

/// As `globalAveragePooling` of tensors.
public func globalAveragePooling<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  if !x.isRecorded { return Variable(constant: globalAveragePooling(x.value)) }
  if x.shape.rank != 4 || x.shape.count(2..<4) == 0 { _ = globalAveragePooling(x.value) }  // it stops and says why
  let planes = x.reshaped(to: [x.shape[0] * x.shape[1], x.shape.count(2..<4)])
  return planes.mean(axis: 1).reshaped(to: [x.shape[0], x.shape[1]])
}
