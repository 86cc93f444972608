/// A figure as a block described it: exact data and what they mean. Drawing it is the tool's work.
///
/// A figure is a grid of panels that share their axes' meaning; an ordinary chart is a grid of one panel.
public struct Figure: Equatable, Sendable {
  /// How the panels stand.
  public enum Arrangement: Equatable, Sendable {
    case single
    /// Small multiples in reading order, with their own titles.
    case wrapped(columns: Int)
    /// A table of panels, row by row, with titles at its sides.
    case grid(rows: [String], columns: [String])
  }

  /// How much of the page the figure deserves.
  public enum Width: UInt8, Equatable, Sendable {
    case margin, text, page
  }

  public struct Panel: Equatable, Sendable {
    public var title: String?
    public var series: [Series]

    public init(title: String? = nil, series: [Series] = []) {
      self.title = title
      self.series = series
    }
  }

  public var title: String?
  public var x: Axis
  public var y: Axis
  public var arrangement: Arrangement
  public var panels: [Panel]
  public var width: Width
  /// Width over height of one panel.
  public var aspect: Double?
  /// What distinguishes the groups: "initializer".
  public var groupLabel: String?
  public var showsLegend: Bool
  public var color: ColorScale

  public init(
    title: String? = nil, x: Axis = Axis(), y: Axis = Axis(), arrangement: Arrangement = .single, panels: [Panel] = [],
    width: Width = .text, aspect: Double? = nil, groupLabel: String? = nil, showsLegend: Bool = true,
    color: ColorScale = ColorScale()
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.arrangement = arrangement
    self.panels = panels
    self.width = width
    self.aspect = aspect
    self.groupLabel = groupLabel
    self.showsLegend = showsLegend
    self.color = color
  }

  /// One panel without a title.
  public init(title: String? = nil, x: Axis = Axis(), y: Axis = Axis(), series: [Series]) {
    self.init(title: title, x: x, y: y, panels: [Panel(series: series)])
  }
}
