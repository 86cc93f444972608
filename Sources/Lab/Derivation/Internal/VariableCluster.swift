/// Variables with one joint distribution; an independent variable is a cluster of its own.
struct VariableCluster {
  /// One distribution of the cluster. Copies over a count whose terms are not identically distributed have several.
  struct Distribution {
    /// By position of the variable in the cluster, then by state.
    var values: [[TwinNumber]]
    var weights: [TwinNumber]
  }

  let variables: [Int]
  var distributions: [Distribution]

  var stateCount: Int { distributions[0].weights.count }

  func position(of variable: Int) -> Int { variables.firstIndex(of: variable) ?? 0 }
}

extension VariableCluster {
  /// - Parameter kindCount: of distributions, where terms are not identically distributed
  init(
    _ variables: [Int], _ derivation: Derivation, _ hypotheses: Hypotheses, atomCounts: [Int], kindCount: Int,
    parameters: [TwinNumber], style: PointDraw.Style, seed: Int
  ) {
    self.variables = variables
    distributions = (0..<kindCount).map { kind in
      var atoms: [[TwinNumber]] = [], margins: [[TwinNumber]] = []
      for variable in variables {
        var draw = PointDraw(derivation.id, style: style, seed: seed, for: .variable, variable, kind)
        let (values, weights) =
          derivation.variables[variable].probability.map { ([TwinNumber.zero, .one], [.one - parameters[$0], parameters[$0]]) }
          ?? Self.margin(variable, hypotheses, atomCounts[variable], isPositive: derivation.variables[variable].isPositive, &draw)
        atoms.append(values)
        margins.append(weights)
      }
      var draw = PointDraw(derivation.id, style: style, seed: seed, for: .joint, variables[0], kind)
      let weights = variables.count == 1 ? margins[0] : draw.joint(margins: margins)
      let states = Axes(margins.map(\.count)).states
      return Distribution(values: atoms.enumerated().map { axis, atoms in states.map { atoms[$0[axis]] } }, weights: weights)
    }
  }

  /// One variable's atoms and weights: ±atoms in pairs where it is symmetric, shifted by −Σ q x where its mean is zero.
  private static func margin(
    _ variable: Int, _ hypotheses: Hypotheses, _ count: Int, isPositive: Bool, _ draw: inout PointDraw
  ) -> (values: [TwinNumber], weights: [TwinNumber]) {
    if hypotheses.symmetric.contains(variable) {
      let half = max(2, (count + 1) / 2)
      let sizes = draw.atoms(half, positive: true)
      let weights = draw.weights(half).map { weight in
        TwinNumber(exact: weight.exact * Residue((Int(Residue.modulus) + 1) / 2), real: weight.real / 2)
      }
      return (sizes.reversed().map { .zero - $0 } + sizes, weights.reversed() + weights)
    }
    var values = draw.atoms(count, positive: isPositive, squares: isPositive)
    let weights = draw.weights(count)
    if hypotheses.zeroMean.contains(variable) {
      let mean = zip(values, weights).reduce(TwinNumber.zero) { $0 + $1.0 * $1.1 }
      values = values.map { $0 - mean }
    }
    return (values, weights)
  }

  /// Scales a variable so that its variance is the given number, in every distribution.
  ///
  /// - Errors: no such scale exists in the field or in the reals: half of all points
  mutating func scale(_ variable: Int, toVariance target: TwinNumber) throws(EvaluationProblem) {
    let position = position(of: variable)
    for index in distributions.indices {
      let weights = distributions[index].weights, values = distributions[index].values[position]
      var mean = TwinNumber.zero, square = TwinNumber.zero
      for (weight, value) in zip(weights, values) {
        mean += weight * value
        square += weight * value * value
      }
      guard let factor = try target.divided(by: square - mean * mean).squareRoot else { throw .unluckyPoint }
      distributions[index].values[position] = values.map { $0 * factor }
    }
  }
}
