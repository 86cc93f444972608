/// How the terms of a loss become one number.
public enum Reduction: Sendable, Hashable {
  /// Their mean, PyTorch's default: the size of the batch then does not change the rate that suits.
  case mean
  /// Their sum: minus the logarithm of a likelihood of independent examples is one.
  case sum
}

extension Variable {
  func reduced(by reduction: Reduction) -> Variable { reduction == .mean ? mean() : sum() }
}

/// The sum of numbers of shape []; 0 for none.
func total<Scalar>(_ terms: [Variable<Scalar>]) -> Variable<Scalar> {
  guard var sum = terms.first else { return Variable(constant: Tensor(0)) }
  for term in terms.dropFirst() { sum = sum + term }
  return sum
}
