internal import CKernels

/// A number that tensors are made of: `Float` or `Double`.
///
/// The kernels take the format as an argument, so code that is generic over it pays one witness call for an operation and never one
/// for an element.
public protocol TensorScalar: BinaryFloatingPoint, Sendable {
  static var format: ScalarFormat { get }
  var inDouble: Double { get }
}

/// How a scalar is stored.
public enum ScalarFormat: Sendable {
  case float32, float64
}

extension Float: TensorScalar {
  public static var format: ScalarFormat { .float32 }
  public var inDouble: Double { Double(self) }
}

extension Double: TensorScalar {
  public static var format: ScalarFormat { .float64 }
  public var inDouble: Double { self }
}

extension TensorScalar {
  /// The format as the kernels name it.
  static var type: ck_type { format == .float32 ? ck_float32 : ck_float64 }
  static var byteCount: Int { format == .float32 ? 4 : 8 }
}
