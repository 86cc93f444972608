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

  /// A heat map or an image hides what is behind it.
  var isCovered: Bool { panel.drawables.contains { $0.grid != nil && $0.mark != .contour } }

  func x(_ value: Double) -> Double { placeX(Scale.transform(value, panel.x.kind)) }
  func y(_ value: Double) -> Double { placeY(Scale.transform(value, panel.y.kind)) }
  /// Of a place that the scale has transformed already.
  func placeX(_ place: Double) -> Double { plot.left + inset + panel.x.fraction(place: place) * (plot.width - 2 * inset) }
  func placeY(_ place: Double) -> Double { plot.bottom - panel.y.fraction(place: place) * plot.height }
  func point(_ x: Double, _ y: Double) -> Point { Point(x: self.x(x), y: self.y(y)) }
}
