// The laws that hyperparameters are drawn from; `uniform(in:)` is the fourth.

extension RandomStream {
  /// A number whose logarithm is uniform: each power of ten is as likely. For rates and penalties.
  ///
  /// e^(ln a + (ln b − ln a) · u), u uniform in [0, 1)
  ///
  /// - Errors: ends that are not positive, finite numbers stop
  public mutating func logUniform(in range: ClosedRange<Double>) -> Double {
    let low = range.lowerBound, high = range.upperBound
    if !(low > 0) || !high.isFinite { stop("logUniform: \(low)...\(high); both ends are positive, finite numbers") }
    let lowLog = log(Tensor<Double>(low)).scalar, highLog = log(Tensor<Double>(high)).scalar
    let value = exp(Tensor<Double>(lowLog + (highLog - lowLog) * uniform())).scalar
    return min(max(value, low), high)  // rounding may step over an end
  }

  /// A whole number, each as likely, both ends included.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
    let draw = next()
    // A width of 0 stands for all 2⁶⁴ numbers. The index's bias is width/2⁶⁴.
    let offset = width == 0 ? draw : draw.multipliedFullWidth(by: width).high
    return range.lowerBound &+ Int(truncatingIfNeeded: offset)
  }

  /// One of the values, each as likely.
  public mutating func element<Value>(of values: [Value]) -> Value {
    if values.isEmpty { stop("element: nothing to choose from; give one value or more") }
    return values[Int(next().multipliedFullWidth(by: UInt64(values.count)).high)]
  }
}
