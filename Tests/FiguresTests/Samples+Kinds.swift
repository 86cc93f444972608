import Foundation
import Records

extension Samples {
  /// Every kind by the name of its golden.
  static var kinds: [(name: String, figure: Figure)] {
    [
      ("bands-on-log-axis", bands), ("histogram-grid", histograms), ("bars-side-by-side", bars), ("error-bars", errorBars),
      ("stacked-bars", stacked(.standard)), ("normalized-areas", normalizedAreas), ("symmetric-log", symmetricLog),
      ("heat-map-contours", surface), ("heat-map-log", logarithmicHeatMap), ("confusion-matrix", confusion), ("contours", contours),
      ("images", images), ("images-in-color", colorImages), ("many-lines-and-mean", crowd), ("symbols", symbols),
      ("small-multiples", smallMultiples), ("overlapping-histograms", overlappingHistograms),
    ]
  }

  static func field(
    _ mark: Figure.Mark, _ xs: [Double], _ ys: [Double], levels: [Double]? = nil, _ value: (Double, Double) -> Double
  ) -> Figure.Series {
    let values = ys.flatMap { y in xs.map { x in value(x, y) } }
    return Figure.Series(
      mark, x: channel("w", xs), y: channel("b", ys),
      field: Figure.Field(columns: xs.count, rows: ys.count, values: values, levels: levels))
  }

  static func range(_ start: Double, _ end: Double, _ count: Int) -> [Double] {
    (0..<count).map { start + (end - start) * Double($0) / Double(count - 1) }
  }

  static func centers(_ start: Double, _ end: Double, _ count: Int) -> [Double] {
    (0..<count).map { start + (end - start) * (Double($0) + 0.5) / Double(count) }
  }

  /// Bars of two groups with the spread of each.
  static var errorBars: Figure {
    var figure = bars
    let arms = ["frozen", "fine-tuned", "scratch"]
    for (group, means, spread) in [("n = 150", [0.857, 0.9, 0.484], 0.03), ("n = 40", [0.81, 0.78, 0.31], 0.07)] {
      figure.panels[0].series.append(
        Figure.Series(
          .rule, x: names("arm", arms), y: channel("accuracy", means.map { $0 + spread }), y2: channel(nil, means.map { $0 - spread }),
          group: group, style: Figure.Style(color: .ink)))
    }
    return figure
  }

  static func stacked(_ stacking: Figure.Stacking) -> Figure {
    let degrees = names("degree", ["1", "3", "5", "9", "15"])
    func part(_ name: String, _ values: [Double]) -> Figure.Series {
      Figure.Series(.bar, x: degrees, y: channel("expected error", values), group: name, stacking: stacking)
    }
    return Figure(
      x: Figure.Axis(label: "degree"), y: Figure.Axis(label: "expected error"),
      panels: [
        Figure.Panel(series: [
          part("noise", [0.09, 0.09, 0.09, 0.09, 0.09]), part("squared bias", [0.2, 0.012, 0.004, 0.002, 0.001]),
          part("variance", [0.008, 0.016, 0.027, 0.06, 0.21]),
        ])
      ], groupLabel: "part")
  }

  static var normalizedAreas: Figure {
    let x = range(0, 10, 41)
    func part(_ name: String, _ height: (Double) -> Double) -> Figure.Series {
      Figure.Series(.area, x: channel("epoch", x), y: channel("share", x.map(height)), group: name, stacking: .normalized)
    }
    return Figure(
      x: Figure.Axis(label: "epoch"), y: Figure.Axis(label: "share of units", format: .percent),
      panels: [
        Figure.Panel(series: [
          part("dead") { 0.1 + $0 * 0.04 }, part("saturated") { 0.3 - $0 * 0.01 }, part("alive") { 1 / (1 + $0 * 0.2) },
        ])
      ])
  }

  static var symmetricLog: Figure {
    let x = range(-10, 10, 161)
    return Figure(
      x: Figure.Axis(label: "input"), y: Figure.Axis(label: "gradient", scale: .symlog(linearWithin: 1)),
      panels: [
        Figure.Panel(series: [
          Figure.Series(.line, x: channel("input", x), y: channel("gradient", x.map { $0 * $0 * $0 * 20 }), group: "cubic"),
          Figure.Series(.line, x: channel("input", x), y: channel("gradient", x.map { $0 * 3 }), group: "linear"),
          Figure.Series(.rule, x: channel(nil, [0]), annotations: [Figure.Annotation(index: 0, text: "the sign turns", position: .leading)]),
        ])
      ])
  }

  /// A loss with a curved valley, its contours, and a descent on it.
  static var surface: Figure {
    func loss(_ x: Double, _ y: Double) -> Double { (1 - x) * (1 - x) + 10 * (y - x * x) * (y - x * x) }
    var w = -1.6, b = 1.8, ws: [Double] = [], bs: [Double] = []
    for _ in 0..<200 {
      ws.append(w)
      bs.append(b)
      let slope = (-2 * (1 - w) - 40 * w * (b - w * w), 20 * (b - w * w))
      w -= 0.004 * slope.0
      b -= 0.004 * slope.1
    }
    return Figure(
      x: Figure.Axis(label: "w"), y: Figure.Axis(label: "b"),
      panels: [
        Figure.Panel(series: [
          field(.heatMap, centers(-2, 2, 96), centers(-1, 3, 64), loss),
          field(.contour, range(-2, 2, 97), range(-1, 3, 65), levels: [0.3, 1, 3, 10, 30, 100], loss),
          Figure.Series(
            .line, x: channel("w", ws), y: channel("b", bs), style: Figure.Style(color: .palette(2)),
            annotations: [Figure.Annotation(index: 0, text: "start"), Figure.Annotation(index: 199, text: "after 200 steps")]),
          Figure.Series(
            .point, x: channel("w", [1]), y: channel("b", [1]), style: Figure.Style(color: .ink, symbol: .cross),
            annotations: [Figure.Annotation(index: 0, text: "minimum")]),
        ])
      ], color: Figure.ColorScale(label: "loss", scale: .log))
  }

  /// Geometrically spaced places, a value that means neither, and a hole.
  static var logarithmicHeatMap: Figure {
    let rates = (0..<9).map { 1e-4 * pow(10, Double($0) / 2) }, decays = (0..<7).map { 1e-5 * pow(10, Double($0) / 2) }
    let series = field(.heatMap, rates, decays) { rate, decay in
      rate > 0.5 && decay > 0.005 ? .nan : 0.1 - 0.05 * (log10(rate) + 2) * (log10(rate) + 2) - 0.01 * (log10(decay) + 3)
    }
    return Figure(
      x: Figure.Axis(label: "learning rate", scale: .log), y: Figure.Axis(label: "weight decay", scale: .log),
      panels: [Figure.Panel(series: [series])],
      color: Figure.ColorScale(label: "accuracy against the baseline", format: .percent, palette: .diverging(around: 0)))
  }

  static var confusion: Figure {
    let classes = ["T-shirt", "trouser", "pullover", "dress", "coat"]
    let counts: [Double] = [870, 3, 20, 35, 8, 2, 972, 1, 18, 5, 15, 1, 830, 9, 120, 30, 9, 12, 901, 31, 1, 0, 104, 33, 840]
    let series = Figure.Series(
      .heatMap, x: names("predicted", classes), y: names("true class", classes),
      field: Figure.Field(columns: 5, rows: 5, values: counts))
    return Figure(
      x: Figure.Axis(label: "predicted"), y: Figure.Axis(label: "true class"), panels: [Figure.Panel(series: [series])], aspect: 1.6,
      color: Figure.ColorScale(label: "images"))
  }

  static var contours: Figure {
    let panels = [0.0, 0.8].map { correlation in
      Figure.Panel(title: "correlation \(correlation)", series: [
        field(.contour, range(-3, 3, 61), range(-3, 3, 61)) { x, y in
          exp(-(x * x - 2 * correlation * x * y + y * y) / (2 - 2 * correlation * correlation))
        }
      ])
    }
    return Figure(
      x: Figure.Axis(label: "x₁"), y: Figure.Axis(label: "x₂"), arrangement: .wrapped(columns: 2), panels: panels, aspect: 1)
  }

  /// Sixteen small grey images of rings and crosses.
  static var images: Figure {
    let panels = (0..<16).map { index in
      var pixels: [Double] = []
      for row in 0..<28 {
        for column in 0..<28 {
          let x = Double(column) - 13.5, y = Double(row) - 13.5, radius = (x * x + y * y).squareRoot()
          let distance = index % 2 == 0 ? abs(radius - 3 - Double(index) / 2) : min(abs(x + y), abs(x - y)) / 1.4
          pixels.append(max(0, 1 - distance / 2.5))
        }
      }
      let image = Figure.Series(.image, field: Figure.Field(columns: 28, rows: 28, values: pixels))
      return Figure.Panel(title: index % 2 == 0 ? "ring" : "cross", series: [image])
    }
    return Figure(arrangement: .wrapped(columns: 8), panels: panels)
  }

  static var colorImages: Figure {
    let panels = (0..<4).map { index in
      var pixels: [Double] = []
      for row in 0..<16 {
        for column in 0..<24 { pixels += [Double(column) / 23, Double(row) / 15, Double(index) / 3] }
      }
      let image = Figure.Series(.image, field: Figure.Field(columns: 24, rows: 16, values: pixels, channels: 3))
      return Figure.Panel(title: "\(index)", series: [image])
    }
    return Figure(arrangement: .wrapped(columns: 4), panels: panels)
  }

  /// Forty fits of noisy data, their mean with a band, and the function that they are after.
  static var crowd: Figure {
    var random = Seeded(3)
    let x = range(0, 1, 81), truth = x.map { sin(2 * .pi * $0) }
    var sums = x.map { _ in 0.0 }, squares = sums, series: [Figure.Series] = []
    for _ in 0..<40 {
      let a = Double.random(in: -0.4...0.4, using: &random), b = Double.random(in: -1...1, using: &random)
      let fit = zip(x, truth).map { x, y in 0.85 * y + a + b * (x - 0.5) + 0.3 * a * cos(9 * x + b) }
      for (index, y) in fit.enumerated() {
        sums[index] += y
        squares[index] += y * y
      }
      series.append(line(x, fit, group: "single fits"))
    }
    let mean = sums.map { $0 / 40 }, spread = zip(squares, mean).map { ($0 / 40 - $1 * $1).squareRoot() }
    series.append(
      Figure.Series(
        .area, x: channel("x", x), y: channel("y", zip(mean, spread).map { $0 + $1 }), y2: channel(nil, zip(mean, spread).map { $0 - $1 }),
        group: "mean ± one standard deviation"))
    series.append(line(x, mean, group: "mean ± one standard deviation"))
    series.append(
      Figure.Series(.line, x: channel("x", x), y: channel("y", truth), group: "sin 2πx", style: Figure.Style(color: .ink, dash: .dashed)))
    return Figure(x: Figure.Axis(label: "x"), y: Figure.Axis(label: "y"), panels: [Figure.Panel(series: series)])
  }

  /// Colours for one thing, symbols for another.
  static var symbols: Figure {
    var random = Seeded(9), series: [Figure.Series] = []
    for (group, shift) in [("train", 0.0), ("test", 0.8)] {
      for (kind, tilt) in [("sigmoid", 0.4), ("tanh", 1.0), ("ReLU", 1.6)] {
        let x = (0..<12).map { _ in Double.random(in: 0...3, using: &random) }
        let y = x.map { $0 * tilt + shift + Double.random(in: 0...0.4, using: &random) }
        series.append(Figure.Series(.point, x: channel("depth", x), y: channel("error", y), group: group, symbolGroup: kind))
      }
    }
    return Figure(x: Figure.Axis(label: "depth"), y: Figure.Axis(label: "error"), panels: [Figure.Panel(series: series)], groupLabel: "data")
  }

  static var smallMultiples: Figure {
    let x = range(0, 50, 26)
    let panels = [0.003, 0.01, 0.03, 0.1, 0.3, 1.0].map { rate in
      let curve = x.map { exp(-$0 * rate) + 0.02 + (rate == 1 ? 0.3 : 0) }
      return Figure.Panel(title: "rate \(rate)", series: [
        line(x, curve, group: "training"), line(x, curve.map { $0 * 1.1 + 0.05 }, group: "validation"),
      ])
    }
    return Figure(x: Figure.Axis(label: "step"), y: Figure.Axis(label: "loss", scale: .log), arrangement: .wrapped(columns: 3), panels: panels)
  }

  static var overlappingHistograms: Figure {
    let edges = range(-4, 6, 41)
    func bins(_ name: String, _ mean: Double, _ deviation: Double) -> Figure.Series {
      let counts = zip(edges, edges.dropFirst()).map { a, b in
        let z = ((a + b) / 2 - mean) / deviation
        return Value.integer(Int(1_000 * exp(-z * z / 2) / deviation))
      }
      return Figure.Series(
        .bar, x: channel("margin", Array(edges.dropLast())), x2: channel("margin", Array(edges.dropFirst())),
        y: Figure.Channel(label: "count", values: counts), group: name)
    }
    return Figure(
      x: Figure.Axis(label: "margin"), y: Figure.Axis(label: "count"),
      panels: [
        Figure.Panel(series: [
          bins("without", 0, 1), bins("with", 1.5, 0.8),
          Figure.Series(.rule, x: channel(nil, [0]), annotations: [Figure.Annotation(index: 0, text: "decision boundary")]),
        ])
      ])
  }
}
