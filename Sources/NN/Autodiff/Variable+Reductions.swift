internal import CKernels

// The reductions of `Tensor+Reductions.swift` and `Tensor+AxesReductions.swift`, recorded, and those that are not there.

extension Variable {
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Variable {
    let axes = shape.resolve(axes: axes, of: "sum")
    return recording(.sumToShape, value.sum(axes: axes, keepingAxes: true)).dropping(axes, unless: keepingAxes)
  }

  public func mean(axes: [Int], keepingAxes: Bool = false) -> Variable {
    let extent = shape.extent(of: shape.resolve(axes: axes, of: "mean"))
    return sum(axes: axes, keepingAxes: keepingAxes) / Scalar(extent)
  }

  /// Biased by default, as the tensor's.
  public func variance(unbiased: Bool = false) -> Variable { variance(axes: Array(0..<shape.rank), unbiased: unbiased) }

  public func variance(axis: Int, unbiased: Bool = false, keepingAxis: Bool = false) -> Variable {
    variance(axes: [axis], unbiased: unbiased, keepingAxes: keepingAxis)
  }

  public func variance(axes: [Int], unbiased: Bool = false, keepingAxes: Bool = false) -> Variable {
    let axes = shape.resolve(axes: axes, of: "variance")
    let spread = Spread(axes: axes, divisor: shape.extent(of: axes) - (unbiased ? 1 : 0))
    return recording(.variance(spread), value.variance(axes: axes, unbiased: unbiased, keepingAxes: true))
      .dropping(axes, unless: keepingAxes)
  }

  /// √variance; biased by default. Its gradient is 0 where it is 0, as PyTorch's.
  public func standardDeviation(unbiased: Bool = false) -> Variable {
    standardDeviation(axes: Array(0..<shape.rank), unbiased: unbiased)
  }

  public func standardDeviation(axis: Int, unbiased: Bool = false, keepingAxis: Bool = false) -> Variable {
    standardDeviation(axes: [axis], unbiased: unbiased, keepingAxes: keepingAxis)
  }

  public func standardDeviation(axes: [Int], unbiased: Bool = false, keepingAxes: Bool = false) -> Variable {
    let axes = shape.resolve(axes: axes, of: "standardDeviation")
    let spread = Spread(axes: axes, divisor: shape.extent(of: axes) - (unbiased ? 1 : 0))
    return recording(.standardDeviation(spread), value.standardDeviation(axes: axes, unbiased: unbiased, keepingAxes: true))
      .dropping(axes, unless: keepingAxes)
  }

  /// √Σx². Its gradient is 0 where it is 0, as PyTorch's.
  public func norm() -> Variable { recording(.norm, Tensor(value.norm())) }

  public func norm(axis: Int, keepingAxis: Bool = false) -> Variable {
    let axis = shape.resolve(axis: axis, of: "norm")
    return recording(.norm, value.norm(axis: axis, keepingAxis: true)).dropping([axis], unless: keepingAxis)
  }

  /// Of equal greatest numbers each gets the same part of the gradient, as PyTorch's.
  public func max() -> Variable { recording(.extreme, Tensor(value.max())) }
  public func min() -> Variable { recording(.extreme, Tensor(value.min())) }

  /// Of equal greatest numbers the first gets the gradient, as PyTorch's.
  public func max(axis: Int, keepingAxis: Bool = false) -> Variable { extreme(least: false, axis, keepingAxis, of: "max") }
  public func min(axis: Int, keepingAxis: Bool = false) -> Variable { extreme(least: true, axis, keepingAxis, of: "min") }

  private func extreme(least: Bool, _ axis: Int, _ keepingAxis: Bool, of name: StaticString) -> Variable {
    let axis = shape.resolve(axis: axis, of: name)
    if value.count == 0 { stop("\(name): \(shape) holds no numbers; check the slice that it comes from") }
    let indices = value.places(least: least, axis: axis, of: name)
    let extent = shape[axis], inner = shape.count((axis + 1)..<shape.rank)
    let places = indices.indices.map { ($0 / inner * extent + indices[$0]) * inner + $0 % inner }
    return taken(places, as: shape.reducing(axis, keepingAxis: keepingAxis))
  }

  /// Πx. The gradient is the product of the others, zeros among them or not.
  public func product() -> Variable { flattened().product(axis: 0) }

  public func product(axis: Int, keepingAxis: Bool = false) -> Variable {
    let axis = shape.resolve(axis: axis, of: "product")
    return recording(.product(axis: axis), value.product(axis: axis, keepingAxis: true)).dropping([axis], unless: keepingAxis)
  }

  public func cumulativeSum(axis: Int, reversed: Bool = false) -> Variable {
    let axis = shape.resolve(axis: axis, of: "cumulativeSum")
    return recording(
      .cumulativeSum(axis: axis.narrowed, isReversed: reversed), value.cumulativeSum(axis: axis, reversed: reversed))
  }

  public func logSumExp(axis: Int, keepingAxis: Bool = false) -> Variable {
    let axis = shape.resolve(axis: axis, of: "logSumExp")
    return recording(.logSumExp(axis: axis), value.logSumExp(axis: axis, keepingAxis: true)).dropping([axis], unless: keepingAxis)
  }

  private func dropping(_ axes: [Int], unless isKeeping: Bool) -> Variable {
    isKeeping || axes.isEmpty ? self : reshaped(to: shape.reducing(axes, keepingAxes: false))
  }

  /// Π over the others of the axis, as something to differentiate: the product of a copy for each entry in which that entry is 1.
  func productOfOthers(axis: Int) -> Variable {
    let size = shape[axis]
    if !isRecorded { return Variable(constant: value.productOfOthers(axis: axis)) }
    let copies = expanded(axis: axis + 1).broadcast(to: shape.inserting(size, at: axis + 1))
    var mask = [Int](repeating: 1, count: copies.shape.rank)
    mask[axis] = size
    mask[axis + 1] = size
    return select(Tensor.identity(size).reshaped(to: Shape(mask)), Variable(constant: Tensor(1)), copies).product(axis: axis)
  }
}

extension Tensor {
  /// Running sums along an axis, the number itself included; reversed, from the back.
  ///
  /// - Numerics: added up in double precision
  public func cumulativeSum(axis: Int, reversed: Bool = false) -> Tensor {
    let axis = shape.resolve(axis: axis, of: "cumulativeSum"), result = Tensor(uninitialized: shape)
    ck_cumulative_sum(
      Scalar.type, reversed ? 1 : 0, address, shape.count(0..<axis), shape[axis], shape.count((axis + 1)..<rank), result.address)
    return result
  }

  /// ln Σ eˣ along an axis, with the greatest number taken out first, so that nothing overflows.
  ///
  /// - Numerics: −∞ where all numbers are, ∞ where one is
  public func logSumExp(axis: Int, keepingAxis: Bool = false) -> Tensor {
    let axis = shape.resolve(axis: axis, of: "logSumExp")
    let kept = shape.reducing(axis, keepingAxis: true), result: Tensor
    if shape[axis] == 0 {
      result = .filled(kept, with: -.infinity)
    } else if count == 0 {
      result = .zeros(kept)
    } else {
      let most = max(axis: axis, keepingAxis: true), shift = most.infinitiesAsZero
      result = log(exp(self - shift).sum(axis: axis, keepingAxis: true)) + shift
    }
    return keepingAxis ? result : result.viewed(as: shape.reducing(axis, keepingAxis: false))
  }

  var infinitiesAsZero: Tensor { count(where: .notFinite) == 0 ? self : select((self - self).equal(to: 0), self, Tensor(0)) }

  func productOfOthers(axis: Int) -> Tensor {
    let result = Tensor(uninitialized: shape)
    ck_product_of_others(Scalar.type, address, shape.count(0..<axis), shape[axis], shape.count((axis + 1)..<rank), result.address)
    return result
  }
}
