/// What a claim says about its measure. Data, so that pages, ledgers and mutants can read it.
public enum Relation: Equatable, Sendable {
  case below(Double)
  case above(Double)
  case within(ClosedRange<Double>)
  case equal(to: Double, tolerance: Double)
  /// Two arms: first < factor · second.
  case lessThan(factor: Double)
  /// Two arms: first > factor · second.
  case greaterThan(factor: Double)
  case increasing
  case decreasing
  case unimodal
  /// A series passes from one side of the level to the other.
  case crosses(Double)
}

/// How often the relation has to hold over seeds.
public enum Quantifier: Equatable, Sendable {
  /// True to rounding for any seed.
  case identity
  /// In every replicate of the budget.
  case always
  /// In a share `rate` of seeds; decided against `floor`, below which the claim fails.
  case usually(rate: Double, floor: Double)
  /// In a share `rate` of seeds, taken literally: there is no zone between holding and failing.
  case strictly(rate: Double)
  /// For the median seed.
  case typically
  /// For the mean over seeds.
  case onAverage
  /// For the geometric mean over seeds: the mean of the logarithms.
  case onGeometricAverage
}

/// One replicate's measurement of one arm.
public enum Measure: Equatable, Sendable {
  case number(Double)
  case pair(Double, Double)
  case series([Double])
}

/// A claim as its block declared it.
public struct ClaimDeclaration: Equatable, Sendable {
  public var id: String
  public var relation: Relation
  public var quantifier: Quantifier
  public var hasControl: Bool
  /// Where the call stands in the lesson.
  public var line: Int

  public init(id: String, relation: Relation, quantifier: Quantifier, hasControl: Bool, line: Int) {
    self.id = id
    self.relation = relation
    self.quantifier = quantifier
    self.hasControl = hasControl
    self.line = line
  }
}

extension Relation: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .below(let bound):
      writer.byte(0)
      bound.write(to: &writer)
    case .above(let bound):
      writer.byte(1)
      bound.write(to: &writer)
    case .within(let range):
      writer.byte(2)
      range.write(to: &writer)
    case .equal(let target, let tolerance):
      writer.byte(3)
      target.write(to: &writer)
      tolerance.write(to: &writer)
    case .lessThan(let factor):
      writer.byte(4)
      factor.write(to: &writer)
    case .greaterThan(let factor):
      writer.byte(5)
      factor.write(to: &writer)
    case .increasing: writer.byte(6)
    case .decreasing: writer.byte(7)
    case .unimodal: writer.byte(8)
    case .crosses(let level):
      writer.byte(9)
      level.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .below(try Double(from: &reader))
    case 1: self = .above(try Double(from: &reader))
    case 2: self = .within(try ClosedRange(from: &reader))
    case 3: self = .equal(to: try Double(from: &reader), tolerance: try Double(from: &reader))
    case 4: self = .lessThan(factor: try Double(from: &reader))
    case 5: self = .greaterThan(factor: try Double(from: &reader))
    case 6: self = .increasing
    case 7: self = .decreasing
    case 8: self = .unimodal
    case 9: self = .crosses(try Double(from: &reader))
    case let tag: throw .unknownTag(tag, in: "Relation")
    }
  }
}

extension Quantifier: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .identity: writer.byte(0)
    case .always: writer.byte(1)
    case .usually(let rate, let floor):
      writer.byte(2)
      rate.write(to: &writer)
      floor.write(to: &writer)
    case .typically: writer.byte(3)
    case .onAverage: writer.byte(4)
    case .strictly(let rate):
      writer.byte(5)
      rate.write(to: &writer)
    case .onGeometricAverage: writer.byte(6)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .identity
    case 1: self = .always
    case 2: self = .usually(rate: try Double(from: &reader), floor: try Double(from: &reader))
    case 3: self = .typically
    case 4: self = .onAverage
    case 5: self = .strictly(rate: try Double(from: &reader))
    case 6: self = .onGeometricAverage
    case let tag: throw .unknownTag(tag, in: "Quantifier")
    }
  }
}

extension Measure: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .number(let value):
      writer.byte(0)
      value.write(to: &writer)
    case .pair(let first, let second):
      writer.byte(1)
      first.write(to: &writer)
      second.write(to: &writer)
    case .series(let values):
      writer.byte(2)
      values.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .number(try Double(from: &reader))
    case 1: self = .pair(try Double(from: &reader), try Double(from: &reader))
    case 2: self = .series(try [Double](from: &reader))
    case let tag: throw .unknownTag(tag, in: "Measure")
    }
  }
}

extension ClaimDeclaration: Wire {
  public func write(to writer: inout WireWriter) {
    id.write(to: &writer)
    relation.write(to: &writer)
    quantifier.write(to: &writer)
    hasControl.write(to: &writer)
    line.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    id = try String(from: &reader)
    relation = try Relation(from: &reader)
    quantifier = try Quantifier(from: &reader)
    hasControl = try Bool(from: &reader)
    line = try Int(from: &reader)
  }
}
