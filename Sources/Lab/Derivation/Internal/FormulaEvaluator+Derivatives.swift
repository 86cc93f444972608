import NN

extension FormulaEvaluator {
  mutating func derivative(
    of body: FormulaNode, by parameter: Int, _ frame: inout Frame, in scope: Scope?
  ) throws(EvaluationProblem) -> SumPolynomial {
    guard point.parameters.indices.contains(parameter) else { throw .notEvaluable("a parameter belongs to another derivation") }
    switch differentiation {
    case .rules: return try polynomial(body.derivative(by: parameter), &frame, in: scope)
    case .autodiff:
      guard scope == nil else { throw .notDifferentiable }
      let tape = Tape<Double>()
      let variable = tape.variable(Tensor(point.parameters[parameter].real))
      // A body without the parameter has a slope too: zero.
      let output = try recorded(body.differentiated, (parameter, variable), frame) + variable * 0
      let slope = tape.gradients(of: output)[variable].scalars[0]
      return SumPolynomial(constant: TwinNumber(exact: .zero, real: slope))
    case .centralDifferences:
      let whole = self, distance = 1e-5 * max(1, point.parameters[parameter].real.magnitude)
      let above = try moved(parameter, by: distance, Residue(1), body, &frame, in: scope)
      let below = try moved(parameter, by: -distance, Residue(-1), body, &frame, in: scope)
      self = whole
      let scale = TwinNumber(exact: .one, real: 1 / (2 * distance))
      return (above + below * SumPolynomial(constant: TwinNumber(-1))) * SumPolynomial(constant: scale)
    }
  }

  /// The body where the parameter has moved; its residue moves too, because sums are told apart by residues.
  private mutating func moved(
    _ parameter: Int, by distance: Double, _ step: Residue, _ body: FormulaNode, _ frame: inout Frame, in scope: Scope?
  ) throws(EvaluationProblem) -> SumPolynomial {
    let here = point.parameters[parameter]
    point.parameters[parameter] = TwinNumber(exact: here.exact + step, real: here.real + distance)
    known = [:]
    let value = try polynomial(body.differentiated, &frame, in: scope)
    point.parameters[parameter] = here
    known = [:]
    return value
  }

  /// The body in the engine's own operations, with the random variables at their values in this state.
  ///
  /// - Errors: a sum over copies, whose number of states the engine could not go through
  private func recorded(
    _ node: FormulaNode, _ parameter: (index: Int, variable: Variable<Double>), _ frame: Frame
  ) throws(EvaluationProblem) -> Variable<Double> {
    func record(_ node: FormulaNode) throws(EvaluationProblem) -> Variable<Double> { try recorded(node, parameter, frame) }
    func constant(_ value: Double) -> Variable<Double> { Variable(constant: Tensor(value)) }
    switch node {
    case .constant(let significand, let exponent): return constant(Self.decimal(significand, exponent).real)
    case .named(let name): return constant(name.real)
    case .parameter(let index): return index == parameter.index ? parameter.variable : constant(point.parameters[index].real)
    case .count(let index): return constant(point.termCount(index).real)
    case .variable(let index):
      let cluster = point.clusters[point.clusterOfVariable[index]]
      let state = frame.stateOfCluster[point.clusterOfVariable[index]] ?? 0
      return constant(cluster.distributions[0].values[cluster.position(of: index)][state].real)
    case .add(let left, let right): return try record(left) + record(right)
    case .multiply(let left, let right): return try record(left) * record(right)
    case .divide(let left, let right): return try record(left) / record(right)
    case .power(let base, let exponent):
      let factor = try record(base)
      return (0..<exponent).reduce(constant(1)) { product, _ in product * factor }
    case .relu(let argument): return relu(try record(argument))
    case .root(let argument): return sqrt(try record(argument))
    case .function(let function, let argument):
      let argument = try record(argument)
      switch function {
      case .exp: return exp(argument)
      case .log: return log(argument)
      case .tanh: return tanh(argument)
      case .sigmoid: return sigmoid(argument)
      }
    case .expectation(let body): return try mean(of: body, parameter)
    case .sum, .sequence, .step, .derivative, .invalid: throw .notDifferentiable
    }
  }

  private func mean(
    of body: FormulaNode, _ parameter: (index: Int, variable: Variable<Double>)
  ) throws(EvaluationProblem) -> Variable<Double> {
    let clusters = Set(try FormulaUsage(body).plain.map { point.clusterOfVariable[$0] }).sorted()
    let weights = clusters.map { point.clusters[$0].distributions[0].weights.map(\.real) }
    var total = Variable<Double>(constant: Tensor(0))
    for state in Axes(weights.map(\.count)).states {
      var frame = Frame(), weight = 1.0
      for (axis, index) in state.enumerated() {
        frame.stateOfCluster[clusters[axis]] = index
        weight *= weights[axis][index]
      }
      total = try total + recorded(body, parameter, frame) * weight
    }
    return total
  }
}
