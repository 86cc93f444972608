import Records

extension Relation {
  /// As a lesson writes it, with exact numbers: `.below(0.125)`, `.within(0.25...0.42)`, `.lessThan(factor: 0.5)`.
  var spelling: String {
    switch self {
    case .below(let bound), .above(let bound), .crosses(let bound): "\(name)(\(bound))"
    case .within(let range): "\(name)(\(range.lowerBound)...\(range.upperBound))"
    case .equal(let target, let tolerance): "\(name)(to: \(target), tolerance: \(tolerance))"
    case .lessThan(let factor), .greaterThan(let factor): factor == 1 ? name : "\(name)(factor: \(factor))"
    case .increasing, .decreasing, .unimodal: name
    }
  }

  /// Reads what `spelling` writes; nil for anything else.
  init?(spelling: String) {
    let (name, numbers) = Self.parts(of: spelling)
    let relation: Relation? =
      switch (name, numbers.count) {
      case (".below", 1): .below(numbers[0])
      case (".above", 1): .above(numbers[0])
      case (".crosses", 1): .crosses(numbers[0])
      case (".within", 2) where numbers[0] <= numbers[1]: .within(numbers[0]...numbers[1])
      case (".equal", 2): .equal(to: numbers[0], tolerance: numbers[1])
      case (".lessThan", 0), (".lessThan", 1): .lessThan(factor: numbers.first ?? 1)
      case (".greaterThan", 0), (".greaterThan", 1): .greaterThan(factor: numbers.first ?? 1)
      case (".increasing", 0): .increasing
      case (".decreasing", 0): .decreasing
      case (".unimodal", 0): .unimodal
      default: nil
      }
    guard let relation, relation.spelling == spelling else { return nil }
    self = relation
  }

  /// The name, and the numbers behind it in their order.
  static func parts(of spelling: String) -> (name: String, numbers: [Double]) {
    let name = spelling.prefix { $0 != "(" }
    let words = spelling.dropFirst(name.count).replacing("...", with: " ").split { "(), ".contains($0) }
    return (String(name), words.compactMap { Double($0) })
  }
}

extension Quantifier {
  /// As a lesson writes it: `.always`, `.usually(0.95, floor: 0.8)`.
  var spelling: String {
    switch self {
    case .identity: ".identity"
    case .always: ".always"
    case .usually(let rate, let floor): ".usually(\(rate), floor: \(floor))"
    case .strictly(let rate): ".strictly(\(rate))"
    case .typically: ".typically"
    case .onAverage: ".onAverage"
    case .onGeometricAverage: ".onAverage(scale: .log)"
    }
  }

  /// Reads what `spelling` writes; nil for anything else.
  init?(spelling: String) {
    let (name, numbers) = Relation.parts(of: spelling)
    let quantifier: Quantifier? =
      switch (name, numbers.count) {
      case (".identity", 0): .identity
      case (".always", 0): .always
      case (".usually", 2): .usually(rate: numbers[0], floor: numbers[1])
      case (".strictly", 1): .strictly(rate: numbers[0])
      case (".typically", 0): .typically
      case (".onAverage", 0): spelling == name ? .onAverage : .onGeometricAverage
      default: nil
      }
    guard let quantifier, quantifier.spelling == spelling else { return nil }
    self = quantifier
  }
}
