internal import CKernels

// Masks: 1 where a comparison holds, 0 elsewhere and where either side is NaN. Shapes broadcast as in arithmetic.

extension Tensor {
  public func greater(than other: Tensor) -> Tensor { combined(ck_is_greater, with: other, of: "greater") }
  public func less(than other: Tensor) -> Tensor { other.combined(ck_is_greater, with: self, of: "less") }
  public func atLeast(_ other: Tensor) -> Tensor { combined(ck_is_at_least, with: other, of: "atLeast") }
  public func atMost(_ other: Tensor) -> Tensor { other.combined(ck_is_at_least, with: self, of: "atMost") }
  public func equal(to other: Tensor) -> Tensor { combined(ck_is_same, with: other, of: "equal") }

  public func greater(than number: Scalar) -> Tensor { greater(than: Tensor(number)) }
  public func less(than number: Scalar) -> Tensor { less(than: Tensor(number)) }
  public func atLeast(_ number: Scalar) -> Tensor { mapped(ck_at_least, number.inDouble) }
  public func atMost(_ number: Scalar) -> Tensor { mapped(ck_at_most, number.inDouble) }
  public func equal(to number: Scalar) -> Tensor { equal(to: Tensor(number)) }

  /// No number below `min` or above `max`; NaN stays.
  ///
  /// - Errors: a lower bound above the upper one, or a NaN as bound, stops
  public func clamp(min: Scalar? = nil, max: Scalar? = nil) -> Tensor { Variable(constant: self).clamp(min: min, max: max).value }

  /// The last two axes' numbers on the diagonal and below it, zeros above; a positive diagonal lies above the main one.
  public func lowerTriangle(diagonal: Int = 0) -> Tensor { Variable(constant: self).lowerTriangle(diagonal: diagonal).value }

  /// The last two axes' numbers on the diagonal and above it, zeros below.
  public func upperTriangle(diagonal: Int = 0) -> Tensor { Variable(constant: self).upperTriangle(diagonal: diagonal).value }

  /// 1 on the diagonal and below it, 0 above: the mask of an attention that looks back alone.
  public static func lowerTriangularMask(rows: Int, columns: Int, diagonal: Int = 0) -> Tensor {
    let row = Tensor.range(from: 0, count: rows).reshaped(to: [rows, 1]), column = Tensor.range(from: 0, count: columns)
    return (row + Scalar(diagonal)).atLeast(column)
  }
}

/// x where the mask is not 0, y elsewhere; what is not taken does not matter, be it NaN.
///
/// - Shapes: the three broadcast together
public func select<Scalar>(_ mask: Tensor<Scalar>, _ x: Tensor<Scalar>, _ y: Tensor<Scalar>) -> Tensor<Scalar> {
  let shape = mask.shape.broadcast(with: x.shape, of: "select").broadcast(with: y.shape, of: "select")
  let result = Tensor<Scalar>(uninitialized: shape)
  let mask = mask.broadcast(to: shape), x = x.broadcast(to: shape), y = y.broadcast(to: shape)
  ck_select(Scalar.type, mask.address, x.address, y.address, result.address, shape.count)
  return result
}
