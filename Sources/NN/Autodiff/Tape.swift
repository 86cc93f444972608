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
/// The tape is a list of steps in the order of computation. Its memory is that of every intermediate value until it is cleared or
/// let go.
public final class Tape<Scalar: TensorScalar> {
  struct Operand {
    let value: Tensor<Scalar>
    /// The step that computed it; negative for a constant.
    let step: Int
  }

  struct Step {
    let operation: Operation
    let left: Operand
    let right: Operand?
    let value: Tensor<Scalar>
  }

  private(set) var steps: [Step] = []
  /// The number of the first step: clearing goes on counting, so that variables from before are noticed.
  private(set) var firstStep = 0

  public init() {}

  /// A value that gradients are taken with respect to.
  public func variable(_ value: Tensor<Scalar>) -> Variable<Scalar> {
    append(Step(operation: .leaf, left: Operand(value: value, step: -1), right: nil, value: value))
  }

  /// A value that none are taken for; tensors mixed with variables become constants by themselves.
  public func constant(_ value: Tensor<Scalar>) -> Variable<Scalar> { Variable(constant: value) }

  /// Forgets all steps and gives their memory back to the pool, for the next turn of a training loop. The variables of before stop
  /// being usable.
  public func clear() {
    firstStep += steps.count
    steps.removeAll(keepingCapacity: true)
  }

  func append(_ step: Step) -> Variable<Scalar> {
    steps.append(step)
    return Variable(value: step.value, tape: self, step: firstStep + steps.count - 1)
  }

  func operand(_ variable: Variable<Scalar>) -> Operand {
    guard let tape = variable.tape else { return Operand(value: variable.value, step: -1) }
    if tape !== self { stop("Tape: a variable of another tape among the operands; compute one loss on one tape") }
    if variable.step < firstStep { stop("Tape: a variable from before clear(); make variables anew in each step") }
    return Operand(value: variable.value, step: variable.step)
  }
}
