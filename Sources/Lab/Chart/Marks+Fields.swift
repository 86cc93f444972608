import NN
import Records

/// A function of two dimensions as colours; a bar above the figure says what they mean (`.colorAxis`).
///
/// ```swift
/// HeatMapMark(x: -2...2, y: -1...3) { w, b in loss(w, b) }
/// HeatMapMark(x: classes, y: classes, values: confusion)      // the values stand in the cells where they have room
/// ```
public struct HeatMapMark: ChartContent {
  public let marks: ChartMarks

  /// The function at the centres of `resolution` × `resolution` cells that fill the ranges.
  public init<Scalar: PlottableScalar>(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 64, file: StaticString = #file, line: UInt = #line,
    value: (Double, Double) throws -> Scalar
  ) rethrows {
    let xs = x.centers(resolution), ys = y.centers(resolution)
    marks = ChartMarks(.heatMap, x: xs, y: ys, rows: try .evaluated(xs, ys, value), nil, "HeatMapMark", file, line)
  }

  /// The function at given places: logarithmically spaced ones, say.
  public init<Scalar: PlottableScalar>(
    x: [Double], y: [Double], file: StaticString = #file, line: UInt = #line, value: (Double, Double) throws -> Scalar
  ) rethrows {
    marks = ChartMarks(.heatMap, x: x, y: y, rows: try .evaluated(x, y, value), nil, "HeatMapMark", file, line)
  }

  /// Values that are there already: one row for each `y`, in it one number for each `x`.
  public init<Scalar: PlottableScalar>(
    x: some Plottable, y: some Plottable, values: [[Scalar]], file: StaticString = #file, line: UInt = #line
  ) {
    marks = ChartMarks(.heatMap, x: x, y: y, rows: values.numbers, nil, "HeatMapMark", file, line)
  }
}

/// Lines on which a function of two dimensions has one value; the value is written on the line where there is room.
public struct ContourMark: ChartContent {
  public let marks: ChartMarks

  /// The function at `resolution` × `resolution` places from end to end of the ranges.
  ///
  /// - Parameter levels: where lines run; without them, at round numbers of the figure's colour scale
  public init<Scalar: PlottableScalar>(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double]? = nil, resolution: Int = 65, file: StaticString = #file,
    line: UInt = #line, value: (Double, Double) throws -> Scalar
  ) rethrows {
    let xs = x.places(resolution), ys = y.places(resolution)
    marks = ChartMarks(.contour, x: xs, y: ys, rows: try .evaluated(xs, ys, value), levels, "ContourMark", file, line)
  }

  public init<Scalar: PlottableScalar>(
    x: [Double], y: [Double], levels: [Double]? = nil, file: StaticString = #file, line: UInt = #line,
    value: (Double, Double) throws -> Scalar
  ) rethrows {
    marks = ChartMarks(.contour, x: x, y: y, rows: try .evaluated(x, y, value), levels, "ContourMark", file, line)
  }

  public init<Scalar: PlottableScalar>(
    x: some Plottable, y: some Plottable, values: [[Scalar]], levels: [Double]? = nil, file: StaticString = #file,
    line: UInt = #line
  ) {
    marks = ChartMarks(.contour, x: x, y: y, rows: values.numbers, levels, "ContourMark", file, line)
  }
}

/// The pixels of an image, over the whole of a panel.
///
/// ```swift
/// Chart(facets: 0..<16, columns: 8, title: { names[labels[$0]] }) { ImageMark(batch[row: $0]) }
/// ```
///
/// Black is the least value of all panels and white the largest; `.colorAxis(domain: 0...1)` says otherwise, and
/// `.colorAxis(palette: .diverging(around: 0))` gives weights their colours. Red, green and blue are 0 to 1.
public struct ImageMark: ChartContent {
  public let marks: ChartMarks

  /// Rows of pixels, the topmost first.
  public init<Scalar: PlottableScalar>(_ rows: [[Scalar]], file: StaticString = #file, line: UInt = #line) {
    let numbers = rows.numbers, width = numbers.first?.count ?? 0
    if let row = numbers.firstIndex(where: { $0.count != width }) {
      fatalError("ImageMark: row 0 has \(width) pixels, row \(row) has \(numbers[row].count)", file: file, line: line)
    }
    self.init(columns: width, rows: rows.count, numbers.flatMap { $0 }, 1, file, line)
  }

  /// - Shapes: [H,W] or [1,H,W] in grey; [3,H,W] in colour
  public init<Scalar: TensorScalar>(_ image: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line) {
    let shape = image.shape, rank = image.rank
    guard rank == 2 || (rank == 3 && (shape[0] == 1 || shape[0] == 3)) else {
      fatalError("ImageMark: \(shape) is no image; give [H,W], [1,H,W] or [3,H,W]", file: file, line: line)
    }
    let height = shape[rank - 2], width = shape[rank - 1], channels = rank == 3 ? shape[0] : 1
    let scalars = image.scalars.map { Double($0) }, plane = height * width
    let pixels = (0..<plane).flatMap { place in (0..<channels).map { scalars[$0 * plane + place] } }
    self.init(columns: width, rows: height, pixels, channels, file, line)
  }

  private init(columns: Int, rows: Int, _ values: [Double], _ channels: Int, _ file: StaticString, _ line: UInt) {
    let field = Figure.Field(columns: columns, rows: rows, values: values, channels: channels)
    guard field.isWhole else { fatalError("ImageMark: an image needs at least one pixel", file: file, line: line) }
    marks = ChartMarks(entries: [.init(series: Figure.Series(.image, field: field), isSingle: false, groupLabel: nil)])
  }
}

extension ChartMarks {
  fileprivate init(
    _ mark: Figure.Mark, x: some Plottable, y: some Plottable, rows: [[Double]], _ levels: [Double]?, _ name: StaticString,
    _ file: StaticString, _ line: UInt
  ) {
    let x = x.chartValue.channel, y = y.chartValue.channel
    guard rows.count == y.values.count, !rows.isEmpty else {
      fatalError(
        "\(name): y has \(y.values.count) values, and there are \(rows.count) rows; give one row for each y", file: file, line: line)
    }
    if let row = rows.firstIndex(where: { $0.count != x.values.count || $0.isEmpty }) {
      fatalError(
        "\(name): x has \(x.values.count) values, and row \(row) has \(rows[row].count); give one for each x",
        file: file, line: line)
    }
    for (axis, channel) in [("x", x), ("y", y)] {
      if let place = channel.firstOutOfOrder {
        fatalError(
          "\(name): \(axis) turns back or repeats at \(channel.values[place]); give places that rise, or fall, all the way",
          file: file, line: line)
      }
    }
    let field = Figure.Field(columns: x.values.count, rows: rows.count, values: rows.flatMap { $0 }, levels: levels)
    entries = [Entry(series: Figure.Series(mark, x: x, y: y, field: field), isSingle: false, groupLabel: nil)]
  }
}

extension Figure.Channel {
  /// The first value that is not beyond the one before, in the direction of the first two; a name that was there already.
  fileprivate var firstOutOfOrder: Int? {
    let numbers = values.compactMap(\.number)
    guard numbers.count == values.count else {
      let names = values.map(\.description)
      return names.indices.first { names[..<$0].contains(names[$0]) }
    }
    guard numbers.count > 1 else { return nil }
    let rises = numbers[1] > numbers[0]
    return (1..<numbers.count).first { !(rises ? numbers[$0] > numbers[$0 - 1] : numbers[$0] < numbers[$0 - 1]) }
  }
}

extension [[Double]] {
  fileprivate static func evaluated<Scalar: PlottableScalar>(
    _ xs: [Double], _ ys: [Double], _ value: (Double, Double) throws -> Scalar
  ) rethrows -> [[Double]] {
    try ys.map { y in try xs.map { x in try value(x, y).recordedValue.number ?? .nan } }
  }
}

extension Array where Element: Collection, Element.Element: PlottableScalar {
  fileprivate var numbers: [[Double]] { map { row in row.map { $0.recordedValue.number ?? .nan } } }
}

extension ClosedRange<Double> {
  /// Evenly spaced, both ends among them.
  fileprivate func places(_ count: Int) -> [Double] {
    let count = Swift.max(count, 2)
    return (0..<count).map { lowerBound + (upperBound - lowerBound) * Double($0) / Double(count - 1) }
  }

  /// The middles of equal parts.
  fileprivate func centers(_ count: Int) -> [Double] {
    let count = Swift.max(count, 1)
    return (0..<count).map { lowerBound + (upperBound - lowerBound) * (Double($0) + 0.5) / Double(count) }
  }
}
