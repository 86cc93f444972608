import Records

/// A figure, in Swift Charts' words.
///
/// ```swift
/// Chart {
///   for run in runs { LineMark(x: layers, y: run.deviations).foregroundStyle(by: .value("scale", run.name)) }
///   RuleMark(y: 1).annotation("kept")
/// }
/// .xAxis("layer").yAxis("standard deviation", scale: .log)
/// ```
public struct Chart: Sendable {
  /// What the page draws.
  public private(set) var figure: Figure

  public init(@ChartBuilder content: () throws -> ChartMarks) rethrows {
    self.init(titles: [nil], contents: [try content()])
  }

  /// Marks for each element.
  public init<Data: Sequence>(_ data: Data, @ChartBuilder content: (Data.Element) throws -> ChartMarks) rethrows {
    self.init(titles: [nil], contents: [ChartBuilder.buildArray(try data.map(content))])
  }

  /// Small multiples: one panel an element, in rows of at most `columns`.
  public init<Facets: Sequence>(
    facets: Facets, columns: Int = 3, title: (Facets.Element) -> String = { "\($0)" },
    @ChartBuilder content: (Facets.Element) throws -> ChartMarks
  ) rethrows {
    self.init(titles: facets.map(title), contents: try facets.map(content))
    figure.arrangement = .wrapped(columns: columns)
  }

  /// A table of panels: one for each pair of a row and a column.
  public init<Rows: Collection, Columns: Collection>(
    rows: Rows, columns: Columns, rowTitle: (Rows.Element) -> String = { "\($0)" },
    columnTitle: (Columns.Element) -> String = { "\($0)" },
    @ChartBuilder content: (Rows.Element, Columns.Element) throws -> ChartMarks
  ) rethrows {
    let contents = try rows.flatMap { row in try columns.map { column in try content(row, column) } }
    self.init(titles: contents.map { _ in nil }, contents: contents)
    figure.arrangement = .grid(rows: rows.map(rowTitle), columns: columns.map(columnTitle))
  }

  private init(titles: [String?], contents: [ChartMarks]) {
    let all = ChartBuilder.buildArray(contents)
    figure = Figure(panels: zip(titles, contents).map { Figure.Panel(title: $0, series: $1.series) })
    figure.x.label = all.firstLabel(\.x, \.x2)
    figure.y.label = all.firstLabel(\.y, \.y2)
    figure.groupLabel = all.entries.lazy.compactMap(\.groupLabel).first
  }
}

public typealias ChartPalette = Figure.ColorScale.Palette
public typealias ChartScale = Figure.Scale
public typealias ChartSharing = Figure.Sharing
public typealias ChartWidth = Figure.Width

extension Figure.Scale {
  /// Linear between −1 and 1.
  public static var symlog: Self { .symlog(linearWithin: 1) }
}

extension Chart {
  /// What the horizontal axis is and how it is drawn; what is left out stays as it is.
  public func xAxis(
    _ label: String? = nil, scale: ChartScale? = nil, domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
    format: NumberFormat? = nil, includesZero: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { $0.x.update(label, scale, domain, ticks, format, includesZero, hidden) }
  }

  /// What the vertical axis is and how it is drawn; what is left out stays as it is.
  public func yAxis(
    _ label: String? = nil, scale: ChartScale? = nil, domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
    format: NumberFormat? = nil, includesZero: Bool? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { $0.y.update(label, scale, domain, ticks, format, includesZero, hidden) }
  }

  /// What the colours of heat maps and images are and how values become colours; what is left out stays as it is.
  ///
  /// - Parameter palette: `.sequential`, `.diverging(around: 0)` or `.gray`
  public func colorAxis(
    _ label: String? = nil, scale: ChartScale? = nil, domain: ClosedRange<Double>? = nil, ticks: [Double]? = nil,
    format: NumberFormat? = nil, palette: ChartPalette? = nil, hidden: Bool? = nil
  ) -> Chart {
    changed { figure in
      figure.color.label = label ?? figure.color.label
      figure.color.scale = scale ?? figure.color.scale
      figure.color.domain = domain ?? figure.color.domain
      figure.color.ticks = ticks ?? figure.color.ticks
      figure.color.format = format ?? figure.color.format
      figure.color.palette = palette ?? figure.color.palette
      figure.color.isHidden = hidden ?? figure.color.isHidden
    }
  }

  /// Which panels of small multiples have one domain: `.all`, those of one of the `.rows` or `.columns`, `.none`.
  public func sharing(x: ChartSharing = .all, y: ChartSharing = .all) -> Chart {
    changed {
      $0.x.sharing = x
      $0.y.sharing = y
    }
  }

  public func title(_ title: String) -> Chart { changed { $0.title = title } }

  /// Width over height of a panel.
  public func aspect(_ aspect: Double) -> Chart { changed { $0.aspect = aspect } }

  /// `.margin`, `.text` or `.page`.
  public func width(_ width: ChartWidth) -> Chart { changed { $0.width = width } }

  public func legend(hidden: Bool) -> Chart { changed { $0.showsLegend = !hidden } }

  private func changed(_ change: (inout Figure) -> Void) -> Chart {
    var result = self
    change(&result.figure)
    return result
  }
}

extension Figure.Axis {
  fileprivate mutating func update(
    _ label: String?, _ scale: Figure.Scale?, _ domain: ClosedRange<Double>?, _ ticks: [Double]?, _ format: NumberFormat?,
    _ includesZero: Bool?, _ hidden: Bool?
  ) {
    self.label = label ?? self.label
    self.scale = scale ?? self.scale
    self.domain = domain ?? self.domain
    self.ticks = ticks ?? self.ticks
    self.format = format ?? self.format
    self.includesZero = includesZero ?? self.includesZero
    self.isHidden = hidden ?? self.isHidden
  }
}
