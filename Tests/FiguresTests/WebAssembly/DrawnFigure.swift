import Figures
import Records

/// Figures that are drawn twice: by the tests, and by the program that `build.sh` makes of the same source as Embedded Swift.
func drawingsForWebAssembly() -> String {
  func channel(_ label: String, _ values: [Double]) -> Figure.Channel {
    Figure.Channel(label: label, values: values.map { Value.double($0) })
  }
  let xs = (0..<24).map { Double($0) / 6 - 2 }, ys = (0..<16).map { Double($0) / 4 - 1 }
  func loss(_ x: Double, _ y: Double) -> Double { (1 - x) * (1 - x) + 10 * (y - x * x) * (y - x * x) }
  let values = ys.flatMap { y in xs.map { x in loss(x, y) } }
  let field = Figure.Field(columns: xs.count, rows: ys.count, values: values)
  let surface = Figure(
    title: "A valley", x: Figure.Axis(label: "w"), y: Figure.Axis(label: "b"),
    panels: [
      Figure.Panel(series: [
        Figure.Series(.heatMap, x: channel("w", xs), y: channel("b", ys), field: field),
        Figure.Series(.contour, x: channel("w", xs), y: channel("b", ys), field: field),
        Figure.Series(
          .point, x: channel("w", [1]), y: channel("b", [1]), annotations: [Figure.Annotation(index: 0, text: "least")]),
      ])
    ], color: Figure.ColorScale(label: "loss", scale: .log))
  let names = Figure.Channel(label: "degree", values: [.text("1"), .text("3"), .text("größer")])
  let parts = [("bias", [0.3, 0.1, 1.0 / 3]), ("variance", [0.02, 0.1, 2e-7])].map { name, values in
    Figure.Series(.bar, x: names, y: channel("error", values), group: name, stacking: .standard)
  }
  let lines = [1e-3, 2.5, 1e6].map { rate in
    Figure.Series(.line, x: channel("step", xs), y: channel("y", xs.map { $0 * $0 * rate - 1 }), group: rate.description)
  }
  let bars = Figure(y: Figure.Axis(label: "error", format: .significant(3)), series: parts)
  let symmetric = Figure(y: Figure.Axis(label: "y", scale: .symlog(linearWithin: 0.1)), series: lines)
  return [surface, bars, symmetric].map { FigureRenderer.svg(for: $0, id: "figure", description: "") }.joined()
}

#if hasFeature(Embedded)
  @_extern(c, "write_byte") func writeByte(_ byte: UInt8)

  @_cdecl("draw") public func draw() {
    for byte in drawingsForWebAssembly().utf8 { writeByte(byte) }
  }
#endif
