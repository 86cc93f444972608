import Records

/// Sizes that everything else follows from, in the figure's units: pixels where the figure has its natural width.
struct Metrics {
  let width: Double
  let font = 14.0
  /// Between a plot and the labels of its ticks.
  let tickGap = 8.0
  /// The least distance between two texts on a line.
  let textGap = 10.0
  let markerRadius = 3.4
  /// Panels are never narrower: then the figure grows and is shown smaller.
  let narrowest = 38.0
  /// Small multiples stand in fewer columns than the author asked for where a narrow screen would make them narrower than this.
  func narrowestMultiple(_ figure: Figure) -> Double {
    figure.isImages ? 64 : 150
  }

  var line: Double { font * Label.lineHeight }

  static func naturalWidth(_ width: Figure.Width) -> Double {
    switch width {
    case .margin: 320
    case .text: 680
    case .page: 980
    }
  }
}
