extension Figure {
  public enum Scale: Equatable, Sendable {
    case linear
    case log
    /// Logarithmic in both directions, linear around zero: sign(v) · log(1 + |v| / c).
    case symlog(linearWithin: Double)
  }

  /// Which panels have one domain together.
  public enum Sharing: UInt8, Equatable, Sendable {
    case all
    /// The panels of a row.
    case rows
    /// The panels of a column.
    case columns
    case none
  }

  public struct Axis: Equatable, Sendable {
    public var label: String?
    public var scale: Scale
    /// What is shown; without it, all data.
    public var domain: ClosedRange<Double>?
    /// Where ticks stand; without it, at round numbers.
    public var ticks: [Double]?
    public var format: NumberFormat
    /// Whether zero belongs to the axis; without it, decided by the marks and the data.
    public var includesZero: Bool?
    /// Neither ticks nor grid: for heights that only compare within a panel.
    public var isHidden: Bool
    public var sharing: Sharing

    public init(
      label: String? = nil, scale: Scale = .linear, domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
      format: NumberFormat = .automatic, includesZero: Bool? = nil, isHidden: Bool = false, sharing: Sharing = .all
    ) {
      self.label = label
      self.scale = scale
      self.domain = domain
      self.ticks = ticks
      self.format = format
      self.includesZero = includesZero
      self.isHidden = isHidden
      self.sharing = sharing
    }
  }
}
