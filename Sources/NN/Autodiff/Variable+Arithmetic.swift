// The arithmetic of `Tensor+Arithmetic.swift`, recorded. A tensor among the operands is a constant.

extension Variable {
  public static func + (a: Variable, b: Variable) -> Variable { a.recording(.add, with: b, a.value + b.value) }
  public static func - (a: Variable, b: Variable) -> Variable { a.recording(.subtract, with: b, a.value - b.value) }
  public static func * (a: Variable, b: Variable) -> Variable { a.recording(.multiply, with: b, a.value * b.value) }
  public static func / (a: Variable, b: Variable) -> Variable { a.recording(.divide, with: b, a.value / b.value) }

  public static func + (a: Variable, b: Tensor<Scalar>) -> Variable { a + Variable(constant: b) }
  public static func - (a: Variable, b: Tensor<Scalar>) -> Variable { a - Variable(constant: b) }
  public static func * (a: Variable, b: Tensor<Scalar>) -> Variable { a * Variable(constant: b) }
  public static func / (a: Variable, b: Tensor<Scalar>) -> Variable { a / Variable(constant: b) }

  public static func + (a: Tensor<Scalar>, b: Variable) -> Variable { Variable(constant: a) + b }
  public static func - (a: Tensor<Scalar>, b: Variable) -> Variable { Variable(constant: a) - b }
  public static func * (a: Tensor<Scalar>, b: Variable) -> Variable { Variable(constant: a) * b }
  public static func / (a: Tensor<Scalar>, b: Variable) -> Variable { Variable(constant: a) / b }

  public static func + (a: Variable, b: Scalar) -> Variable { a.recording(.shift, a.value + b) }
  public static func - (a: Variable, b: Scalar) -> Variable { a.recording(.shift, a.value - b) }
  public static func * (a: Variable, b: Scalar) -> Variable { a.recording(.scale(b.inDouble), a.value * b) }
  public static func / (a: Variable, b: Scalar) -> Variable { a.recording(.scale(1 / b.inDouble), a.value / b) }

  public static func + (a: Scalar, b: Variable) -> Variable { b + a }
  public static func - (a: Scalar, b: Variable) -> Variable { -b + a }
  public static func * (a: Scalar, b: Variable) -> Variable { b * a }
  public static func / (a: Scalar, b: Variable) -> Variable { b.recording(.reciprocal, 1 / b.value) * a }

  public static prefix func - (a: Variable) -> Variable { a.recording(.scale(-1), -a.value) }
}
