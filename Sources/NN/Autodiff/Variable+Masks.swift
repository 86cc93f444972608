internal import CKernels

// Masks of variables are tensors: a comparison has no slope. `Tensor+Masks.swift` says what each gives.

extension Variable {
  public func greater(than other: Variable) -> Tensor<Scalar> { value.greater(than: other.value) }
  public func less(than other: Variable) -> Tensor<Scalar> { value.less(than: other.value) }
  public func atLeast(_ other: Variable) -> Tensor<Scalar> { value.atLeast(other.value) }
  public func atMost(_ other: Variable) -> Tensor<Scalar> { value.atMost(other.value) }
  public func equal(to other: Variable) -> Tensor<Scalar> { value.equal(to: other.value) }

  public func greater(than number: Scalar) -> Tensor<Scalar> { value.greater(than: number) }
  public func less(than number: Scalar) -> Tensor<Scalar> { value.less(than: number) }
  public func atLeast(_ number: Scalar) -> Tensor<Scalar> { value.atLeast(number) }
  public func atMost(_ number: Scalar) -> Tensor<Scalar> { value.atMost(number) }
  public func equal(to number: Scalar) -> Tensor<Scalar> { value.equal(to: number) }

  /// The gradient passes where the number lies between the bounds; on a bound it is 0, as PyTorch's.
  public func clamp(min: Scalar? = nil, max: Scalar? = nil) -> Variable {
    for case .some(let bound) in [min, max] where bound.isNaN { stop("clamp: NaN as a bound; give numbers, or nil for none") }
    if let min, let max, min > max { stop("clamp: a lower bound of \(min) above the upper one of \(max); exchange them") }
    var result = self
    if let min { result = result.recording(.clampBelow(min.inDouble), result.value.mapped(ck_clamp_below, min.inDouble)) }
    if let max { result = result.recording(.clampAbove(max.inDouble), result.value.mapped(ck_clamp_above, max.inDouble)) }
    return result
  }

  public func lowerTriangle(diagonal: Int = 0) -> Variable {
    checkMatrices("lowerTriangle")
    return select(triangle(diagonal), self, Variable(constant: Tensor(0)))
  }

  public func upperTriangle(diagonal: Int = 0) -> Variable {
    checkMatrices("upperTriangle")
    return select(triangle(diagonal - 1), Variable(constant: Tensor(0)), self)
  }

  private func triangle(_ diagonal: Int) -> Tensor<Scalar> {
    .lowerTriangularMask(rows: shape[shape.rank - 2], columns: shape[shape.rank - 1], diagonal: diagonal)
  }

  private func checkMatrices(_ name: StaticString) {
    if shape.rank < 2 { stop("\(name): \(shape) holds no matrices; give [rows, columns], or more axes in front") }
  }
}

/// Gradients reach what was taken.
public func select<Scalar>(_ mask: Tensor<Scalar>, _ x: Variable<Scalar>, _ y: Variable<Scalar>) -> Variable<Scalar> {
  x.recording(.select(Mask(mask.block)), with: y, select(mask, x.value, y.value))
}

/// Of equal numbers each gets half the gradient, as PyTorch's.
public func maximum<Scalar>(_ a: Variable<Scalar>, _ b: Variable<Scalar>) -> Variable<Scalar> {
  a.recording(.maximum, with: b, maximum(a.value, b.value))
}

/// Of equal numbers each gets half the gradient, as PyTorch's.
public func minimum<Scalar>(_ a: Variable<Scalar>, _ b: Variable<Scalar>) -> Variable<Scalar> {
  a.recording(.minimum, with: b, minimum(a.value, b.value))
}
