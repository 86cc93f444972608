import Records

/// How far the data of one axis reach, after the scale's transform.
struct Extent {
  let kind: Scale.Kind
  private var low = Double.infinity
  private var high = -Double.infinity
  private var mustShowZero = false
  private var hasField = false

  init(_ kind: Scale.Kind) { self.kind = kind }

  mutating func include(_ drawable: Drawable, _ axis: AxisModel) {
    let isX = axis.direction == .horizontal
    if let extent = drawable.grid?.extent(axis.direction, drawable.mark) {
      include(extent.low)
      include(extent.high)
      hasField = true
    }
    for datum in drawable.data {
      for value in isX ? [datum.x, datum.x2] : [datum.y, datum.y2] where !value.isNaN {
        include(Scale.transform(value, kind))
      }
    }
    let isLength = drawable.isHorizontal == isX
    if drawable.standsOnZero, isLength { mustShowZero = true }
    if drawable.mark == .bar, !isLength, !drawable.isHistogram, let half = drawable.halfGap(axis) {
      let places = drawable.data.map { Scale.transform(isX ? $0.x : $0.y, kind) }
      for place in places {
        include(place - half)
        include(place + half)
      }
    }
  }

  private mutating func include(_ place: Double) {
    low = min(low, place)
    high = max(high, place)
  }

  func scale(_ axis: AxisModel) -> Scale {
    if case .names(let count) = kind {
      let end = Double(max(count, 1)) - 0.5
      return axis.direction == .horizontal ? Scale(kind, low: -0.5, high: end) : Scale(kind, low: end, high: -0.5)
    }
    if let domain = axis.domain { return Scale(kind, low: domain.low, high: domain.high) }
    guard low <= high else { return kind == .log ? Scale(kind, low: 0, high: 1) : Scale(kind, low: 0, high: 1) }
    var low = low, high = high
    if kind != .log, axis.axis.includesZero ?? (mustShowZero || isNearZero(axis)) {
      low = min(low, 0)
      high = max(high, 0)
    }
    if high - low <= max(low.magnitude, high.magnitude) * 1e-12 {
      let half = kind == .linear ? max(low.magnitude * 0.1, axis.isWhole ? 1 : low == 0 ? 0.5 : 0) : 0.5
      low -= half
      high += half
    }
    return Scale(kind, low: low, high: high)
  }

  /// Heights whose smallest is less than half of the largest say more above a zero line.
  private func isNearZero(_ axis: AxisModel) -> Bool {
    axis.direction == .vertical && kind == .linear && !hasField && low >= 0 && low < high / 2
  }
}

extension Drawable {
  /// Half of the smallest distance between bars that stand on an axis of numbers.
  fileprivate func halfGap(_ axis: AxisModel) -> Double? {
    guard !axis.isNamed, let first = data.first else { return nil }
    let isX = axis.direction == .horizontal
    let places = data.map { Scale.transform(isX ? $0.x : $0.y, axis.kind) }.sorted()
    let gaps = zip(places, places.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
    let start = isX ? first.x : first.y
    return (gaps.min() ?? (axis.kind == .linear ? max(start.magnitude * 0.2, 1) : 0.5)) / 2
  }
}

extension Scale {
  /// Moves the ends outwards to round numbers: to ticks, or to powers of ten where the axis spans several.
  mutating func round(count: Int, isWhole: Bool) {
    switch kind {
    case .names: break
    case .linear:
      let step = Ticks.step(from: low, to: high, count: count, isWhole: isWhole)
      guard !Ticks.multiples(of: step, from: low, to: high).isEmpty else { return }
      low = (low / step.size + 1e-9).rounded(.down) * step.size
      high = (high / step.size - 1e-9).rounded(.up) * step.size
    case .log:
      if high - low >= 4 {
        low = (low + 1e-9).rounded(.down)
        high = (high - 1e-9).rounded(.up)
      } else {
        low = Self.roundDigit(low, .down)
        high = Self.roundDigit(high, .up)
      }
    case .symlog:
      let margin = (high - low) * 0.04
      if low != 0 { low -= margin }
      if high != 0 { high += margin }
    }
  }

  /// The nearest 1, 2 or 5 times a power of ten in a direction, as a logarithm.
  private static func roundDigit(_ place: Double, _ direction: FloatingPointRoundingRule) -> Double {
    let decade = (place + (direction == .up ? -1e-9 : 1e-9)).rounded(.down)
    let steps = [0, 0.30102999566398120, 0.69897000433601880, 1].map { decade + $0 }
    if direction == .up { return steps.first { $0 >= place - 1e-9 } ?? decade + 1 }
    return steps.last { $0 <= place + 1e-9 } ?? decade
  }
}
