/// The gradients of a loss with respect to the variables of its tape.
public struct Gradients<Scalar: TensorScalar> {
  enum Slot {
    /// The loss does not depend on the step.
    case none
    case gradient(Variable<Scalar>)
    /// Used and let go of.
    case dropped
  }

  private let slots: [Slot]
  private let firstStep: Int

  init(slots: [Slot], firstStep: Int) {
    self.slots = slots
    self.firstStep = firstStep
  }

  /// The gradient with respect to a variable, of its shape; zeros where the loss does not depend on it.
  ///
  /// - Errors: a computed value stops unless `gradients(of:keeping:)` was asked to keep its gradient
  public subscript(variable: Variable<Scalar>) -> Tensor<Scalar> {
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    get { self.variable(variable).value }
  }

  /// The gradient as a variable, to compute on with if it was recorded.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func variable(_ variable: Variable<Scalar>) -> Variable<Scalar> {
    if !variable.isRecorded { stop("gradients: \(variable.shape) is a constant and has none; make it with tape.variable(_:)") }
    let index = variable.step - firstStep
    if index < 0 { stop("gradients: a variable from before clear(); make variables anew in each step") }
    if index >= slots.count { return Variable(constant: .zeros(variable.shape)) }
    switch slots[index] {
    case .none: return Variable(constant: .zeros(variable.shape))
    case .gradient(let gradient): return gradient
    case .dropped:
      stop("gradients: the gradient of a computed value of shape \(variable.shape) was not kept; ask for gradients(of: loss, keeping: it)")
    }
  }
}

/// A loss and its gradients with respect to some tensors, without a tape in sight.
///
/// ```swift
/// let (loss, slopes) = valueAndGradients(at: [w, b]) { p in meanSquaredError(matmul(x, p[0]) + p[1], y) }
/// ```
public func valueAndGradients<Scalar>(
  at parameters: [Tensor<Scalar>], of loss: ([Variable<Scalar>]) -> Variable<Scalar>
) -> (value: Scalar, gradients: [Tensor<Scalar>]) {
  let tape = Tape<Scalar>()
  let variables = parameters.map { tape.variable($0) }
  let value = loss(variables)
  let gradients = tape.gradients(of: value)
  return (value.scalar, variables.map { gradients[$0] })
}
