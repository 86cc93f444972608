import NN
import Records

/// Compares a formula for a gradient of tensors with the engine's autodiff and with central differences, and shows how far apart
/// they are.
///
/// The function's output may have any shape: `cotangent` is ∂L/∂(output) for an arbitrary loss L, drawn at random, and the claimed
/// gradient is ∂L/∂x. A wrong term hides under a plain sum, whose cotangent is one everywhere; under a random one it does not.
///
/// ```swift
/// let point = Tensor<Double>([-1, 0.5, 2])
/// gradientCheck("tanh", #"\frac{\partial L}{\partial x} = (1 - \tanh^2 x) \frac{\partial L}{\partial y}"#, at: point) { x in
///   tanh(x)
/// } claimed: { x, cotangent in
///   (1 - square(tanh(x))) * cotangent
/// } control: { x, cotangent in      // has to come out wrong
///   (1 - tanh(x)) * cotangent
/// }
/// ```
///
/// - Parameters:
///   - latex: the claimed formula, for the page
///   - reason: why it is so: "chain rule"
///   - control: the formula with the term in question taken away
/// - Shapes: x and the claimed gradient have one shape, the function's value and `cotangent` another
/// - Numerics: in `Double`; central differences with a step of 10⁻⁶, numbers left out where the function has a kink
@discardableResult
public func gradientCheck(
  _ id: String, _ latex: String, by reason: String? = nil, at point: Tensor<Double>, line: Int = #line,
  of function: (Variable<Double>) -> Variable<Double>,
  claimed: (_ x: Tensor<Double>, _ cotangent: Tensor<Double>) -> Tensor<Double>,
  control: ((_ x: Tensor<Double>, _ cotangent: Tensor<Double>) -> Tensor<Double>)? = nil
) -> DerivationReport {
  let gradient = TensorGradient(id, at: point, of: function)
  var step = gradient.judged(claimed(point, gradient.cotangent), latex: latex, reason: reason, line: line)
  if let control { step.assumptions = [gradient.worth(ofControl: control(point, gradient.cotangent))] }
  let report = DerivationReport(id: id, subject: .gradient, line: line, steps: [step], errorBound: 0)
  emit(report)
  return report
}

/// The same for a loss, a single number, whose cotangent is one.
@discardableResult
public func gradientCheck(
  _ id: String, _ latex: String, by reason: String? = nil, at point: Tensor<Double>, line: Int = #line,
  of loss: (Variable<Double>) -> Variable<Double>,
  claimed: (_ x: Tensor<Double>) -> Tensor<Double>,
  control: ((_ x: Tensor<Double>) -> Tensor<Double>)? = nil
) -> DerivationReport {
  gradientCheck(
    id, latex, by: reason, at: point, line: line, of: loss, claimed: { x, cotangent in claimed(x) * cotangent },
    control: control.map { control in { x, cotangent in control(x) * cotangent } })
}

/// A function's gradient at a point, taken in two ways.
struct TensorGradient {
  let cotangent: Tensor<Double>
  private let shape: Shape
  private let autodiff: [Double]
  /// nil at a kink.
  private let differences: [Double?]

  init(_ id: String, at point: Tensor<Double>, of function: (Variable<Double>) -> Variable<Double>) {
    shape = point.shape
    let tape = Tape<Double>(), variable = tape.variable(point)
    let output = function(variable)
    var stream = RandomStream(seed: 0).split(id)
    let cotangent = output.value.count == 1 ? Tensor<Double>.ones(output.shape) : .normal(output.shape, using: &stream)
    self.cotangent = cotangent
    autodiff = tape.gradients(of: output, cotangent: cotangent)[variable].scalars
    func value(_ scalars: [Double]) -> Double {
      (function(Variable(constant: Tensor(scalars, shape: point.shape))).value * cotangent).sum()
    }
    let scalars = point.scalars, here = value(scalars), step = 1e-6
    differences = scalars.indices.map { index in
      var moved = scalars
      moved[index] = scalars[index] + step
      let above = value(moved)
      moved[index] = scalars[index] - step
      let below = value(moved)
      let slope = (above - below) / (2 * step)
      let bend = ((above - here) / step - (here - below) / step).magnitude
      return bend > 1e-3 + 0.1 * slope.magnitude ? nil : slope
    }
  }

  func judged(_ claimed: Tensor<Double>, latex: String, reason: String?, line: Int) -> DerivationReport.Step {
    var step = DerivationReport.Step(
      latex: latex, reason: reason, outcome: .holds, assumptions: [], example: autodiff.first ?? .nan, line: line)
    step.evidence = .numerical
    guard claimed.shape == shape else {
      step.outcome = .broken(counterexample: "the formula has shape \(claimed.shape), and what it is the gradient by has \(shape)")
      return step
    }
    guard !autodiff.isEmpty else {
      step.outcome = .broken(counterexample: "there is no number to compare")
      return step
    }
    step.comparisons = comparisons(claimed.scalars)
    if step.comparisons.contains(where: { !($0.difference <= $0.tolerance) }) {
      step.outcome = .broken(counterexample: counterexample(claimed.scalars))
    }
    return step
  }

  func worth(ofControl control: Tensor<Double>) -> DerivationReport.Step.Assumption {
    guard control.shape == shape, let difference = comparisons(control.scalars).first else {
      return .init(latex: #"\text{control}"#, isIdle: false, breakSize: .nan)
    }
    return .init(latex: #"\text{control}"#, isIdle: difference.difference <= difference.tolerance, breakSize: difference.difference)
  }

  private var scale: Double { max(1e-12, autodiff.map(\.magnitude).max() ?? 0) }

  private func comparisons(_ claimed: [Double]) -> [DerivationReport.Step.Comparison] {
    func worst(
      _ method: DerivationReport.Step.Comparison.Method, _ values: [Double?], tolerance: Double
    ) -> DerivationReport.Step.Comparison? {
      let all = zip(values, claimed).compactMap { value, claimed in
        value.map { value in
          DerivationReport.Step.Comparison(
            method: method, value: value, claimed: claimed, difference: (value - claimed).magnitude / scale, tolerance: tolerance)
        }
      }
      return all.first { $0.difference.isNaN } ?? all.max { $0.difference < $1.difference }
    }
    return [
      worst(.autodiff, autodiff, tolerance: 1e-9), worst(.centralDifferences, differences, tolerance: 1e-4),
    ].compactMap { $0 }
  }

  /// "at [2, 0] of [3, 2]: the formula gives 0.31, autodiff 0.62, central differences 0.62"
  private func counterexample(_ claimed: [Double]) -> String {
    let gaps = zip(claimed, autodiff).map { $0.isNaN || $1.isNaN ? Double.infinity : ($0 - $1).magnitude }
    let index = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
    var rest = index, place: [Int] = []
    for size in (0..<shape.rank).reversed().map({ shape[$0] }) {
      place.insert(rest % size, at: 0)
      rest /= size
    }
    let others = differences[index].map { ", central differences \(readable($0))" } ?? ""
    let values = "the formula gives \(readable(claimed[index])), autodiff \(readable(autodiff[index]))"
    return "at \(place) of \(shape): \(values)\(others)"
  }
}
