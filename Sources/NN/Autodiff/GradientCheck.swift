/// Autodiff against central differences.
public struct GradientCheck: Sendable {
  /// The largest |analytic − numeric| / (absolute + relative · |numeric|); the check passes up to 1.
  public let worst: Double
  /// Where it is: which parameter, which of its numbers, and the two slopes there.
  public let place: (parameter: Int, index: Int, analytic: Double, numeric: Double)
  /// Numbers compared, and those left out because the function has a kink there (its slopes to both sides differ).
  public let compared: Int, kinks: Int

  public var passes: Bool { compared > 0 && worst <= 1 }
}

/// Compares the gradients of a function at a point with central differences, (f(x + h) − f(x − h)) / 2h.
///
/// The function's output may have any shape: it is multiplied by a random cotangent and summed, because a plain sum hides errors
/// that cancel (of normalizations and softmax, whose outputs add up to a constant).
///
/// - Numerics: h = `step`; tolerances are PyTorch's `gradcheck`
/// - Source: https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html
public func checkGradients(
  at parameters: [Tensor<Double>], using rng: inout RandomStream,
  step: Double = 1e-6, absolute: Double = 1e-5, relative: Double = 1e-3,
  of function: ([Variable<Double>]) -> Variable<Double>
) -> GradientCheck {
  let tape = Tape<Double>()
  let variables = parameters.map { tape.variable($0) }
  let output = function(variables)
  let cotangent = Tensor<Double>.normal(output.shape, using: &rng)
  let gradients = tape.gradients(of: output, cotangent: cotangent)

  func value(_ parameters: [Tensor<Double>]) -> Double {
    (function(parameters.map { Variable(constant: $0) }).value * cotangent).sum()
  }
  let here = value(parameters)
  var worst = 0.0, place = (parameter: 0, index: 0, analytic: 0.0, numeric: 0.0)
  var compared = 0, kinks = 0
  var moved = parameters
  for (parameter, variable) in variables.enumerated() {
    let slopes = gradients[variable].scalars
    for index in slopes.indices {
      func valueMoved(by distance: Double) -> Double {
        moved[parameter].add(distance, at: index)
        defer { moved[parameter] = parameters[parameter] }
        return value(moved)
      }
      let above = valueMoved(by: step), below = valueMoved(by: -step)
      let right = (above - here) / step, left = (here - below) / step, numeric = (above - below) / (2 * step)
      let tolerance = absolute + relative * abs(numeric)
      if abs(right - left) > 100 * tolerance {
        kinks += 1
        continue
      }
      compared += 1
      let error = abs(slopes[index] - numeric) / tolerance
      if !(error <= worst) && !worst.isNaN {
        worst = error
        place = (parameter, index, slopes[index], numeric)
      }
    }
  }
  return GradientCheck(worst: worst, place: place, compared: compared, kinks: kinks)
}

extension Tensor {
  /// Adds to one number, counted row by row.
  fileprivate mutating func add(_ distance: Scalar, at index: Int) {
    writableAddress().assumingMemoryBound(to: Scalar.self)[index] += distance
  }
}
