/// A tensor that a tape may be recording, with the same operations as a tensor.
public struct Variable<Scalar: TensorScalar> {
  public let value: Tensor<Scalar>
  /// Means something only where `step` is not negative: a constant is not recorded.
  let recorder: Recorder
  let step: Int

  init(value: Tensor<Scalar>, recorder: Recorder, step: Int) {
    self.value = value
    self.recorder = recorder
    self.step = step
  }

  /// A value that is not recorded, for functions that take variables.
  public init(constant value: Tensor<Scalar>) { self.init(value: value, recorder: .none, step: -1) }

  public var shape: Shape { value.shape }
  public var scalar: Scalar { value.scalar }

  /// Whether gradients reach it.
  public var isRecorded: Bool { step >= 0 }

  /// The same value, which gradients do not pass.
  public var detached: Variable { Variable(constant: value) }

  @inline(__always)
  func recording(_ operation: Operation, _ value: Tensor<Scalar>) -> Variable {
    if step < 0 { return Variable(constant: value) }
    let step = recorder.append(operation, Operand(self), value.block, Scalar.type)
    return Variable(value: value, recorder: recorder, step: step)
  }

  @inline(__always)
  func recording(_ operation: Operation, with other: Variable, _ value: Tensor<Scalar>) -> Variable {
    if step < 0 && other.step < 0 { return Variable(constant: value) }
    let recorder = step >= 0 ? recorder : other.recorder
    let step = recorder.append(operation, Operand(self), Operand(other), value.block, Scalar.type)
    return Variable(value: value, recorder: recorder, step: step)
  }
}
