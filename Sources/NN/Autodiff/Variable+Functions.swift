// The functions of tensors, recorded.

public func matmul<Scalar>(_ a: Variable<Scalar>, _ b: Variable<Scalar>) -> Variable<Scalar> {
  if a.shape.rank == 3 && b.shape.rank == 2 {
    return product(a.reshaped(to: a.shape.joiningRows), b).reshaped(to: a.shape.withColumns(of: b.shape))
  }
  return product(a, b)
}
public func matmul<Scalar>(_ a: Tensor<Scalar>, _ b: Variable<Scalar>) -> Variable<Scalar> { matmul(Variable(constant: a), b) }
public func matmul<Scalar>(_ a: Variable<Scalar>, _ b: Tensor<Scalar>) -> Variable<Scalar> { matmul(a, Variable(constant: b)) }

func product<Scalar>(
  _ a: Variable<Scalar>, _ b: Variable<Scalar>, leftTransposed: Bool = false, rightTransposed: Bool = false
) -> Variable<Scalar> {
  a.recording(
    .matmul(leftTransposed: leftTransposed, rightTransposed: rightTransposed), with: b,
    product(a.value, b.value, leftTransposed: leftTransposed, rightTransposed: rightTransposed))
}

public func tanh<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.tanh, tanh(x.value)) }
public func sigmoid<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.sigmoid, sigmoid(x.value)) }

/// max(x, 0); its derivative at 0 is 0, as PyTorch's.
public func relu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.relu, relu(x.value)) }

/// Its derivative at 0 is the slope, as PyTorch's.
public func leakyRelu<Scalar>(_ x: Variable<Scalar>, slope: Double = 0.01) -> Variable<Scalar> {
  x.recording(.leakyRelu(slope: slope), leakyRelu(x.value, slope: slope))
}

public func exp<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.exp, exp(x.value)) }
public func log<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.log, log(x.value)) }
public func sqrt<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.squareRoot, sqrt(x.value)) }
public func square<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.square, square(x.value)) }

/// Its derivative at 0 is 0.
public func abs<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.absolute, abs(x.value)) }

public func reciprocalSquareRoot<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> {
  x.recording(.reciprocalSquareRoot, reciprocalSquareRoot(x.value))
}

public func pow<Scalar>(_ x: Variable<Scalar>, _ exponent: Double) -> Variable<Scalar> {
  x.recording(.power(exponent), pow(x.value, exponent))
}

public func sin<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.sine, sin(x.value)) }
public func cos<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.cosine, cos(x.value)) }
public func log1p<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.logOnePlus, log1p(x.value)) }
public func expm1<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.recording(.expMinusOne, expm1(x.value)) }

public func softmax<Scalar>(_ x: Variable<Scalar>, axis: Int = -1) -> Variable<Scalar> {
  if axis == -1 { return x.recording(.softmax, softmax(x.value)) }
  return x.withLast(x.shape.resolve(axis: axis, of: "softmax")) { softmax($0) }
}

public func logSoftmax<Scalar>(_ x: Variable<Scalar>, axis: Int = -1) -> Variable<Scalar> {
  if axis == -1 { return x.recording(.logSoftmax, logSoftmax(x.value)) }
  return x.withLast(x.shape.resolve(axis: axis, of: "logSoftmax")) { logSoftmax($0) }
}

extension Variable {
  public func transposed() -> Variable { recording(.transpose, value.transposed()) }
  public func reshaped(to shape: Shape) -> Variable { recording(.reshape, value.reshaped(to: shape)) }
  public func broadcast(to shape: Shape) -> Variable { recording(.broadcastToShape, value.broadcast(to: shape)) }

  func summed(to shape: Shape) -> Variable {
    self.shape == shape ? self : recording(.sumToShape, value.summed(to: shape))
  }

  /// The sum of all numbers, of shape [].
  public func sum() -> Variable { summed(to: []) }

  public func sum(axis: Int, keepingAxis: Bool = false) -> Variable {
    let axis = shape.resolve(axis: axis, of: "sum")
    let kept = summed(to: shape.reducing(axis, keepingAxis: true))
    return keepingAxis ? kept : kept.reshaped(to: shape.reducing(axis, keepingAxis: false))
  }

  /// The mean of all numbers, of shape [].
  public func mean() -> Variable { sum() / Scalar(value.count) }

  public func mean(axis: Int, keepingAxis: Bool = false) -> Variable {
    sum(axis: axis, keepingAxis: keepingAxis) / Scalar(shape[shape.resolve(axis: axis, of: "mean")])
  }
}
