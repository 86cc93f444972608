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

/// Over the last axis: e^(xᵢ) / Σⱼ e^(xⱼ), with the maximum taken out first, so that nothing overflows.
///
/// - Shapes: [..., n] → [..., n]
public func softmax<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.softmax(logarithm: false) }

/// Over the last axis: xᵢ − ln Σⱼ e^(xⱼ), which stays finite where the logarithm of `softmax` would not.
public func logSoftmax<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.softmax(logarithm: true) }

extension Tensor {
  func softmax(logarithm: Bool) -> Tensor {
    if rank == 0 { stop("softmax: a single number has no axis to normalise; give a vector or a matrix [batch, classes]") }
    let result = Tensor(uninitialized: shape)
    let columns = shape[rank - 1]
    ck_softmax(Scalar.type, logarithm ? 1 : 0, address, result.address, shape.count(0..<(rank - 1)), columns)
    return result
  }
}
