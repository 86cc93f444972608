import Glibc
import Testing

@testable import NN

/// Where losses are least is known in closed form.
@Suite struct MinimiserTests {
  private var data: (x: Tensor<Double>, y: Tensor<Double>) {
    var rng = RandomStream(seed: 9)
    let x = Tensor<Double>.normal([40, 3], using: &rng)
    return (x, matmul(x, Tensor([[1], [-2], [0.5]])) + Tensor<Double>.normal([40, 1], standardDeviation: 0.5, using: &rng))
  }

  /// ridge: (XᵀX + λ)⁻¹ Xᵀy
  private func ridge(_ lambda: Double) -> Tensor<Double> {
    let (x, y) = data
    return solve(matmul(x.transposed(), x) + eye(3) * lambda, matmul(x.transposed(), y))
  }

  private func slopes(at w: Tensor<Double>, _ loss: ([Variable<Double>]) -> Variable<Double>) -> Double {
    valueAndGradients(at: [w], of: loss).gradients[0].scalars.map { Swift.abs($0) }.max() ?? .nan
  }

  @Test func posteriorOfAGaussianPriorIsRidge() {
    let (x, y) = data, noise = 0.25, prior = Prior.gaussian(standardDeviation: 0.2)
    let lambda = prior.penaltyWeight(noiseVariance: noise)
    #expect(Swift.abs(lambda - 6.25) < 1e-14)  // 0.25 / 0.2²
    func posterior(_ reduction: Reduction, _ count: Int) -> ([Variable<Double>]) -> Variable<Double> {
      { w in
        let likelihood = gaussianNegativeLogLikelihood(matmul(x, w[0]), y, variance: noise, reduction: reduction)
        return maximumAPosteriori(likelihood, parameters: w, prior: prior, averagedOver: count)
      }
    }
    #expect(slopes(at: ridge(lambda), posterior(.sum, 1)) < 1e-11)
    #expect(slopes(at: ridge(lambda), posterior(.mean, 40)) < 1e-12)
    #expect(slopes(at: ridge(lambda)) { squaredError(matmul(x, $0[0]), y) + l2Penalty($0, weight: lambda) } < 1e-11)
    #expect(
      slopes(at: ridge(lambda)) { squaredError(matmul(x, $0[0]), y) * 0.5 + l2Penalty($0, weight: lambda, isHalved: true) } < 1e-11)
    #expect(slopes(at: ridge(lambda)) { meanSquaredError(matmul(x, $0[0]), y) + l2Penalty($0, weight: lambda / 40) } < 1e-12)
    // Wrong: τ in place of τ², the half on one side only, the prior counted once an example.
    #expect(slopes(at: ridge(0.25 / 0.2), posterior(.sum, 1)) > 1)
    #expect(slopes(at: ridge(lambda)) { squaredError(matmul(x, $0[0]), y) + l2Penalty($0, weight: lambda, isHalved: true) } > 1)
    #expect(slopes(at: ridge(lambda), posterior(.mean, 1)) > 0.1)
  }

  /// With XᵀX = 1 the lasso shrinks each number of Xᵀy by λ/2, λ = 2σ²/b, and sets it to 0 below that.
  @Test func posteriorOfALaplacePriorIsLasso() {
    let (q, _) = data.x.qr(), y = data.y, noise = 0.25, prior = Prior.laplace(scale: 0.1)
    let lambda = prior.penaltyWeight(noiseVariance: noise)
    #expect(lambda == 5)
    let target = matmul(q.transposed(), y)
    func shrunk(_ by: Double) -> Tensor<Double> {
      Tensor(target.scalars.map { ($0 < 0 ? -1 : 1) * max(Swift.abs($0) - by, 0) }, shape: [3, 1])
    }
    func posterior(_ w: [Variable<Double>]) -> Variable<Double> {
      maximumAPosteriori(
        gaussianNegativeLogLikelihood(matmul(q, w[0]), y, variance: noise, reduction: .sum), parameters: w, prior: prior)
    }
    let solution = shrunk(lambda / 2), least = posterior([Variable(constant: solution)]).scalar
    #expect(solution.scalars.contains { $0 != 0 })
    var rng = RandomStream(seed: 1)
    for _ in 0..<200 {
      let beside = solution + Tensor<Double>.normal([3, 1], standardDeviation: 0.01, using: &rng)
      #expect(posterior([Variable(constant: beside)]).scalar > least)
    }
    #expect(posterior([Variable(constant: shrunk(lambda))]).scalar > least + 0.1)
    #expect(posterior([Variable(constant: shrunk(lambda / 4))]).scalar > least + 0.1)
  }

  @Test func centresOfTheTargets() {
    let y = Tensor<Double>([1, 2, 4, 8, 100])
    func best(_ loss: (Variable<Double>) -> Variable<Double>) -> Double {
      let candidates = Tensor<Double>.linear(from: 0, through: 110, count: 11_001).scalars
      return candidates.min { loss(Variable(constant: Tensor($0))).scalar < loss(Variable(constant: Tensor($1))).scalar } ?? .nan
    }
    #expect(best { laplaceNegativeLogLikelihood($0.broadcast(to: [5]), y, scale: 3) } == 4)  // the median
    #expect(best { gaussianNegativeLogLikelihood($0.broadcast(to: [5]), y, variance: 3) } == 23)  // the mean
    // Huber's: at 5 the outlier pulls by δ = 5 and the rest by −4 − 3 − 1 + 3.
    #expect(best { huberLoss($0.broadcast(to: [5]), y, threshold: 5) } == 5)
    // The best logarithms: of the mean square, and of the mean magnitude.
    let zero = Variable(constant: Tensor<Double>.zeros([5]))
    let logVariance = tensorSlope { gaussianNegativeLogLikelihood(zero, y, logVariance: $0) }
    #expect(Swift.abs(logVariance(Glibc.log(square(y).mean()))) < 1e-14 && Swift.abs(logVariance(Glibc.log(y.mean()))) > 0.1)
    let logScale = tensorSlope { laplaceNegativeLogLikelihood(zero, y, logScale: $0) }
    #expect(Swift.abs(logScale(Glibc.log(y.mean()))) < 1e-14)
  }

  @Test func uncertaintyOfATaskIsItsLoss() {
    let loss = Variable(constant: Tensor(3.0))
    let gaussian = tensorSlope { uncertaintyWeightedSum([loss], logVariances: [$0], likelihoods: [.gaussian]) }
    let categorical = tensorSlope { uncertaintyWeightedSum([loss], logVariances: [$0], likelihoods: [.categorical]) }
    #expect(Swift.abs(gaussian(Glibc.log(3.0))) < 1e-15 && Swift.abs(categorical(Glibc.log(6.0))) < 1e-15)
    #expect(Swift.abs(categorical(Glibc.log(3.0))) > 0.1)
  }

  /// Sparse units cost nothing at ρ and more to both sides; smoothed labels are best met by smoothed probabilities.
  @Test func probabilitiesThatAreWanted() {
    let sparsity = tensorSlope { sparsityPenalty($0.reshaped(to: [1, 1]), rate: 0.2, weight: 1) }
    #expect(Swift.abs(sparsity(0.2)) < 1e-14 && sparsity(0.1) < 0 && sparsity(0.3) > 0)
    let tape = Tape<Double>()
    let share = 0.1 / 3, wanted = Tensor<Double>([[0.9 + share, share, share]])
    let z = tape.variable(log(wanted))
    let smoothed = tape.gradients(of: softmaxCrossEntropy(z, labels: [0], smoothing: 0.1))[z]
    #expect(smoothed.scalars.allSatisfy { Swift.abs($0) < 1e-15 })
    // ε shared among the wrong classes only is another convention.
    let wrong = tape.variable(log(Tensor<Double>([[0.9, 0.05, 0.05]])))
    let slopes = tape.gradients(of: softmaxCrossEntropy(wrong, labels: [0], smoothing: 0.1))[wrong]
    #expect(Swift.abs(slopes[0, 0]) > 0.01)
  }

  private func tensorSlope(_ loss: @escaping (Variable<Double>) -> Variable<Double>) -> (Double) -> Double {
    { valueAndGradients(at: [Tensor($0)]) { loss($0[0]) }.gradients[0].scalar }
  }
}
