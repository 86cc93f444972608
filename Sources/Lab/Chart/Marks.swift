import Records

/// A line through its data, in the order in which they stand.
///
/// `LineMark(x: .value("layer", 1), y: .value("std", 0.4))` is one datum; data of one group become one line.
/// `LineMark(x: layers, y: deviations)` is a whole line.
public struct LineMark: ChartContent {
  public let marks: ChartMarks

  public init(x: some Plottable, y: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.line, x: x.chartValue, y: y.chartValue, "LineMark", file, line)
  }
}

/// A symbol at each datum.
public struct PointMark: ChartContent {
  public let marks: ChartMarks

  public init(x: some Plottable, y: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.point, x: x.chartValue, y: y.chartValue, "PointMark", file, line)
  }
}

/// A bar from zero to `y` at each `x`; lying where `y` holds names. Bars of several groups at one place stand side by side.
public struct BarMark: ChartContent {
  public let marks: ChartMarks

  public init(x: some Plottable, y: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.bar, x: x.chartValue, y: y.chartValue, "BarMark", file, line)
  }

  /// Bars between two heights.
  public init(
    x: some Plottable, yStart: some Plottable, yEnd: some Plottable, file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(.bar, x: x.chartValue, y: yEnd.chartValue, y2: yStart.chartValue, "BarMark", file, line)
  }

  /// Bars over intervals: a histogram's bins.
  public init(
    xStart: some Plottable, xEnd: some Plottable, y: some Plottable, file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(.bar, x: xStart.chartValue, x2: xEnd.chartValue, y: y.chartValue, "BarMark", file, line)
  }
}

/// The area under a line, or the band between two.
public struct AreaMark: ChartContent {
  public let marks: ChartMarks

  public init(x: some Plottable, y: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.area, x: x.chartValue, y: y.chartValue, "AreaMark", file, line)
  }

  public init(
    x: some Plottable, yStart: some Plottable, yEnd: some Plottable, file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(.area, x: x.chartValue, y: yEnd.chartValue, y2: yStart.chartValue, "AreaMark", file, line)
  }
}

/// A straight line: across the figure at a value, or between two (an error bar).
public struct RuleMark: ChartContent {
  public let marks: ChartMarks

  public init(x: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.rule, x: x.chartValue, "RuleMark", file, line)
  }

  public init(y: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.rule, y: y.chartValue, "RuleMark", file, line)
  }

  public init(
    x: some Plottable, yStart: some Plottable, yEnd: some Plottable, file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(.rule, x: x.chartValue, y: yEnd.chartValue, y2: yStart.chartValue, "RuleMark", file, line)
  }

  public init(
    xStart: some Plottable, xEnd: some Plottable, y: some Plottable, file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(.rule, x: xStart.chartValue, x2: xEnd.chartValue, y: y.chartValue, "RuleMark", file, line)
  }
}

/// A filled rectangle between two values in both directions; across the figure in a direction that is left out.
public struct RectangleMark: ChartContent {
  public let marks: ChartMarks

  public init(
    xStart: some Plottable, xEnd: some Plottable, yStart: some Plottable, yEnd: some Plottable, file: StaticString = #file,
    line: UInt = #line
  ) {
    marks = ChartMarks(
      .rectangle, x: xStart.chartValue, x2: xEnd.chartValue, y: yEnd.chartValue, y2: yStart.chartValue, "RectangleMark",
      file, line)
  }

  public init(xStart: some Plottable, xEnd: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.rectangle, x: xStart.chartValue, x2: xEnd.chartValue, "RectangleMark", file, line)
  }

  public init(yStart: some Plottable, yEnd: some Plottable, file: StaticString = #file, line: UInt = #line) {
    marks = ChartMarks(.rectangle, y: yEnd.chartValue, y2: yStart.chartValue, "RectangleMark", file, line)
  }
}

/// A histogram from its bins: one more edge than counts.
public struct HistogramMark: ChartContent {
  public let marks: ChartMarks

  public init<Edge: PlottableScalar>(
    edges: [Edge], counts: [Int], file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(edges: edges, heights: .value("count", counts), file, line)
  }

  public init<Edge: PlottableScalar, Density: PlottableScalar & BinaryFloatingPoint>(
    edges: [Edge], densities: [Density], file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(edges: edges, heights: .value("density", densities), file, line)
  }
}

extension ChartMarks {
  /// Channels of one length; a single value stands for all of them. Different lengths end the block at its line.
  init(
    _ mark: Figure.Mark, x: ChartValue? = nil, x2: ChartValue? = nil, y: ChartValue? = nil, y2: ChartValue? = nil,
    _ name: StaticString, _ file: StaticString, _ line: UInt
  ) {
    let given = [("x", x), ("x end", x2), ("y", y), ("y start", y2)].compactMap { name, value in value.map { (name, $0) } }
    let collections = given.filter { !$0.1.isSingle }
    let count = collections.first?.1.values.count ?? 1
    if let other = collections.first(where: { $0.1.values.count != count }), let first = collections.first {
      fatalError(
        "\(name): \(first.0) has \(count) values, \(other.0) has \(other.1.values.count); give both the same number",
        file: file, line: line)
    }
    func channel(_ value: ChartValue?) -> Figure.Channel? {
      guard let value else { return nil }
      let repeats = value.isSingle && !collections.isEmpty
      let values = repeats ? Array(repeating: value.values[0], count: count) : value.values
      return Figure.Channel(label: value.label, values: values)
    }
    let series = Figure.Series(mark, x: channel(x), x2: channel(x2), y: channel(y), y2: channel(y2))
    entries = [Entry(series: series, isSingle: collections.isEmpty, groupLabel: nil)]
  }

  fileprivate init(edges: [some PlottableScalar], heights: ChartValue, _ file: StaticString, _ line: UInt) {
    let count = heights.values.count
    guard edges.count == count + 1 else {
      fatalError(
        "HistogramMark: \(edges.count) edges and \(count) bins; n bins have n + 1 edges", file: file, line: line)
    }
    self.init(
      .bar, x: edges.dropLast().chartValue, x2: edges.dropFirst().chartValue, y: heights, "HistogramMark", file, line)
  }
}
