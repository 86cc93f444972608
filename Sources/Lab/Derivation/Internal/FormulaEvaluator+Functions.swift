extension FormulaEvaluator {
  /// A formula's value for every state of the current term, or one for all.
  ///
  /// - Errors: `reason`, where it is a random sum: that has more states than can be enumerated
  mutating func table(
    _ node: FormulaNode, _ frame: inout Frame, in scope: Scope?, _ reason: String
  ) throws(EvaluationProblem) -> [TwinNumber] {
    // A sum of fixed numbers is a number.
    if !node.summedCounts.isEmpty, try !FormulaUsage(node).isRandom { return [try expectation(node)] }
    guard let table = try polynomial(node, &frame, in: scope).table else { throw .notEvaluable(reason) }
    return table
  }

  /// A function of a formula, state by state.
  mutating func map(
    _ node: FormulaNode, _ name: String, _ frame: inout Frame, in scope: Scope?,
    _ function: (TwinNumber) throws(EvaluationProblem) -> TwinNumber
  ) throws(EvaluationProblem) -> SumPolynomial {
    let reason = "\(name) of a random sum cannot be evaluated exactly; name the sum by a variable"
    var values: [TwinNumber] = []
    for entry in try table(node, &frame, in: scope, reason) { values.append(try function(entry)) }
    return SumPolynomial(table: values)
  }

  static func decimal(_ significand: Int, _ exponent: Int) -> TwinNumber {
    let scale = Residue(10).power(UInt64(exponent.magnitude))
    let exact = Residue(significand) * (exponent < 0 ? scale.inverse ?? .zero : scale)
    return TwinNumber(exact: exact, real: Double("\(significand)e\(exponent)") ?? .nan)
  }

  /// - Errors: the real point lies on the kink though the exact one does not
  static func rectified(_ number: TwinNumber) throws(EvaluationProblem) -> TwinNumber {
    if number.exact == .zero { return .zero }
    if number.real.magnitude < 1e-12 { throw .unluckyPoint }
    return number.real > 0 ? number : .zero
  }
}

private func realValue(of function: ElementaryFunction, at x: Double) throws(EvaluationProblem) -> Double {
  switch function {
  case .exp: return exp(x)
  case .tanh: return tanh(x)
  case .sigmoid: return 1 / (1 + exp(-x))
  case .log:
    guard x > 0 else { throw .unluckyPoint }
    return log(x)
  }
}

extension ElementaryFunction {
  /// In doubles the value; in the field a number of its own for every argument.
  ///
  /// What holds of all functions of this kind is kept, and no more, so that an equation that holds is true:
  /// tanh(−x) = −tanh(x), σ(−x) = 1 − σ(x), e⁻ˣ = 1/eˣ, and the values at 0 (of log, at 1).
  ///
  /// - Errors: the logarithm of what is not positive
  func value(at argument: TwinNumber, seed: Int) throws(EvaluationProblem) -> TwinNumber {
    TwinNumber(exact: symbol(argument.exact, seed), real: try realValue(of: self, at: argument.real))
  }

  private func symbol(_ x: Residue, _ seed: Int) -> Residue {
    if self == .log, x == .one { return .zero }
    if self != .log, x == .zero {
      return switch self {
      case .exp: .one
      case .sigmoid: Residue(2).inverse ?? .zero
      case .tanh, .log: .zero
      }
    }
    let isUpper = self != .log && x.value > Residue.modulus / 2
    let key = isUpper ? Residue.zero - x : x
    var stream = SeededStream(rawValue, seed, Int(key.value))
    let symbol = Residue(from: &stream)
    guard isUpper else { return symbol }
    return switch self {
    case .exp: symbol.inverse ?? .zero
    case .sigmoid: .one - symbol
    case .tanh, .log: .zero - symbol
    }
  }
}

extension ProbabilityPoint {
  /// π and e: unknowns in the field, the same in every line.
  func constant(_ constant: NamedConstant) -> TwinNumber {
    var stream = SeededStream(constant.rawValue, seed)
    return TwinNumber(exact: Residue(from: &stream), real: constant.real)
  }
}
