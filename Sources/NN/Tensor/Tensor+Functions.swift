internal import CKernels

// Functions of each element. Our own polynomials, the same bits on every x86-64; errors in `mathematics_float.h`.

/// The hyperbolic tangent, (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)
public func tanh<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_tanh) }

/// The logistic function, 1 / (1 + e⁻ˣ)
public func sigmoid<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_sigmoid) }

/// max(x, 0)
public func relu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_relu) }

/// x above 0, slope · x elsewhere. The slope's default is PyTorch's.
public func leakyRelu<Scalar>(_ x: Tensor<Scalar>, slope: Double = 0.01) -> Tensor<Scalar> { x.mapped(ck_leaky_relu, slope) }

public func exp<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_exp) }

/// The natural logarithm; −∞ at 0, NaN below.
public func log<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_log) }

public func sqrt<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_square_root) }
public func square<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_square) }
public func abs<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_absolute) }

/// 1 / √x
public func reciprocalSquareRoot<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_reciprocal_root) }

/// xᵖ; NaN for x below 0 unless p is a whole number.
///
/// - Numerics: whole powers by repeated squaring, the rest of p by e^(rest · ln x), in double precision for both types; a few units in the
///   last place in `Double`, half of one in `Float`
/// - Errors: an exponent that is not finite stops
public func pow<Scalar>(_ x: Tensor<Scalar>, _ exponent: Double) -> Tensor<Scalar> {
  if !exponent.isFinite { stop("pow: an exponent of \(exponent); give a finite one") }
  return x.mapped(ck_power, exponent)
}

/// The sine of radians.
///
/// - Numerics: at most 1 unit in the last place from the nearest number for |x| up to 1.6 million, next to multiples of π too; NaN
///   beyond
public func sin<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_sine) }

/// The cosine of radians; see `sin`.
public func cos<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_cosine) }

/// ln(1 + x), which keeps its digits near 0: the error is below 3 units in the last place, in `Float` about half of one.
public func log1p<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_log_one_plus) }

/// eˣ − 1, which keeps its digits near 0: the error is below 7 units in the last place.
public func expm1<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_exp_minus_one) }

/// Along an axis: e^(xᵢ) / Σⱼ e^(xⱼ), with the maximum taken out first, so that nothing overflows.
///
/// - Shapes: those of x
/// - Numerics: NaN where all numbers along the axis are −∞, as PyTorch's
public func softmax<Scalar>(_ x: Tensor<Scalar>, axis: Int = -1) -> Tensor<Scalar> {
  axis == -1 ? x.softmax(logarithm: false) : softmax(Variable(constant: x), axis: axis).value
}

/// Along an axis: xᵢ − ln Σⱼ e^(xⱼ), which stays finite where the logarithm of `softmax` would not.
public func logSoftmax<Scalar>(_ x: Tensor<Scalar>, axis: Int = -1) -> Tensor<Scalar> {
  axis == -1 ? x.softmax(logarithm: true) : logSoftmax(Variable(constant: x), axis: axis).value
}

extension Tensor {
  func softmax(logarithm: Bool) -> Tensor {
    if rank == 0 { stop("softmax: a single number has no axis to normalise; give a vector or a matrix [batch, classes]") }
    let result = Tensor(uninitialized: shape)
    let columns = shape[rank - 1]
    ck_softmax(Scalar.type, logarithm ? 1 : 0, address, result.address, shape.count(0..<(rank - 1)), columns)
    return result
  }
}
