import Records

/// How lessons name number formats: `.g3`, `.f2`, `.percent`.
public typealias NumberFormat = Records.NumberFormat

/// One number, text or truth value of a lesson.
public protocol PlottableScalar: Plottable {
  var recordedValue: Records.Value { get }
}

/// What a mark takes for a position: a scalar, a collection of them, or either with a name, `.value("layer", 1)`.
public protocol Plottable {
  var chartValue: ChartValue { get }
}

/// Data with the name of what they are.
public struct ChartValue: Plottable, Sendable {
  var label: String?
  var values: [Records.Value]
  var isSingle: Bool

  public var chartValue: ChartValue { self }
  var channel: Figure.Channel { Figure.Channel(label: label, values: values) }
}

extension Plottable where Self == ChartValue {
  /// Data and what they are: the label names the axis, the legend and the column of the figure's table.
  public static func value(_ label: String, _ data: some Plottable) -> ChartValue {
    var value = data.chartValue
    value.label = label
    return value
  }
}

extension PlottableScalar {
  public var chartValue: ChartValue { ChartValue(label: nil, values: [recordedValue], isSingle: true) }
}

extension Int: PlottableScalar {
  public var recordedValue: Records.Value { .integer(self) }
}

extension Float: PlottableScalar {
  public var recordedValue: Records.Value { .float(self) }
}

extension Double: PlottableScalar {
  public var recordedValue: Records.Value { .double(self) }
}

extension Bool: PlottableScalar {
  public var recordedValue: Records.Value { .boolean(self) }
}

extension String: PlottableScalar {
  public var recordedValue: Records.Value { .text(self) }
}

extension Sequence where Element: PlottableScalar {
  public var chartValue: ChartValue { ChartValue(label: nil, values: map(\.recordedValue), isSingle: false) }
}

extension Array: Plottable where Element: PlottableScalar {}
extension ArraySlice: Plottable where Element: PlottableScalar {}
extension ContiguousArray: Plottable where Element: PlottableScalar {}
extension ReversedCollection: Plottable where Element: PlottableScalar {}
extension Range: Plottable where Bound == Int {}
extension ClosedRange: Plottable where Bound == Int {}
extension StrideTo: Plottable where Element: PlottableScalar {}
extension StrideThrough: Plottable where Element: PlottableScalar {}
extension Repeated: Plottable where Element: PlottableScalar {}
