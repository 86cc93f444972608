/// ln of a number by the engine's own kernel: the same bits wherever it runs.
func logarithm(_ x: Double) -> Double { log(Tensor<Double>(x)).scalar }

/// ln x of probabilities, at least −100, with the slope 1 / max(x, 10⁻¹²): finite for 0, as PyTorch's `binary_cross_entropy` is,
/// whose 10⁻¹² is a `float` for doubles too.
func boundedLog<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  let inside = log(x.raised(to: Double(1e-12 as Float)))
  let value = maximum(log(x.value), Tensor(-100))
  return inside + (value - inside.value)
}

extension Variable {
  /// max(x, least) whose gradient passes as if nothing had been raised.
  func raised(to least: Double) -> Variable { self + (maximum(value, Tensor(Scalar(least))) - value) }
}
