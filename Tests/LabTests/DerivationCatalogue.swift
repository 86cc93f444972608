@testable import Lab

/// True derivations of the course's topics; a mutant of any of their lines has to be found.
enum DerivationCatalogue: String, CaseIterable {
  case product, sum, rectifier, sampleVariance, biasVariance, average, batchStatistics, gradientNorm, dropout, ridge, fans, momentum
  case standardError, slopeOfLine, slopeOfUnit, slopeOfLogistic

  func derivation(_ name: String = "") -> Derivation {
    let d = Derivation(rawValue + name)
    switch self {
    case .product: product(d)
    case .sum: sum(d)
    case .rectifier: rectifier(d)
    case .sampleVariance: sampleVariance(d)
    case .biasVariance: biasVariance(d)
    case .average: average(d)
    case .batchStatistics: batchStatistics(d)
    case .gradientNorm: gradientNorm(d)
    case .dropout: dropout(d)
    case .ridge: ridge(d)
    case .fans: fans(d)
    case .momentum: momentum(d)
    case .standardError: standardError(d)
    case .slopeOfLine: slopeOfLine(d)
    case .slopeOfUnit: slopeOfUnit(d)
    case .slopeOfLogistic: slopeOfLogistic(d)
    }
    return d
  }

  private func product(_ d: Derivation) {
    let w = d.variable("w"), x = d.variable("x")
    d.line("Var(wx)") { Var(w * x) }
    d.line("") { E(w * w) * E(x * x) - E(w).squared * E(x).squared }
    d.line("") { Var(w) * Var(x) + Var(w) * E(x).squared + E(w).squared * Var(x) }
    d.line("", needs: .zeroMean(w), .zeroMean(x)) { Var(w) * Var(x) }
  }

  private func sum(_ d: Derivation) {
    let w = d.variable("w"), x = d.variable("x"), D = d.count("D")
    let y = d.sum(D) { w * x }
    d.line("Var(y)") { Var(y) }
    d.line("", needs: .independent(y), .identicallyDistributed(y)) { D * Var(w * x) }
    d.line("", needs: .zeroMean(w)) { D * Var(w) * E(x.squared) }
    d.line("", needs: .zeroMean(x)) { D * Var(w) * Var(x) }
  }

  private func rectifier(_ d: Derivation) {
    let y = d.variable("y")
    d.line("E[relu(y)²]") { E(relu(y).squared) }
    d.line("", needs: .symmetric(y)) { E(y.squared) / 2 }
  }

  private func sampleVariance(_ d: Derivation) {
    let x = d.variable("x"), n = d.count("n")
    let mean = d.sum(n) { x } / n
    d.line("E[Σ(x − x̄)²]") { E(d.sum(n) { (x - mean).squared }) }
    d.line("") { n * E(x.squared) - n * E(mean.squared) }
    d.line("") { (n - 1) * Var(x) }
  }

  private func biasVariance(_ d: Derivation) {
    let truth = d.parameter("m"), fit = d.variable("f"), noise = d.variable("ε")
    let y = truth + noise
    d.line("E[(f − y)²]") { E((fit - y).squared) }
    d.line("", needs: .independent(fit, noise)) { E((fit - truth).squared) + E(noise.squared) - 2 * E(noise) * E(fit - truth) }
    d.line("", needs: .zeroMean(noise)) { E((fit - truth).squared) + Var(noise) }
    d.line("") { Var(noise) + (E(fit) - truth).squared + Var(fit) }
  }

  private func average(_ d: Derivation) {
    let fit = d.variable("f"), n = d.count("n")
    let fits = d.sum(n) { fit }
    d.dependent(fits)
    let covariance = d.covariance(betweenTermsOf: fits), correlation = covariance / Var(fit)
    d.line("Var(f̄)") { Var(fits / n) }
    d.line("") { (Var(fit) + (n - 1) * covariance) / n }
    d.line("") { correlation * Var(fit) + (1 - correlation) * Var(fit) / n }
    d.line("", needs: .independent(fits)) { Var(fit) / n }
  }

  private func batchStatistics(_ d: Derivation) {
    let x = d.variable("x"), n = d.count("n")
    let mean = d.sum(n) { x } / n
    d.line("Var(x̄)") { Var(mean) }
    d.line("") { Var(x) / n }
    d.line("") { Var(x) - E(d.sum(n) { (x - mean).squared }) / n }
    d.line("") { Var(x) - (n - 1) / n * Var(x) }
  }

  /// Santurkar et al. 2018, theorem 4.1: means are those over the batch.
  private func gradientNorm(_ d: Derivation) {
    let g = d.variable("g"), x = d.variable("x")
    d.dependent(g, x)
    d.line("") { E((g - E(g) - x * E(g * x)).squared) }
    d.line("", needs: .zeroMean(x), .variance(of: x, is: 1)) { E(g.squared) - E(g).squared - E(g * x).squared }
  }

  private func dropout(_ d: Derivation) {
    let q = d.probability("q"), m = d.bernoulli("m", q), x = d.variable("x")
    d.line("Var(mx/q)") { Var(m * x / q) }
    d.line("") { E(m.squared) * E(x.squared) / q.squared - E(x).squared }
    d.line("") { E(x.squared) / q - E(x).squared }
    d.line("") { Var(x) + (1 - q) / q * E(x.squared) }
  }

  /// One weight, a fixed design.
  private func ridge(_ d: Derivation) {
    let x = d.sequence("x"), noise = d.variable("ε"), w = d.parameter("w"), n = d.count("n")
    let penalty = d.parameter("λ", positive: true)
    let power = d.sum(n) { x.squared }
    let fit = d.sum(n) { x * (w * x + noise) } / (power + penalty)
    d.line("E[(ŵ − w)²]") { E((fit - w).squared) }
    d.line("") { (E(fit) - w).squared + Var(fit) }
    d.line("", needs: .zeroMean(noise)) {
      (penalty * w / (power + penalty)).squared + Var(noise) * power / (power + penalty).squared
    }
  }

  private func fans(_ d: Derivation) {
    let w = d.variable("w", mean: 0), x = d.variable("x", mean: 0), a = d.count("a"), b = d.count("b")
    let target: Formula = 2 / (a + b)
    d.line("Var(Σwx)") { Var(d.sum(a) { w * x }) }
    d.line("") { a * Var(w) * Var(x) }
    d.line("", needs: .variance(of: w, is: target)) { 2 * a / (a + b) * Var(x) }
  }

  /// The variance at which a running mean of gradients stays.
  private func momentum(_ d: Derivation) {
    let v = d.variable("v"), g = d.variable("g"), decay = d.parameter("β")
    d.line("Var(βv + g)") { Var(decay * v + g) }
    d.line("") { decay.squared * Var(v) + Var(g) }
    d.line("", needs: .variance(of: v, is: Var(g) / (1 - decay.squared))) { Var(v) }
  }

  private func standardError(_ d: Derivation) {
    let x = d.variable("x"), a = d.parameter("a"), n = d.count("n")
    d.line("SD(Σax/n)") { SD(a * d.sum(n) { x } / n) }
    d.line("") { sqrt(a.squared * Var(x) / n) }
    d.line("") { abs(a) * SD(x) / sqrt(n) }
  }

  private func slopeOfLine(_ d: Derivation) {
    let w = d.parameter("w"), x = d.variable("x"), y = d.variable("y")
    d.dependent(x, y)
    d.line("∂E[(wx − y)²]/∂w") { gradient(of: E((w * x - y).squared), by: w) }
    d.line("") { E(2 * (w * x - y) * x) }
    d.line("") { 2 * w * E(x.squared) - 2 * E(x * y) }
  }

  private func slopeOfUnit(_ d: Derivation) {
    let w = d.parameter("w"), b = d.parameter("b"), x = d.parameter("x"), y = d.parameter("y")
    let h = tanh(w * x + b)
    d.line("∂(tanh(wx + b) − y)²/∂w") { gradient(of: (h - y).squared, by: w) }
    d.line("") { 2 * (h - y) * (1 - h.squared) * x }
  }

  private func slopeOfLogistic(_ d: Derivation) {
    let w = d.parameter("w"), x = d.parameter("x"), y = d.probability("y")
    let p = sigmoid(w * x)
    d.line("") { gradient(of: -y * log(p) - (1 - y) * log(1 - p), by: w) }
    d.line("") { (p - y) * x }
  }
}
