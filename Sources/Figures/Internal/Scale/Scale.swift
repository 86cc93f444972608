import Records

/// From data to the share of an axis.
struct Scale: Equatable {
  enum Kind: Equatable {
    case linear
    case log
    case symlog(Double)
    /// One place for each name, numbered from 0.
    case names(Int)
  }

  var kind: Kind
  /// Ends of the axis, after `transform`. The low end may be the larger one: names run downwards.
  var low: Double
  var high: Double

  /// Larger numbers are treated as not finite: distances between them would be.
  static let largest = 1e300

  init(_ kind: Kind, low: Double, high: Double) {
    self.kind = kind
    self.low = low
    self.high = high
  }

  /// Whether the number has a place on an axis of this kind.
  static func admits(_ value: Double, _ kind: Kind) -> Bool {
    guard value.magnitude < largest else { return false }
    return kind == .log ? value > 0 : true
  }

  static func transform(_ value: Double, _ kind: Kind) -> Double {
    switch kind {
    case .linear, .names: value
    case .log: Maths.log10(value)
    case .symlog(let threshold): (value < 0 ? -1 : 1) * Maths.log10(1 + value.magnitude / threshold)
    }
  }

  func inverse(_ position: Double) -> Double {
    switch kind {
    case .linear, .names: position
    case .log: Maths.exp10(position)
    case .symlog(let threshold): (position < 0 ? -1 : 1) * (Maths.exp10(position.magnitude) - 1) * threshold
    }
  }

  /// 0 at the low end, 1 at the high one.
  func fraction(_ value: Double) -> Double { fraction(place: Self.transform(value, kind)) }
  /// Of a place that was transformed already.
  func fraction(place: Double) -> Double { (place - low) / (high - low) }

  /// Whether the value lies within the axis, its ends included.
  func shows(_ value: Double) -> Bool { (-1e-9...1 + 1e-9).contains(fraction(value)) }

  /// What bars stand on: zero, or the low end where there is none.
  var base: Double { kind == .log ? inverse(low) : 0 }
}
