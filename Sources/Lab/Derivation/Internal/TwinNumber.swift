/// One quantity at two points at once: exactly at a random point of the field, and in doubles at a real point of the same shape.
///
/// The residue decides whether two lines are equal. The double decides signs (a field has none), and is what people read.
struct TwinNumber: Equatable, Sendable {
  var exact: Residue
  var real: Double

  static let zero = TwinNumber(exact: .zero, real: 0)
  static let one = TwinNumber(exact: .one, real: 1)

  init(exact: Residue, real: Double) {
    self.exact = exact
    self.real = real
  }

  init(_ integer: Int) { self.init(exact: Residue(integer), real: Double(integer)) }

  static func + (left: TwinNumber, right: TwinNumber) -> TwinNumber {
    TwinNumber(exact: left.exact + right.exact, real: left.real + right.real)
  }

  static func - (left: TwinNumber, right: TwinNumber) -> TwinNumber {
    TwinNumber(exact: left.exact - right.exact, real: left.real - right.real)
  }

  static func * (left: TwinNumber, right: TwinNumber) -> TwinNumber {
    TwinNumber(exact: left.exact * right.exact, real: left.real * right.real)
  }

  static func += (left: inout TwinNumber, right: TwinNumber) { left = left + right }

  func divided(by divisor: TwinNumber) throws(EvaluationProblem) -> TwinNumber {
    guard let inverse = divisor.exact.inverse else { throw .zeroDenominator }
    return TwinNumber(exact: exact * inverse, real: real / divisor.real)
  }

  func power(_ exponent: Int) -> TwinNumber {
    var result = TwinNumber.one
    for _ in 0..<exponent { result = result * self }
    return result
  }

  /// The square root where the field has one and the reals have one; the positive one for the reals.
  var squareRoot: TwinNumber? {
    if exact == .zero { return .zero }
    guard real >= 0, let root = exact.squareRoot else { return nil }
    return TwinNumber(exact: root, real: real.squareRoot())
  }
}

extension TwinNumber {
  /// The root for the reals; in the field some number that depends on this one only.
  var someSquareRoot: TwinNumber? {
    real >= 0 ? TwinNumber(exact: exact.power((Residue.modulus + 1) / 4), real: real.squareRoot()) : nil
  }
}

/// Why a line has no value at a point.
enum EvaluationProblem: Error, Equatable {
  /// Try another point.
  case zeroDenominator
  /// A rectifier's argument is zero at the real point, or a root does not exist: try another point.
  case unluckyPoint
  /// The engine has no function for a part of the formula.
  case notDifferentiable
  /// At no point; the reason is for the author.
  case notEvaluable(String)
}
