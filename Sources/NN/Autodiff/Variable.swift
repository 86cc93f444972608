/// A tensor that a tape may be recording, with the same operations as a tensor.
public struct Variable<Scalar: TensorScalar> {
  public let value: Tensor<Scalar>
  /// Nil for a constant, which is not recorded.
  let tape: Tape<Scalar>?
  let step: Int

  init(value: Tensor<Scalar>, tape: Tape<Scalar>?, step: Int) {
    self.value = value
    self.tape = tape
    self.step = step
  }

  init(constant value: Tensor<Scalar>) { self.init(value: value, tape: nil, step: -1) }

  public var shape: Shape { value.shape }
  public var scalar: Scalar { value.scalar }

  /// Whether gradients reach it.
  var isRecorded: Bool { tape != nil }

  /// The same value, which gradients do not pass.
  public var detached: Variable { Variable(constant: value) }

  func recording(_ operation: Operation, _ value: Tensor<Scalar>) -> Variable {
    guard let tape else { return Variable(constant: value) }
    return tape.append(Tape.Step(operation: operation, left: tape.operand(self), right: nil, value: value))
  }

  func recording(_ operation: Operation, with other: Variable, _ value: Tensor<Scalar>) -> Variable {
    guard let tape = tape ?? other.tape else { return Variable(constant: value) }
    return tape.append(Tape.Step(operation: operation, left: tape.operand(self), right: tape.operand(other), value: value))
  }
}
