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
  // ∞ times a sigmoid of 0 is NaN, and so would its gradient be: there x counts as 0, which gives the limits of both.
  let vanishes = sigmoid(x.value * beta.value).equal(to: 0)
  let x = vanishes.count(where: .above(0)) == 0 ? x : select(vanishes, Variable(constant: Tensor(0)), x)
  return x * sigmoid(x * beta)
}

public func gelu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.gelu, gelu(x.value)) }

public func geluByTanh<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  // Below −100 the result is 0 in both precisions; −∞ would give NaN.
  let x = x.value.count(where: .below(-100)) == 0 ? x : x.clamp(min: -100)
  return x * (tanh((x + x * square(x) * Scalar(0.044715)) * Scalar((2 / Double.pi).squareRoot())) + 1) * 0.5
}
