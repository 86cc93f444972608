@testable import NN

/// The optimizers in the plainest Swift: what the fused kernels are compared with. Nothing here is shared with the engine.
struct ReferenceOptimizer {
  /// The nearest wrong formulas, which a comparison has to notice.
  enum Fault: CaseIterable {
    case decayKindsExchanged, decayWithoutRate, momentumForNesterov, rateInsideVelocity, dampened, epsilonInsideRoot, uncorrected
    case correctionByLastStep, thresholdWithoutRate
  }

  let method: OptimizationMethod
  var decay = WeightDecay.none
  var proximalL1 = 0.0
  var fault: Fault?
  private var velocity: [Double] = [], squares: [Double] = [], steps = 0

  init(_ method: OptimizationMethod, decay: WeightDecay = .none, proximalL1: Double = 0, fault: Fault? = nil) {
    self.method = method
    self.decay = decay
    self.proximalL1 = proximalL1
    self.fault = fault
  }

  mutating func step(_ weights: inout [Double], _ gradients: [Double], rate: Double) {
    if velocity.isEmpty {
      velocity = weights.map { _ in 0 }
      squares = velocity
    }
    steps += 1
    for i in weights.indices {
      var d = gradients[i]
      let old = weights[i]
      switch decay {
      case .none: break
      case .l2(let strength):
        if fault == .decayKindsExchanged { weights[i] -= rate * strength * old } else { d += strength * old }
      case .decoupled(let strength):
        if fault == .decayKindsExchanged {
          d += strength * old
        } else {
          weights[i] -= (fault == .decayWithoutRate ? 1 : rate) * strength * old
        }
      case .independent(let strength):
        weights[i] -= (fault == .decayKindsExchanged ? rate : 1) * strength * old
      }
      weights[i] -= change(i, d, rate)
      let threshold = (fault == .thresholdWithoutRate ? 1 : rate) * proximalL1
      if proximalL1 > 0 { weights[i] = (weights[i] < 0 ? -1 : 1) * max(abs(weights[i]) - threshold, 0) }
    }
  }

  /// What is subtracted from weight i for the gradient d.
  private mutating func change(_ i: Int, _ d: Double, _ rate: Double) -> Double {
    func ratio(_ numerator: Double, _ square: Double, _ epsilon: Double) -> Double {
      fault == .epsilonInsideRoot ? numerator / (square + epsilon).squareRoot() : numerator / (square.squareRoot() + epsilon)
    }
    switch method {
    case .gradientDescent: return rate * d
    case .momentum(let momentum):
      if fault == .rateInsideVelocity {
        velocity[i] = momentum * velocity[i] + rate * d
        return velocity[i]
      }
      velocity[i] = momentum * velocity[i] + (fault == .dampened ? 1 - momentum : 1) * d
      return rate * velocity[i]
    case .nesterov(let momentum):
      velocity[i] = momentum * velocity[i] + (fault == .dampened ? 1 - momentum : 1) * d
      return rate * (fault == .momentumForNesterov ? velocity[i] : d + momentum * velocity[i])
    case .adaGrad(let epsilon):
      squares[i] += d * d
      return rate * ratio(d, squares[i], epsilon)
    case .rmsProp(let smoothing, let epsilon):
      squares[i] = smoothing * squares[i] + (1 - smoothing) * d * d
      return rate * ratio(d, squares[i], epsilon)
    case .adam(let beta1, let beta2, let epsilon):
      velocity[i] = beta1 * velocity[i] + (1 - beta1) * d
      squares[i] = beta2 * squares[i] + (1 - beta2) * d * d
      if fault == .uncorrected { return rate * ratio(velocity[i], squares[i], epsilon) }
      var first = 1.0, second = 1.0
      for _ in 0..<(fault == .correctionByLastStep ? max(steps - 1, 1) : steps) {
        first *= beta1
        second *= beta2
      }
      return rate * ratio(velocity[i] / (1 - first), squares[i] / (1 - second), epsilon)
    }
  }
}

extension Reference {
  /// Scales the numbers of each index along `axis` to at most the norm; nil for all numbers together.
  func limited(to norm: Double, axis: Int?) -> Reference {
    let inner = axis.map { shape[($0 + 1)...].reduce(1, *) } ?? 1, extent = axis.map { shape[$0] } ?? 1
    func unit(_ place: Int) -> Int { axis == nil ? 0 : place / inner % extent }
    var sums = [Double](repeating: 0, count: extent)
    for (place, value) in values.enumerated() { sums[unit(place)] += value * value }
    return Reference(
      shape, values.enumerated().map { place, value in value * min(1, norm / sums[unit(place)].squareRoot()) })
  }
}
