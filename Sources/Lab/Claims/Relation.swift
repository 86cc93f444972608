import Records

/// What a claim says about a measure of type `Measured`: a number, a pair of arms, or a series.
///
/// Which relations there are depends on the measure, so that one that cannot apply does not compile.
public struct Relation<Measured> {
  let description: Records.Relation
  let convert: (Measured) -> Measure
}

extension Relation where Measured: BinaryFloatingPoint {
  private init(number description: Records.Relation) {
    self.init(description: description) { .number(Double($0)) }
  }

  /// measure < bound
  public static func below(_ bound: Double) -> Self { Self(number: .below(bound)) }
  /// measure > bound
  public static func above(_ bound: Double) -> Self { Self(number: .above(bound)) }
  /// low ≤ measure ≤ high
  public static func within(_ range: ClosedRange<Double>) -> Self { Self(number: .within(range)) }
  /// |measure − target| ≤ tolerance
  public static func equal(to target: Double, tolerance: Double) -> Self {
    Self(number: .equal(to: target, tolerance: tolerance))
  }
}

extension Relation where Measured == (Double, Double) {
  private init(arms description: Records.Relation) {
    self.init(description: description) { .pair($0.0, $0.1) }
  }

  /// Two arms under one seed: first < second.
  public static var lessThan: Self { lessThan(factor: 1) }
  /// Two arms under one seed: first > second.
  public static var greaterThan: Self { greaterThan(factor: 1) }
  /// Two arms under one seed: first < factor · second.
  public static func lessThan(factor: Double) -> Self { Self(arms: .lessThan(factor: factor)) }
  /// Two arms under one seed: first > factor · second.
  public static func greaterThan(factor: Double) -> Self { Self(arms: .greaterThan(factor: factor)) }
}

extension Relation where Measured == (Float, Float) {
  private init(arms description: Records.Relation) {
    self.init(description: description) { .pair(Double($0.0), Double($0.1)) }
  }

  /// Two arms under one seed: first < second.
  public static var lessThan: Self { lessThan(factor: 1) }
  /// Two arms under one seed: first > second.
  public static var greaterThan: Self { greaterThan(factor: 1) }
  /// Two arms under one seed: first < factor · second.
  public static func lessThan(factor: Double) -> Self { Self(arms: .lessThan(factor: factor)) }
  /// Two arms under one seed: first > factor · second.
  public static func greaterThan(factor: Double) -> Self { Self(arms: .greaterThan(factor: factor)) }
}

extension Relation where Measured: Collection, Measured.Element: BinaryFloatingPoint {
  private init(series description: Records.Relation) {
    self.init(description: description) { .series($0.map { Double($0) }) }
  }

  public static var increasing: Self { Self(series: .increasing) }
  public static var decreasing: Self { Self(series: .decreasing) }
  /// Up to one peak, then down.
  public static var unimodal: Self { Self(series: .unimodal) }
  /// From one side of `level` to the other.
  public static func crosses(_ level: Double) -> Self { Self(series: .crosses(level)) }
}
