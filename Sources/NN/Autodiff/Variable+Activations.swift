internal import CKernels

// The activations of `Tensor+Activations.swift`, recorded.

public func erf<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.erf, erf(x.value)) }
public func softplus<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.softplus, softplus(x.value)) }

/// Its derivative at 0 is the scale, as PyTorch's.
public func elu<Scalar>(_ x: Variable<Scalar>, scale: Double = 1) -> Variable<Scalar> {
  x.recording(.elu(scale: scale), elu(x.value, scale: scale))
}

/// Its derivative at 0 is λα, as PyTorch's.
public func selu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  elu(x, scale: SelfNormalizing.alpha) * Scalar(SelfNormalizing.lambda)
}

/// Its derivative at 0 is the slope, as PyTorch's; the slope gets the gradient Σ g · x over the numbers that are not above 0.
public func prelu<Scalar>(_ x: Variable<Scalar>, slope: Variable<Scalar>) -> Variable<Scalar> {
  if !slope.shape.repeats(to: x.shape) {
    stop("prelu: slopes \(slope.shape) for \(x.shape): they repeat along axes of size 1; give one slope, or one a channel")
  }
  let above = x.value.mapped(ck_step)
  return x * (slope * (1 - above) + above)
}

/// Of equal numbers the first gets the gradient, as PyTorch's `max` along an axis.
public func maxout<Scalar>(_ x: Variable<Scalar>, pieces: Int) -> Variable<Scalar> {
  x.recording(.maxout(pieces: pieces), maxout(x.value, pieces: pieces))
}

public func swish<Scalar>(_ x: Variable<Scalar>, beta: Double = 1) -> Variable<Scalar> {
  x.recording(.swish(beta: beta), swish(x.value, beta: beta))
}

/// With a trained β, which repeats along x.
public func swish<Scalar>(_ x: Variable<Scalar>, beta: Variable<Scalar>) -> Variable<Scalar> {
  if x.value.count(where: .notFinite) == 0 { return x * sigmoid(x * beta) }
  // ∞ times a factor of 0 is NaN. Where the sigmoid is 0 or 1 the value is 0 or x, and x counts as 0 in the formula.
  let gate = sigmoid(x.value * beta.value), zero = Variable<Scalar>(constant: Tensor(0))
  let inside = select(gate.equal(to: 0) + gate.equal(to: 1), zero, x)
  return select(gate.equal(to: 1), x, inside * sigmoid(inside * beta))
}

public func gelu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.gelu, gelu(x.value)) }

public func geluByTanh<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  // Below −100 the result is 0 in both precisions; −∞ would give NaN.
  let x = x.value.count(where: .below(-100)) == 0 ? x : x.clamp(min: -100)
  return x * (tanh((x + x * square(x) * Scalar(0.044715)) * Scalar((2 / Double.pi).squareRoot())) + 1) * 0.5
}
