/// What a lesson's author reads where a relation cannot apply to what is measured, at the line of the claim:
/// "'increasing' is unavailable: it is about a series: return an array of Doubles or of Floats, from the control as well".
///
/// Without these the compiler speaks of protocols, and of two arms not at all. Disfavoured, so that whatever can apply is taken.
extension Relation {
  private static var refused: Self { fatalError("the compiler lets nobody call this") }

  @available(*, unavailable, message: "it is about one number: return a Double or a Float, from the control as well")
  @_disfavoredOverload
  public static func below(_ bound: Double) -> Self { refused }

  @available(*, unavailable, message: "it is about one number: return a Double or a Float, from the control as well")
  @_disfavoredOverload
  public static func above(_ bound: Double) -> Self { refused }

  @available(*, unavailable, message: "it is about one number: return a Double or a Float, from the control as well")
  @_disfavoredOverload
  public static func within(_ range: ClosedRange<Double>) -> Self { refused }

  @available(*, unavailable, message: "it is about one number: return a Double or a Float, from the control as well")
  @_disfavoredOverload
  public static func equal(to target: Double, tolerance: Double) -> Self { refused }

  @available(*, unavailable, message: "it is about two arms: return a pair of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static var lessThan: Self { refused }

  @available(*, unavailable, message: "it is about two arms: return a pair of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static var greaterThan: Self { refused }

  @available(*, unavailable, message: "it is about two arms: return a pair of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static func lessThan(factor: Double) -> Self { refused }

  @available(*, unavailable, message: "it is about two arms: return a pair of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static func greaterThan(factor: Double) -> Self { refused }

  @available(*, unavailable, message: "it is about a series: return an array of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static var increasing: Self { refused }

  @available(*, unavailable, message: "it is about a series: return an array of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static var decreasing: Self { refused }

  @available(*, unavailable, message: "it is about a series: return an array of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static var unimodal: Self { refused }

  @available(*, unavailable, message: "it is about a series: return an array of Doubles or of Floats, from the control as well")
  @_disfavoredOverload
  public static func crosses(_ level: Double) -> Self { refused }
}
