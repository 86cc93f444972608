internal import CKernels

// Sums run in double precision, in an order that the shape alone decides: the same bits for any number of threads.
// An axis counts from the front, or from the back if negative. `keepingAxis` leaves the reduced axis with size 1, to broadcast.

extension Tensor {
  public func sum() -> Scalar { Scalar(reduced(ck_sum)) }

  public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor {
    Tensor(reduced(ck_sum, axis: axis, keepingAxis: keepingAxis, of: "sum"))
  }

  /// Σx / n; NaN for no numbers at all.
  public func mean() -> Scalar { Scalar(reduced(ck_sum) / Double(count)) }

  public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor {
    Tensor(meanInDouble(axis: axis, keepingAxis: keepingAxis, of: "mean"))
  }

  /// Σ(x − x̄)² / n, or / (n − 1) if unbiased. Biased is NumPy's default and what batch normalization divides by; PyTorch's default
  /// is unbiased.
  ///
  /// - Numerics: two passes; the deviations are taken from the mean in double precision
  public func variance(unbiased: Bool = false) -> Scalar { Scalar(varianceInDouble(unbiased: unbiased)) }

  public func variance(axis: Int, unbiased: Bool = false, keepingAxis: Bool = false) -> Tensor {
    Tensor(varianceInDouble(axis: axis, unbiased: unbiased, keepingAxis: keepingAxis))
  }

  /// √variance; biased by default.
  public func standardDeviation(unbiased: Bool = false) -> Scalar {
    Scalar(varianceInDouble(unbiased: unbiased).squareRoot())
  }

  public func standardDeviation(axis: Int, unbiased: Bool = false, keepingAxis: Bool = false) -> Tensor {
    Tensor(sqrt(varianceInDouble(axis: axis, unbiased: unbiased, keepingAxis: keepingAxis)))
  }

  /// The least number; NaN if any is. Stops for no numbers.
  public func min() -> Scalar { Scalar(extreme(ck_least, of: "min")) }
  public func max() -> Scalar { Scalar(extreme(ck_greatest, of: "max")) }

  public func min(axis: Int, keepingAxis: Bool = false) -> Tensor {
    extreme(ck_least, axis: axis, keepingAxis: keepingAxis, of: "min")
  }

  public func max(axis: Int, keepingAxis: Bool = false) -> Tensor {
    extreme(ck_greatest, axis: axis, keepingAxis: keepingAxis, of: "max")
  }

  /// √Σx²
  public func norm() -> Scalar { Scalar(reduced(ck_sum_of_squared_deviations).squareRoot()) }

  public func norm(axis: Int, keepingAxis: Bool = false) -> Tensor {
    Tensor(sqrt(reduced(ck_sum_of_squared_deviations, axis: axis, keepingAxis: keepingAxis, of: "norm")))
  }

  /// Πx; 1 for no numbers. Multiplied in double precision.
  public func product() -> Scalar { Scalar(reduced(ck_product)) }

  public func product(axis: Int, keepingAxis: Bool = false) -> Tensor {
    Tensor(reduced(ck_product, axis: axis, keepingAxis: keepingAxis, of: "product"))
  }

  /// The numbers added up until `shape` is left: what a gradient needs where an operand was repeated.
  func summed(to shape: Shape) -> Tensor {
    if self.shape == shape { return self }
    if shape.count == 1 { return .filled(shape, with: sum()) }
    // Leading axes go in one pass, the others one by one.
    var leading = 0
    while leading < rank && shape.padded(leading, of: rank) == 1 { leading += 1 }
    var result = leading == 0 ? self : viewed(as: Shape([self.shape.count(0..<leading)] + self.shape.dimensions[leading...])).sum(axis: 0)
    for axis in leading..<rank where shape.padded(axis, of: rank) == 1 && self.shape[axis] != 1 {
      result = result.sum(axis: axis - leading, keepingAxis: true)
    }
    return result.viewed(as: shape)
  }
}

// MARK: In double

extension Tensor {
  func reduced(_ operation: ck_reduction, centre: Double = 0) -> Double {
    ck_reduce(Scalar.type, operation, centre, address, count)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func reduced(
    _ operation: ck_reduction, axis: Int, centres: Tensor<Double>? = nil, keepingAxis: Bool, of name: StaticString
  ) -> Tensor<Double> {
    let axis = shape.resolve(axis: axis, of: name)
    let result = Tensor<Double>(uninitialized: shape.reducing(axis, keepingAxis: keepingAxis))
    ck_reduce_axis(
      Scalar.type, operation, centres?.address.assumingMemoryBound(to: Double.self), address,
      shape.count(0..<axis), shape[axis], shape.count((axis + 1)..<rank), result.address.assumingMemoryBound(to: Double.self))
    return result
  }

  private func extreme(_ operation: ck_reduction, of name: StaticString) -> Double {
    if count == 0 { stop("\(name): \(shape) holds no numbers; check the slice that it comes from") }
    return reduced(operation)
  }

  private func extreme(_ operation: ck_reduction, axis: Int, keepingAxis: Bool, of name: StaticString) -> Tensor {
    if count == 0 { stop("\(name): \(shape) holds no numbers; check the slice that it comes from") }
    return Tensor(reduced(operation, axis: axis, keepingAxis: keepingAxis, of: name))
  }

  private func meanInDouble(axis: Int, keepingAxis: Bool, of name: StaticString) -> Tensor<Double> {
    let extent = shape[shape.resolve(axis: axis, of: name)]
    return reduced(ck_sum, axis: axis, keepingAxis: keepingAxis, of: name) / Double(extent)
  }

  private func varianceInDouble(unbiased: Bool) -> Double {
    let mean = reduced(ck_sum) / Double(count)
    return reduced(ck_sum_of_squared_deviations, centre: mean) / Double(unbiased ? count - 1 : count)
  }

  private func varianceInDouble(axis: Int, unbiased: Bool, keepingAxis: Bool) -> Tensor<Double> {
    let extent = shape[shape.resolve(axis: axis, of: "variance")]
    let means = meanInDouble(axis: axis, keepingAxis: keepingAxis, of: "variance")
    return reduced(ck_sum_of_squared_deviations, axis: axis, centres: means, keepingAxis: keepingAxis, of: "variance")
      / Double(unbiased ? extent - 1 : extent)
  }
}
