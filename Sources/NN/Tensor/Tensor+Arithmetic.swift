internal import CKernels

// Elementwise arithmetic. Shapes broadcast as in NumPy: aligned at the last axis, a size of 1 repeats.
//
// - Errors: "+: [16, 4] with [3, 4]: the sizes 16 and 3 differ and neither is 1; reshape one, or keep the reduced axis …"

extension Tensor {
  public static func + (a: Tensor, b: Tensor) -> Tensor { a.combined(ck_add, with: b, of: "+") }
  public static func - (a: Tensor, b: Tensor) -> Tensor { a.combined(ck_subtract, with: b, of: "-") }
  public static func * (a: Tensor, b: Tensor) -> Tensor { a.combined(ck_multiply, with: b, of: "*") }
  public static func / (a: Tensor, b: Tensor) -> Tensor { a.combined(ck_divide, with: b, of: "/") }

  public static func + (a: Tensor, b: Scalar) -> Tensor { a.mapped(ck_add_parameter, b.inDouble) }
  public static func - (a: Tensor, b: Scalar) -> Tensor { a.mapped(ck_add_parameter, -b.inDouble) }
  public static func * (a: Tensor, b: Scalar) -> Tensor { a.mapped(ck_multiply_parameter, b.inDouble) }
  public static func / (a: Tensor, b: Scalar) -> Tensor { a.mapped(ck_divide_parameter, b.inDouble) }

  public static func + (a: Scalar, b: Tensor) -> Tensor { b.mapped(ck_add_parameter, a.inDouble) }
  public static func - (a: Scalar, b: Tensor) -> Tensor { b.mapped(ck_subtract_from_parameter, a.inDouble) }
  public static func * (a: Scalar, b: Tensor) -> Tensor { b.mapped(ck_multiply_parameter, a.inDouble) }
  public static func / (a: Scalar, b: Tensor) -> Tensor { b.mapped(ck_parameter_divided_by, a.inDouble) }

  public static prefix func - (a: Tensor) -> Tensor { a.mapped(ck_negate) }

  public static func += (a: inout Tensor, b: Tensor) { a.combine(ck_add, with: b, of: "+=") }
  public static func -= (a: inout Tensor, b: Tensor) { a.combine(ck_subtract, with: b, of: "-=") }
  public static func *= (a: inout Tensor, b: Tensor) { a.combine(ck_multiply, with: b, of: "*=") }
  public static func /= (a: inout Tensor, b: Tensor) { a.combine(ck_divide, with: b, of: "/=") }

  public static func += (a: inout Tensor, b: Scalar) { a.map(ck_add_parameter, b.inDouble) }
  public static func -= (a: inout Tensor, b: Scalar) { a.map(ck_add_parameter, -b.inDouble) }
  public static func *= (a: inout Tensor, b: Scalar) { a.map(ck_multiply_parameter, b.inDouble) }
  public static func /= (a: inout Tensor, b: Scalar) { a.map(ck_divide_parameter, b.inDouble) }
}

/// The larger of the two, element by element; NaN where either is.
public func maximum<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  a.combined(ck_maximum, with: b, of: "maximum")
}

/// The smaller of the two, element by element; NaN where either is.
public func minimum<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  a.combined(ck_minimum, with: b, of: "minimum")
}
