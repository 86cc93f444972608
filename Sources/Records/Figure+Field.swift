extension Figure {
  /// A function of two dimensions on a grid, or the pixels of an image.
  public struct Field: Equatable, Sendable {
    public var columns: Int
    public var rows: Int
    /// Row by row, `channels` numbers a place. The first row is the one at the first `y`; an image's is its topmost.
    public var values: [Double]
    /// 3 for an image's red, green and blue; otherwise 1.
    public var channels: Int
    /// Where contours run; without them, at round numbers.
    public var levels: [Double]?

    public init(columns: Int, rows: Int, values: [Double], channels: Int = 1, levels: [Double]? = nil) {
      self.columns = columns
      self.rows = rows
      self.values = values
      self.channels = channels
      self.levels = levels
    }

    /// Sizes are positive and there is a number for each place.
    public var isWhole: Bool {
      guard columns > 0, rows > 0, channels == 1 || channels == 3 else { return false }
      let (cells, tooMany) = columns.multipliedReportingOverflow(by: rows)
      return !tooMany && cells <= values.count && cells * channels == values.count
    }
  }

  /// How the values of fields become colours: one scale for all panels, so that colours can be compared.
  public struct ColorScale: Equatable, Sendable {
    public enum Palette: Equatable, Sendable {
      /// From dark to light, in steps that look even.
      case sequential
      /// Two hues on both sides of a value that means neither.
      case diverging(around: Double)
      /// From black to white, as photographs are.
      case gray
    }

    public var label: String?
    public var scale: Scale
    /// What the palette's ends stand for; without it, the least and the largest value.
    public var domain: ClosedRange<Double>?
    public var ticks: [Double]?
    public var format: NumberFormat
    /// Without one: grey for images, otherwise sequential.
    public var palette: Palette?
    /// No bar that says what the colours mean.
    public var isHidden: Bool

    public init(
      label: String? = nil, scale: Scale = .linear, domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
      format: NumberFormat = .automatic, palette: Palette? = nil, isHidden: Bool = false
    ) {
      self.label = label
      self.scale = scale
      self.domain = domain
      self.ticks = ticks
      self.format = format
      self.palette = palette
      self.isHidden = isHidden
    }
  }
}

extension Figure.Field: Wire {
  public func write(to writer: inout WireWriter) {
    columns.write(to: &writer)
    rows.write(to: &writer)
    values.write(to: &writer)
    channels.write(to: &writer)
    levels.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    columns = try Int(from: &reader)
    rows = try Int(from: &reader)
    values = try [Double](from: &reader)
    channels = try Int(from: &reader)
    levels = try [Double]?(from: &reader)
  }
}

extension Figure.ColorScale: Wire {
  public func write(to writer: inout WireWriter) {
    label.write(to: &writer)
    scale.write(to: &writer)
    domain.write(to: &writer)
    ticks.write(to: &writer)
    format.write(to: &writer)
    palette.write(to: &writer)
    isHidden.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    label = try String?(from: &reader)
    scale = try Figure.Scale(from: &reader)
    domain = try ClosedRange<Double>?(from: &reader)
    ticks = try [Double]?(from: &reader)
    format = try NumberFormat(from: &reader)
    palette = try Palette?(from: &reader)
    isHidden = try Bool(from: &reader)
  }
}

extension Figure.ColorScale.Palette: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .sequential: writer.byte(0)
    case .diverging(let middle):
      writer.byte(1)
      middle.write(to: &writer)
    case .gray: writer.byte(2)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .sequential
    case 1: self = .diverging(around: try Double(from: &reader))
    case 2: self = .gray
    case let tag: throw .unknownTag(tag, in: "Figure.ColorScale.Palette")
    }
  }
}
