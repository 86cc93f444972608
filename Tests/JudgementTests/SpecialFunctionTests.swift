import Foundation
import Testing

@testable import Judgement

/// Against values with a closed form.
struct SpecialFunctionTests {
  @Test func `The logarithm of gamma at integers and halves`() {
    var factorial = 1.0
    for n in 1...40 {
      #expect(abs(logGamma(Double(n)) - log(factorial)) < 1e-13 * max(1, log(factorial)))
      factorial *= Double(n)
    }
    #expect(abs(logGamma(0.5) - 0.5 * log(Double.pi)) < 1e-14)
    #expect(abs(logGamma(2.5) - log(0.75 * sqrt(Double.pi))) < 1e-14)
    #expect(abs(logGamma(1e-8) - 18.420680738180209) < 1e-12)  // −ln 1e-8 − γ·1e-8
  }

  @Test(arguments: [0.001, 0.1, 0.3, 0.5, 0.77, 0.999])
  func `The incomplete beta function of whole numbers is a binomial tail`(_ x: Double) {
    for (a, b) in [(1, 1), (2, 5), (7, 3), (20, 1), (1, 30)] {
      // I_x(a, b) = P(at least a of a + b − 1)
      let n = a + b - 1
      var tail = 0.0
      for k in a...n {
        let choose = exp(logGamma(Double(n + 1)) - logGamma(Double(k + 1)) - logGamma(Double(n - k + 1)))
        tail += choose * pow(x, Double(k)) * pow(1 - x, Double(n - k))
      }
      let value = logIncompleteBeta(x, complement: 1 - x, Double(a), Double(b))
      #expect(abs(value - log(tail)) < 1e-12 * max(1, abs(log(tail))))
    }
  }

  @Test func `Tails far below the smallest double keep their logarithm`() {
    // I_x(a, 1) = x^a
    #expect(abs(logIncompleteBeta(1e-10, complement: 1 - 1e-10, 200, 1) / (200 * log(1e-10)) - 1) < 1e-13)
  }

  @Test(arguments: [-1e3, -5, -1, -0.01, 0, 0.01, 1, 5, 1e3])
  func `Student's distribution with one and two degrees of freedom`(_ t: Double) {
    let cauchy = t < 0 ? atan(-1 / t) / Double.pi : 0.5 + atan(t) / Double.pi
    #expect(abs(logStudentDistribution(t, degreesOfFreedom: 1) - log(cauchy)) < 1e-12)
    let root = sqrt(2 + t * t)
    let two = t < 0 ? 1 / (root * (root - t)) : 0.5 + t / (2 * root)
    #expect(abs(logStudentDistribution(t, degreesOfFreedom: 2) - log(two)) < 1e-12)
  }

  @Test func `Means of exponentials`() {
    #expect(logMeanExponential([1000, 1000]) == 1000)
    #expect(abs(logMeanExponential([0, log(3)]) - log(2)) < 1e-15)
    #expect(logMeanExponential([-.infinity, 0]) == log(0.5))
    #expect(logMeanExponential([-.infinity, -.infinity]) == -.infinity)
    #expect(logMeanExponential([]) == -.infinity)
  }
}
