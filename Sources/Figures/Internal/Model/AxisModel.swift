import Records

/// How the values of one dimension become numbers: as they are, or as places of names.
struct AxisModel {
  enum Direction {
    case horizontal, vertical
  }

  let axis: Figure.Axis
  let direction: Direction
  /// The names in the order in which they first appear; none on an axis of numbers.
  let names: [String]
  /// All values are integers, so that ticks between them would say nothing.
  let isWhole: Bool
  let kind: Scale.Kind
  private let places: [String: Int]

  var isNamed: Bool { !names.isEmpty }

  init(_ axis: Figure.Axis, _ direction: Direction, channels: some Sequence<Figure.Channel>) {
    self.axis = axis
    self.direction = direction
    var isNamed = false, isWhole = true, isEmpty = true
    for channel in channels {
      for value in channel.values {
        isEmpty = false
        switch value {
        case .text, .boolean: isNamed = true
        case .float, .double: isWhole = false
        case .integer: break
        }
      }
    }
    var names: [String] = [], places: [String: Int] = [:]
    if isNamed {
      for channel in channels {
        for value in channel.values where places[value.description] == nil {
          places[value.description] = names.count
          names.append(value.description)
        }
      }
    }
    self.names = names
    self.places = places
    self.isWhole = isWhole && !isEmpty && axis.scale == .linear
    switch (isNamed, axis.scale) {
    case (true, _): kind = .names(names.count)
    case (_, .linear): kind = .linear
    case (_, .log): kind = .log
    case (_, .symlog(let threshold)): kind = .symlog(threshold > 0 && threshold.isFinite ? threshold : 1)
    }
  }

  /// Not a number where there is none.
  func number(_ value: Value) -> Double {
    if isNamed { return places[value.description].map(Double.init) ?? .nan }
    return value.number ?? .nan
  }

  /// The author's range, where the axis can show it.
  var domain: (low: Double, high: Double)? {
    guard !isNamed, let domain = axis.domain, domain.lowerBound < domain.upperBound else { return nil }
    guard Scale.admits(domain.lowerBound, kind), Scale.admits(domain.upperBound, kind) else { return nil }
    return (Scale.transform(domain.lowerBound, kind), Scale.transform(domain.upperBound, kind))
  }
}
