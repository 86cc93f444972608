import Foundation

/// ln Γ(x) for x > 0.
///
/// Stirling's series above 15, reached by Γ(x) = Γ(x + n) / (x (x+1) … (x+n−1)).
/// - Numerics: absolute error below 1e-13 for x < 1000; written out because `lgamma` writes a global sign, a race between threads
/// - Source: Abramowitz & Stegun 6.1.41
func logGamma(_ x: Double) -> Double {
  var argument = x, product = 1.0
  while argument < 15 {
    product *= argument
    argument += 1
  }
  let inverse = 1 / argument, square = inverse * inverse
  let series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
  return (argument - 0.5) * log(argument) - argument + 0.5 * log(2 * Double.pi) + series - log(product)
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b)
func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

/// ln I_x(a, b), the regularised incomplete beta function, without underflow where I is tiny.
///
/// - Parameter complement: 1 − x, given apart because it may be smaller than the spacing of doubles at 1
/// - Source: Lentz's evaluation of the continued fraction, Abramowitz & Stegun 26.5.8; I_x(a, b) = 1 − I_{1−x}(b, a)
package func logIncompleteBeta(_ x: Double, complement: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return -.infinity }
  if complement <= 0 { return 0 }
  if x > (a + 1) / (a + b + 2) {
    return log1p(-exp(logIncompleteBeta(complement, complement: x, b, a)))
  }
  let tiny = 1e-300
  var numerator = 1.0, denominator = 1 / max(tiny, 1 - (a + b) * x / (a + 1)), fraction = denominator
  for step in 1...2000 {
    let m = Double(step)
    for coefficient in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      denominator = 1 + coefficient * denominator
      numerator = 1 + coefficient / numerator
      if abs(denominator) < tiny { denominator = tiny }
      if abs(numerator) < tiny { numerator = tiny }
      denominator = 1 / denominator
      fraction *= numerator * denominator
    }
    if abs(numerator * denominator - 1) < 1e-16 { break }
  }
  return a * log(x) + b * log(complement) - log(a) - logBeta(a, b) + log(fraction)
}

/// ln of Student's distribution function with ν degrees of freedom.
///
/// F(t) = ½ I_{ν/(ν+t²)}(ν/2, ½) for t ≤ 0, and F(t) = 1 − F(−t)
func logStudentDistribution(_ t: Double, degreesOfFreedom: Double) -> Double {
  let total = degreesOfFreedom + t * t
  let logTail =
    t.isInfinite || total.isInfinite
    ? -Double.infinity
    : logIncompleteBeta(degreesOfFreedom / total, complement: t * t / total, degreesOfFreedom / 2, 0.5) - log(2)
  return t <= 0 ? logTail : log1p(-exp(logTail))
}

/// ln of the mean of exponentials, without overflow.
func logMeanExponential(_ logs: [Double]) -> Double {
  guard let largest = logs.max(), largest.isFinite else { return logs.max() ?? -.infinity }
  return largest + log(logs.reduce(0) { $0 + exp($1 - largest) } / Double(logs.count))
}

/// The last point inside on the way to a point outside, to the spacing of doubles.
package func bisect(inside: Double, outside: Double, isInside: (Double) -> Bool) -> Double {
  var inside = inside, outside = outside
  for _ in 0..<200 {
    let middle = inside + (outside - inside) / 2
    if middle == inside || middle == outside { break }
    if isInside(middle) { inside = middle } else { outside = middle }
  }
  return inside
}

/// A bound as it is reported: twelve significant digits, which is what a root of these functions can be trusted for.
func reported(_ bound: Double) -> Double { Double(String(format: "%.12g", bound)) ?? bound }
