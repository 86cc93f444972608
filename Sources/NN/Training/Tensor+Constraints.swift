internal import CKernels

extension Tensor {
  /// x ← sign(x)·max(|x| − threshold, 0), in place: the proximal step of threshold·‖x‖₁. NaN stays.
  public mutating func softThreshold(by threshold: Double) {
    if !(threshold >= 0) { stop("softThreshold: a threshold of \(threshold); it is 0 or more") }
    ck_soft_threshold(Scalar.type, threshold, writableAddress(), count)
  }

  /// x ← min(max(x, −bound), bound), in place. NaN stays.
  public mutating func clip(byValue bound: Double) {
    if !(bound >= 0) { stop("clip: a bound of \(bound); it is 0 or more") }
    ck_clip(Scalar.type, bound, writableAddress(), count)
  }

  /// Scales what is longer than the bound down to it, in place: x ← x·bound/‖x‖ where ‖x‖ > bound.
  ///
  /// - Numerics: norms are summed in double precision; the scaled norm is the bound up to rounding. PyTorch's `renorm` and Keras
  ///   add 1e-7 to the norm that they divide by. Of `Double` numbers beyond 1e154 the squares overflow.
  public mutating func limitNorm(to maxNorm: MaxNorm) {
    guard let axis = maxNorm.axis else {
      let norm = reduced(ck_sum_of_squared_deviations).squareRoot()
      if norm > maxNorm.norm { map(ck_multiply_parameter, maxNorm.norm / norm) }
      return
    }
    let units = shape.resolve(axis: axis, of: "limitNorm")
    ck_limit_norms(
      Scalar.type, maxNorm.norm, writableAddress(), shape.count(0..<units), shape[units], shape.count((units + 1)..<rank))
  }
}

// MARK: Gradients

extension Array {
  /// √Σx² over all numbers of all tensors, in double precision.
  public func globalNorm<Scalar>() -> Double where Element == Tensor<Scalar> {
    var sum = 0.0
    for tensor in self { sum += tensor.reduced(ck_sum_of_squared_deviations) }
    return sum.squareRoot()
  }

  /// Scales all tensors by min(1, bound/(norm + 1e-6)), norm being that of all of them together; returns the norm before.
  ///
  /// Nothing is written where the factor is 1. A norm that is not a number, or infinite, shows in the result and leaves NaN.
  ///
  /// - Source: Pascanu, Mikolov & Bengio 2013, "On the difficulty of training recurrent neural networks"; the 1e-6 is PyTorch's
  ///   (`clip_grad_norm_`)
  @discardableResult
  public mutating func clip<Scalar>(byGlobalNorm bound: Double) -> Double where Element == Tensor<Scalar> {
    if !(bound >= 0) { stop("clip: a global norm of \(bound); it is 0 or more") }
    let norm = globalNorm(), factor = bound / (norm + 1e-6)
    if !(factor >= 1) {
      for place in indices { self[place].map(ck_multiply_parameter, factor) }
    }
    return norm
  }

  /// Clips every number of every tensor to −bound…bound.
  public mutating func clip<Scalar>(byValue bound: Double) where Element == Tensor<Scalar> {
    for place in indices { self[place].clip(byValue: bound) }
  }
}
