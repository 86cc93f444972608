import Records

/// A panel at its place.
struct Frame {
  var panel: Model.Panel
  var plot: Box
  /// Room for symbols at the left and right end of a numeric axis.
  var inset: Double
  var xLabels: AxisLabels
  var yLabels: AxisLabels
  /// Labels are written once for panels that share them.
  var showsXLabels: Bool
  var showsYLabels: Bool

  func x(_ value: Double) -> Double { plot.left + inset + panel.x.fraction(value) * (plot.width - 2 * inset) }
  func y(_ value: Double) -> Double { plot.bottom - panel.y.fraction(value) * plot.height }
  func point(_ x: Double, _ y: Double) -> Point { Point(x: self.x(x), y: self.y(y)) }
}
