import NN

/// Numbers from −scale to scale that the peers compute alike: ((i + offset) · 7919 mod 10007) / 5003 − 1, times the scale.
func formula(_ count: Int, offset: Int = 0, scale: Double = 1) -> [Double] {
  (0..<count).map { (Double(($0 + offset) * 7919 % 10007) / 5003 - 1) * scale }
}

func formula(_ shape: Shape, offset: Int = 0, scale: Double = 1) -> Tensor<Float> {
  Tensor(formula(shape.count, offset: offset, scale: scale).map { Float($0) }, shape: shape)
}

/// Labels of rows: i · 7919 mod classes.
func formulaLabels(_ count: Int, classes: Int) -> [Int] { (0..<count).map { $0 * 7919 % classes } }

/// A few numbers that tell a tensor: its mean weighted by the formula, the mean of its magnitudes, and the first, the middle and
/// the last number. Computed in plain Swift, so that it does not share the engine's faults.
func fingerprint<Scalar>(_ tensor: Tensor<Scalar>) -> [Double] {
  let numbers = tensor.scalars.map { Double($0) }
  guard let first = numbers.first, let last = numbers.last else { return [] }
  var weighted = 0.0, magnitudes = 0.0
  for (number, weight) in zip(numbers, formula(numbers.count, offset: 5)) {
    weighted += number * weight
    magnitudes += abs(number)
  }
  let count = Double(numbers.count)
  return [weighted / count, magnitudes / count, first, numbers[numbers.count / 2], last]
}
