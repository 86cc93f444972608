extension Figure {
  public enum Mark: UInt8, Equatable, Sendable {
    case line, point
    /// From `y2` (or zero) to `y`; with `x2`, a histogram's bin. Horizontal where `y` holds names.
    case bar
    /// Between `y2` (or zero) and `y`.
    case area
    /// Across the panel at `x` or `y`; with `x2` or `y2`, only so far.
    case rule
    case rectangle
    /// A field's values as colours.
    case heatMap
    /// Lines on which a field has one value.
    case contour
    /// A field as an image, over the whole panel.
    case image
  }

  /// What bars and areas at one place stand on.
  public enum Stacking: UInt8, Equatable, Sendable {
    /// On zero: bars of several groups stand side by side.
    case none
    /// On each other.
    case standard
    /// On each other, as shares of their sum.
    case normalized
  }

  /// The values of one dimension, as the lesson computed them.
  public struct Channel: Equatable, Sendable {
    /// What the values are: "std".
    public var label: String?
    public var values: [Value]

    public init(label: String? = nil, values: [Value]) {
      self.label = label
      self.values = values
    }
  }

  /// Words at a datum.
  public struct Annotation: Equatable, Sendable {
    public enum Position: UInt8, Equatable, Sendable {
      /// Where it covers least.
      case automatic
      case top, bottom, leading, trailing
    }

    public var index: Int
    public var text: String
    public var position: Position

    public init(index: Int, text: String, position: Position = .automatic) {
      self.index = index
      self.text = text
      self.position = position
    }
  }

  public enum Color: Equatable, Sendable {
    /// One of the palette's, from 1.
    case palette(Int)
    case ink
    case muted
  }

  public enum Dash: UInt8, Equatable, Sendable {
    case solid, dashed, dotted, dashDotted, longDashed
  }

  public enum Symbol: UInt8, Equatable, Sendable {
    case circle, square, triangle, diamond, cross, plus
  }

  public enum Interpolation: UInt8, Equatable, Sendable {
    case linear
    /// Constant up to the next datum.
    case step
  }

  /// What the author fixed; the rest follows from the group.
  public struct Style: Equatable, Sendable {
    public var color: Color?
    public var dash: Dash?
    public var symbol: Symbol?
    /// In the figure's units, about a pixel.
    public var lineWidth: Double?
    public var opacity: Double?
    public var interpolation: Interpolation

    public init(
      color: Color? = nil, dash: Dash? = nil, symbol: Symbol? = nil, lineWidth: Double? = nil, opacity: Double? = nil,
      interpolation: Interpolation = .linear
    ) {
      self.color = color
      self.dash = dash
      self.symbol = symbol
      self.lineWidth = lineWidth
      self.opacity = opacity
      self.interpolation = interpolation
    }
  }

  /// Marks of one kind, group and style.
  public struct Series: Equatable, Sendable {
    public var mark: Mark
    public var x: Channel?
    public var x2: Channel?
    public var y: Channel?
    public var y2: Channel?
    /// Named in the legend, told apart by colour, dash and symbol.
    public var group: String?
    /// Told apart by symbol alone, where that is another group.
    public var symbolGroup: String?
    public var style: Style
    public var annotations: [Annotation]
    public var stacking: Stacking
    /// What `heatMap`, `contour` and `image` show: at the places of `x` and `y`, one for each column and row.
    public var field: Field?

    public init(
      _ mark: Mark, x: Channel? = nil, x2: Channel? = nil, y: Channel? = nil, y2: Channel? = nil, group: String? = nil,
      symbolGroup: String? = nil, style: Style = Style(), annotations: [Annotation] = [], stacking: Stacking = .none,
      field: Field? = nil
    ) {
      self.mark = mark
      self.x = x
      self.x2 = x2
      self.y = y
      self.y2 = y2
      self.group = group
      self.symbolGroup = symbolGroup
      self.style = style
      self.annotations = annotations
      self.stacking = stacking
      self.field = field
    }

    /// Data in the series: the longest channel's; a field's places.
    public var count: Int {
      if let field { return field.values.count / max(field.channels, 1) }
      return [x, x2, y, y2].map { $0?.values.count ?? 0 }.max() ?? 0
    }
  }
}
