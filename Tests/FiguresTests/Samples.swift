import Records

/// Figures that several tests draw.
enum Samples {
  static func channel(_ label: String? = nil, _ values: [Double]) -> Figure.Channel {
    Figure.Channel(label: label, values: values.map { .double($0) })
  }

  static func names(_ label: String? = nil, _ values: [String]) -> Figure.Channel {
    Figure.Channel(label: label, values: values.map { .text($0) })
  }

  static func line(_ x: [Double], _ y: [Double], group: String? = nil) -> Figure.Series {
    Figure.Series(.line, x: channel("x", x), y: channel("y", y), group: group)
  }

  /// Lines over thirty layers with bands, on a logarithmic axis, named at their ends.
  static var bands: Figure {
    let layers = (1...30).map(Double.init)
    var series: [Figure.Series] = []
    for (name, gain) in [("std 0.01", 0.64), ("Xavier", 0.985), ("He", 1.0)] {
      var value = 0.9, middle: [Double] = []
      for _ in layers {
        value *= gain
        middle.append(value)
      }
      series.append(
        Figure.Series(
          .area, x: channel("layer", layers), y: channel("std", middle.map { $0 * 1.3 }), y2: channel(nil, middle.map { $0 / 1.3 }),
          group: name))
      series.append(Figure.Series(.line, x: channel("layer", layers), y: channel("std", middle), group: name))
    }
    series.append(
      Figure.Series(.rule, y: channel(nil, [1e-4]), annotations: [Figure.Annotation(index: 0, text: "lost in half precision")]))
    return Figure(
      x: Figure.Axis(label: "layer"), y: Figure.Axis(label: "standard deviation", scale: .log),
      panels: [Figure.Panel(series: series)], groupLabel: "initializer")
  }

  /// Two rows by three columns of histograms whose heights only compare within a panel.
  static var histograms: Figure {
    let edges = stride(from: -1.0, through: 1, by: 0.25).map { $0 }
    let panels = (0..<6).map { index in
      let counts = (0..<8).map { Value.integer((index + 2) * ($0 - 4) * ($0 - 3) + 3) }
      return Figure.Panel(series: [
        Figure.Series(
          .bar, x: channel("activation", Array(edges.dropLast())), x2: channel("activation", Array(edges.dropFirst())),
          y: Figure.Channel(label: "count", values: counts))
      ])
    }
    return Figure(
      x: Figure.Axis(label: "activation", ticks: [-1, 0, 1]), y: Figure.Axis(label: "count", isHidden: true, sharing: .none),
      arrangement: .grid(rows: ["Xavier", "He"], columns: ["layer 1", "layer 2", "layer 3"]), panels: panels)
  }

  /// Bars of two groups side by side.
  static var bars: Figure {
    let arms = ["frozen", "fine-tuned", "scratch"]
    return Figure(
      title: "Transfer", x: Figure.Axis(label: "arm"), y: Figure.Axis(label: "accuracy", format: .percent),
      panels: [
        Figure.Panel(series: [
          Figure.Series(.bar, x: names("arm", arms), y: channel("accuracy", [0.857, 0.9, 0.484]), group: "n = 150"),
          Figure.Series(.bar, x: names("arm", arms), y: channel("accuracy", [0.81, 0.78, 0.31]), group: "n = 40"),
        ])
      ], groupLabel: "data")
  }
}
