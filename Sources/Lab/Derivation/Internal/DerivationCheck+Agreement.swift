extension DerivationCheck {
  /// Whether two lines are equal, and how that is known.
  enum Agreement {
    /// Equal in the field at as many points as the error bound asks for.
    case exact
    /// Equal in doubles at every point tried, and never in the field: functions, whose equations the field does not know.
    case numerical
    case none
  }

  func agreement(at step: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> Agreement {
    let pair = [nodes[step - 1], nodes[step]]
    guard pair.contains(where: { $0.hasRoot || $0.hasFunction }) else {
      // A rectifier cuts the space into cells, of which many are tried.
      for point in 1...(pair.contains(where: \.hasRectifier) ? 16 : 2) {
        let (_, values) = try values(of: pair, hypotheses, .generic, firstSeed: point * Self.seedsOfPoint)
        if values[0].exact != values[1].exact { return .none }
      }
      return .exact
    }
    var hits = 0
    for point in 1...Self.pointsWithRoots {
      let (_, values) = try values(of: pair, hypotheses, .generic, firstSeed: point * Self.seedsOfPoint)
      let isHit = values[0].exact == values[1].exact
      // Where the field agrees, only a sign can be wrong.
      guard Self.agree(values[0].real, values[1].real, to: isHit ? 1e-3 : 1e-7) else { return .none }
      if isHit { hits += 1 }
      // The field's root of a² is a or −a, so a true step may fail there by a sign; doubles, which have signs, never disagree.
      if hits >= 2, point >= 16 { return .exact }
    }
    return hits >= 2 ? .exact : .numerical
  }

  static let pointsWithRoots = 48
  static let seedsOfPoint = 10_000

  private static func agree(_ left: Double, _ right: Double, to tolerance: Double) -> Bool {
    left.isFinite && right.isFinite && (left - right).magnitude <= 1e-9 + tolerance * max(left.magnitude, right.magnitude)
  }

  /// The degree of the difference over p, for one point.
  ///
  /// Roots, those of the lines and those that fix a variance, enlarge it: a difference with k roots divides a polynomial of 2ᵏ times
  /// the degree (the product over all their signs), and points where all radicands have roots are one in 2ᵏ. Beside roots and
  /// functions two points of many suffice.
  func errorBound(at step: Int, _ hypotheses: Hypotheses) -> Double {
    let left = FormulaDegree(nodes[step - 1], hypotheses, atomCounts: atomCounts)
    let right = FormulaDegree(nodes[step], hypotheses, atomCounts: atomCounts)
    let kinds = hypotheses.unlikeTerms.isEmpty ? 1 : max(2, kindCounts.max() ?? 1)
    var roots = hypotheses.variances.count * kinds
    for case .root(let radicand) in Set([nodes[step - 1], nodes[step]].flatMap(\.differentiated.descendants)) {
      roots += stateCount(of: radicand)
    }
    var factor = 1.0
    for _ in 0..<min(roots, 100) { factor *= 4 }
    let hasSymbols = [nodes[step - 1], nodes[step]].contains { $0.hasRoot || $0.hasFunction }
    if hasSymbols { factor *= Double(Self.pointsWithRoots) }
    return factor * FormulaDegree.difference(left, right) / Double(Residue.modulus)
  }

  /// How many values a radicand has in one expectation.
  private func stateCount(of node: FormulaNode) -> Int {
    guard let usage = try? FormulaUsage(node) else { return 1 }
    let variables = usage.copied.values.reduce(usage.plain) { $0.union($1) }
    let states = variables.reduce(1) { min(1000, $0 * (atomCounts.indices.contains($1) ? 2 * atomCounts[$1] : 1)) }
    return states * (kindCounts.max() ?? 1)
  }
}
