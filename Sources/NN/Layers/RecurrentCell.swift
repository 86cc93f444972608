/// hₜ = tanh(Wₓ·xₜ + Wₕ·hₜ₋₁ + b)
///
/// - Shapes: x [batch, inputs], h [batch, units]; Wₓ [units, inputs], Wₕ [units, units], b [units]
/// - Source: Elman 1990; PyTorch's `RNNCell`, whose two biases are one here
public struct RecurrentCell<Scalar: TensorScalar>: Model {
  public var input: Dense<Scalar>
  public var recurrent: Parameter<Scalar>

  /// - Parameter recurrentWeights: orthogonal weights keep the length of what is carried on
  public init(
    _ inputs: Int, _ units: Int, weights: Initializer = .pyTorchDefault, recurrentWeights: Initializer = .orthogonal(),
    using rng: inout RandomStream
  ) {
    input = Dense(inputs, units, weights: weights, using: &rng)
    recurrent = Parameter(Tensor([units, units], drawnFrom: recurrentWeights, layout: .outputFirst, using: &rng), .weight)
  }

  public init(input: Dense<Scalar>, recurrent: Tensor<Scalar>) {
    let units = input.weight.shape[0]
    if recurrent.shape != [units, units] {
      stop("RecurrentCell: recurrent weights of \(recurrent.shape) for \(units) units; they are [\(units), \(units)]")
    }
    self.input = input
    self.recurrent = Parameter(recurrent, .weight)
  }

  /// One step.
  public mutating func callAsFunction(
    _ x: Variable<Scalar>, after state: Variable<Scalar>, in pass: inout Pass
  ) -> Variable<Scalar> {
    let units = recurrent.shape[0]
    if state.shape != [x.shape[0], units] {
      stop(
        "RecurrentCell: a state of \(state.shape) for an input of \(x.shape) and \(units) units; "
          + "it is [\(x.shape[0]), \(units)]")
    }
    return tanh(input(x, in: &pass) + product(state, recurrent.variable, rightTransposed: true))
  }

  /// The states after each input of a sequence, from zeros.
  public mutating func states(_ sequence: [Variable<Scalar>], in pass: inout Pass) -> [Variable<Scalar>] {
    guard let first = sequence.first else { return [] }
    var state = Variable<Scalar>(constant: .zeros([first.shape[0], recurrent.shape[0]])), states: [Variable<Scalar>] = []
    for x in sequence {
      state = self(x, after: state, in: &pass)
      states.append(state)
    }
    return states
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    input.visitParameters(at: path / "input", visit)
    visit(path / "recurrent", &recurrent)
  }
}
