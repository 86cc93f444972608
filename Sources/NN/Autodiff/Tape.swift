/// Records what is computed from its variables, so that gradients can be taken (reverse mode).
///
/// ```swift
/// let tape = Tape<Float>()
/// let w = tape.variable(weights), b = tape.variable(bias)
/// let loss = meanSquaredError(tanh(matmul(x, w) + b), y)     // x, y: tensors, taken as constants
/// let gradients = tape.gradients(of: loss)
/// weights.descend(along: gradients[w], rate: 0.1)
/// ```
///
/// The tape is a list of steps in the order of computation. It keeps the values that the rules of its steps need, until it is cleared
/// or let go; copies of a tape are the same tape.
public struct Tape<Scalar: TensorScalar> {
  let recorder: Recorder

  /// - Parameter trapsNonFinite: stop at the first operation whose result, or gradient, holds a NaN or an infinity; every result is
  ///   then looked through
  public init(trapsNonFinite: Bool = false) { recorder = Recorder(trapsNonFinite: trapsNonFinite) }

  /// A value that gradients are taken with respect to.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func variable(_ value: Tensor<Scalar>) -> Variable<Scalar> {
    Variable(value: value, recorder: recorder, step: recorder.appendLeaf(value.block, Scalar.type))
  }

  /// A value that none are taken for; tensors mixed with variables become constants by themselves.
  public func constant(_ value: Tensor<Scalar>) -> Variable<Scalar> { Variable(constant: value) }

  /// How many steps it holds.
  public var stepCount: Int { recorder.steps.count }

  /// Forgets all steps and gives their memory back to the pool, for the next turn of a training loop. The variables of before stop
  /// being usable.
  public func clear() { recorder.clear() }
}
