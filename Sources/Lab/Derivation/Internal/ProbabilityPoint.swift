/// A finite probability space for every variable, a number for every count and parameter: where lines are evaluated.
struct ProbabilityPoint {
  /// A hidden state that all copies of a cluster over one count share, so that they depend on each other with unchanged margins.
  struct Latent {
    var weights: [TwinNumber]
    /// By kind of distribution, then hidden state, then the cluster's state.
    var conditional: [[[TwinNumber]]]
  }

  struct LatentKey: Hashable {
    var count: Int
    var cluster: Int
  }

  private(set) var clusters: [VariableCluster] = []
  private(set) var unlikeTerms: Set<Int>
  let seed: Int
  private(set) var clusterOfVariable: [Int]
  /// How many terms there are of each kind: of one distribution, and with the same number of every sequence.
  private(set) var terms: [[TwinNumber]] = []
  var parameters: [TwinNumber] = []
  /// Each sequence's numbers, by kind of term.
  private(set) var sequences: [[TwinNumber]] = []
  private(set) var latents: [LatentKey: Latent] = [:]

  /// - Parameter kindCounts: of each count, how many different numbers a sequence over it has; 1 where there is none
  /// - Errors: an assumption that cannot be met at this point, or at any
  init(
    _ derivation: Derivation, _ hypotheses: Hypotheses, atomCounts: [Int], kindCounts: [Int] = [], style: PointDraw.Style, seed: Int
  ) throws(EvaluationProblem) {
    self.seed = seed
    clusterOfVariable = Array(repeating: 0, count: derivation.variables.count)
    unlikeTerms = hypotheses.unlikeTerms
    for (parameter, declared) in derivation.parameters.enumerated() {
      var draw = PointDraw(derivation.id, style: style, seed: seed, for: .parameter, parameter)
      parameters.append(draw.parameter(declared.range))
    }
    let kinds = derivation.counts.indices.map { count in
      max(kindCounts.indices.contains(count) ? kindCounts[count] : 1, unlikeTerms.contains(count) ? 2 : 1)
    }
    for sequence in derivation.sequences.indices {
      var draw = PointDraw(derivation.id, style: style, seed: seed, for: .sequence, sequence)
      sequences.append(draw.atoms(kinds.max() ?? 1))
    }
    for variables in try Self.partition(derivation.variables.count, hypotheses) {
      for variable in variables { clusterOfVariable[variable] = clusters.count }
      clusters.append(
        VariableCluster(
          variables, derivation, hypotheses, atomCounts: atomCounts,
          kindCount: unlikeTerms.map { kinds.indices.contains($0) ? kinds[$0] : 1 }.max() ?? 1, parameters: parameters,
          style: style, seed: seed))
    }
    for count in derivation.counts.indices {
      terms.append(
        (0..<kinds[count]).map { kind in
          var draw = PointDraw(derivation.id, style: style, seed: seed, for: .count, count, kind)
          return draw.count(isOneOfMany: kinds[count] > 2)
        })
    }
    for (variable, value) in hypotheses.variances {
      var evaluator = FormulaEvaluator(self)
      let target = try evaluator.value(of: value)
      guard clusterOfVariable.indices.contains(variable) else { continue }
      try clusters[clusterOfVariable[variable]].scale(variable, toVariance: target)
    }
    for count in hypotheses.dependentTerms {
      for cluster in clusters.indices {
        latents[LatentKey(count: count, cluster: cluster)] = latent(
          PointDraw(derivation.id, style: style, seed: seed, for: .latent, count, cluster), clusters[cluster])
      }
    }
  }

  /// Which of a cluster's distributions the terms of a kind have.
  func distribution(of kind: Int, over count: Int) -> Int { unlikeTerms.contains(count) ? kind : 0 }

  func termCount(_ count: Int) -> TwinNumber { terms[count].reduce(.zero, +) }

  private func latent(_ draw: PointDraw, _ cluster: VariableCluster) -> Latent {
    var draw = draw
    let weights = draw.weights(3)
    let conditional = cluster.distributions.map { distribution in
      let joint = draw.joint(margins: [weights, distribution.weights])
      return weights.indices.map { hidden in
        // A weight is zero in the field with probability 1/p; the quotient is then zero and the joint table no distribution.
        let inverse = TwinNumber(exact: weights[hidden].exact.inverse ?? .zero, real: 1 / weights[hidden].real)
        return (0..<cluster.stateCount).map { joint[hidden * cluster.stateCount + $0] * inverse }
      }
    }
    return Latent(weights: weights, conditional: conditional)
  }

  /// The variables in connected groups of those that may depend on each other, each group sorted.
  private static func partition(_ count: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> [[Int]] {
    var label = Array(0..<count)
    for group in hypotheses.dependentVariables {
      guard let first = group.first, group.allSatisfy(label.indices.contains) else { continue }
      for variable in group {
        let old = label[variable], new = label[first]
        for index in label.indices where label[index] == old { label[index] = new }
      }
    }
    for group in hypotheses.independentVariables where group.allSatisfy(label.indices.contains) {
      guard Set(group.map { label[$0] }).count == Set(group).count else {
        throw .notEvaluable("some of these variables are independent and others not; say it of all of them in one assumption")
      }
    }
    return Set(label).sorted().map { name in label.indices.filter { label[$0] == name } }
  }
}
