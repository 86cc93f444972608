/// The value of formulas at a point: expectations by enumeration of the plain variables, sums of copies by their moments.
struct FormulaEvaluator {
  /// How gradients are taken.
  enum Differentiation {
    /// Exactly; the other two have meaning in the doubles only.
    case rules
    case autodiff, centralDifferences
  }

  var point: ProbabilityPoint
  let differentiation: Differentiation
  var known: [FormulaNode: TwinNumber] = [:]

  init(_ point: ProbabilityPoint, differentiation: Differentiation = .rules) {
    self.point = point
    self.differentiation = differentiation
  }

  /// - Errors: the formula is still random, is malformed, or has no value at this point
  mutating func value(of node: FormulaNode) throws(EvaluationProblem) -> TwinNumber {
    guard try !FormulaUsage(node).isRandom else {
      throw .notEvaluable("the line is still random: put it into E, Var or Cov")
    }
    return try expectation(node)
  }

  /// What is fixed while a body is evaluated, and the sums that it has met.
  struct Frame {
    var stateOfCluster: [Int: Int] = [:]
    var hiddenState: [ProbabilityPoint.LatentKey: Int] = [:]
    var spaces: [Int: TermSpace] = [:]
    var sums: [(count: Int, table: [TwinNumber])] = []
  }

  /// Where a sum's term is evaluated.
  struct Scope {
    var count: Int
    var shared: [Int]
  }

  /// The states of one term: its kind and the states of the clusters of which it has copies.
  struct TermSpace {
    var clusters: [Int]
    var axes: Axes
  }

  mutating func expectation(_ body: FormulaNode) throws(EvaluationProblem) -> TwinNumber {
    if let value = known[body] { return value }
    let usage = try FormulaUsage(body)
    let variables = usage.copied.values.reduce(usage.plain) { $0.union($1) }
    guard variables.allSatisfy(point.clusterOfVariable.indices.contains),
      usage.copied.keys.allSatisfy(point.terms.indices.contains)
    else { throw .notEvaluable("a variable or a count belongs to another derivation") }

    var frame = Frame()
    var keys: [ProbabilityPoint.LatentKey] = []
    for count in usage.copied.keys.sorted() {
      let clusters = Set((usage.copied[count] ?? []).map { point.clusterOfVariable[$0] }).sorted()
      let axes = Axes([point.terms[count].count] + clusters.map { point.clusters[$0].stateCount })
      frame.spaces[count] = TermSpace(clusters: clusters, axes: axes)
      keys += clusters.map { .init(count: count, cluster: $0) }.filter { point.latents[$0] != nil }
    }
    let plain = Set(usage.plain.map { point.clusterOfVariable[$0] }).sorted()
    let weights = plain.map { point.clusters[$0].distributions[0].weights } + keys.map { point.latents[$0]?.weights ?? [] }
    guard weights.reduce(1.0, { $0 * Double($1.count) }) < 500_000 else {
      throw .notEvaluable("too many random variables in one expectation")
    }

    var result = TwinNumber.zero
    for state in Axes(weights.map(\.count)).states {
      var weight = TwinNumber.one
      for (axis, index) in state.enumerated() {
        weight = weight * weights[axis][index]
        if axis < plain.count { frame.stateOfCluster[plain[axis]] = index } else { frame.hiddenState[keys[axis - plain.count]] = index }
      }
      frame.sums = []
      let value = try polynomial(body, &frame, in: nil)
      for monomial in value.monomials {
        result += weight * monomial.coefficients[0] * moment(of: monomial.powers, frame)
      }
    }
    known[body] = result
    return result
  }

  /// E of a product of powers of sums; sums over different counts are independent.
  private func moment(of powers: [Int], _ frame: Frame) -> TwinNumber {
    var result = TwinNumber.one
    for (count, space) in frame.spaces.sorted(by: { $0.key < $1.key }) {
      let places = powers.indices.filter { powers[$0] > 0 && frame.sums[$0].count == count }
      guard !places.isEmpty else { continue }
      let kinds = point.terms[count].enumerated().map { kind, termCount in
        let states = space.axes.states.indices.filter { space.axes.states[$0][0] == kind }
        return SumMoments.Kind(
          termCount: termCount, weights: states.map { weight(of: space.axes.states[$0], count, space, frame) },
          tables: places.map { place in states.map { frame.sums[place].table[$0] } })
      }
      result = result * SumMoments(exponents: places.map { powers[$0] }).moment(of: kinds)
    }
    return result
  }

  private func weight(of state: [Int], _ count: Int, _ space: TermSpace, _ frame: Frame) -> TwinNumber {
    var weight = TwinNumber.one
    for (cluster, index) in zip(space.clusters, state.dropFirst()) {
      let key = ProbabilityPoint.LatentKey(count: count, cluster: cluster)
      if let hidden = frame.hiddenState[key], let latent = point.latents[key] {
        weight = weight * latent.conditional[point.distribution(of: state[0], over: count)][hidden][index]
      } else {
        let distribution = point.distribution(of: state[0], over: count)
        weight = weight * point.clusters[cluster].distributions[distribution].weights[index]
      }
    }
    return weight
  }

  mutating func polynomial(
    _ node: FormulaNode, _ frame: inout Frame, in scope: Scope?
  ) throws(EvaluationProblem) -> SumPolynomial {
    switch node {
    case .constant(let significand, let exponent): return SumPolynomial(constant: Self.decimal(significand, exponent))
    case .variable(let index): return variable(index, frame, in: scope)
    case .parameter(let index):
      guard point.parameters.indices.contains(index) else { throw .notEvaluable("a parameter belongs to another derivation") }
      return SumPolynomial(constant: point.parameters[index])
    case .sequence(let index):
      guard let scope, let space = frame.spaces[scope.count], point.sequences.indices.contains(index) else {
        throw .notEvaluable("a sequence belongs to another derivation")
      }
      return SumPolynomial(table: space.axes.states.map { point.sequences[index][$0[0]] })
    case .named(let constant): return SumPolynomial(constant: point.constant(constant))
    case .count(let index):
      guard point.terms.indices.contains(index) else { throw .notEvaluable("a count belongs to another derivation") }
      return SumPolynomial(constant: point.termCount(index))
    case .sum(let count, let shared, let body): return try sum(count, shared, body, &frame)
    case .add(let left, let right): return try polynomial(left, &frame, in: scope) + polynomial(right, &frame, in: scope)
    case .multiply(let left, let right): return try polynomial(left, &frame, in: scope) * polynomial(right, &frame, in: scope)
    case .power(let base, let exponent): return try polynomial(base, &frame, in: scope).power(exponent)
    case .divide(let left, let right):
      let divisor = try table(right, &frame, in: scope, "division by a random sum cannot be evaluated exactly")
      var inverse: [TwinNumber] = []
      for entry in divisor { inverse.append(try TwinNumber.one.divided(by: entry)) }
      return try polynomial(left, &frame, in: scope) * SumPolynomial(table: inverse)
    case .relu(let argument):
      return try map(argument, "relu", &frame, in: scope) { entry throws(EvaluationProblem) in try Self.rectified(entry) }
    case .step(let argument):
      return try map(argument, "the slope of relu", &frame, in: scope) { entry throws(EvaluationProblem) in
        try Self.rectified(entry) == .zero ? .zero : .one
      }
    case .root(let argument):
      let isExact = differentiation == .rules
      return try map(argument, "the root", &frame, in: scope) { entry throws(EvaluationProblem) in
        guard let root = isExact ? entry.squareRoot : entry.someSquareRoot else { throw .unluckyPoint }
        return root
      }
    case .function(let function, let argument):
      let seed = point.seed
      return try map(argument, function.rawValue, &frame, in: scope) { entry throws(EvaluationProblem) in
        try function.value(at: entry, seed: seed)
      }
    case .derivative(let body, let parameter): return try derivative(of: body, by: parameter, &frame, in: scope)
    case .expectation(let body): return SumPolynomial(constant: try expectation(body))
    case .invalid(let reason): throw .notEvaluable(reason)
    }
  }

  private func variable(_ index: Int, _ frame: Frame, in scope: Scope?) -> SumPolynomial {
    let cluster = point.clusterOfVariable[index]
    let position = point.clusters[cluster].position(of: index)
    guard let scope, !scope.shared.contains(index), let space = frame.spaces[scope.count],
      let axis = space.clusters.firstIndex(of: cluster)
    else {
      let values = point.clusters[cluster].distributions[0].values[position]
      return SumPolynomial(constant: values[frame.stateOfCluster[cluster] ?? 0])
    }
    return SumPolynomial(
      table: space.axes.states.map {
        point.clusters[cluster].distributions[point.distribution(of: $0[0], over: scope.count)].values[position][$0[axis + 1]]
      })
  }

  private mutating func sum(
    _ count: Int, _ shared: [Int], _ body: FormulaNode, _ frame: inout Frame
  ) throws(EvaluationProblem) -> SumPolynomial {
    guard point.terms.indices.contains(count) else { throw .notEvaluable("a count belongs to another derivation") }
    let copied = try FormulaUsage(.sum(count: count, shared: shared, body: body)).copied[count] ?? []
    guard Set(copied.map { point.clusterOfVariable[$0] }).isDisjoint(with: shared.map { point.clusterOfVariable[$0] }) else {
      throw .notEvaluable("a variable that all terms share and one of which each has a copy cannot depend on each other")
    }
    let term = try polynomial(body, &frame, in: Scope(count: count, shared: shared))
    return term.summed(termCount: point.termCount(count)) { table in
      if table.allSatisfy({ $0.exact == table[0].exact }) { return nil }
      if let place = frame.sums.firstIndex(where: { $0.count == count && $0.table.map(\.exact) == table.map(\.exact) }) {
        return place
      }
      frame.sums.append((count, table))
      return frame.sums.count - 1
    }
  }
}
