import Testing

@testable import Records

@Suite struct FigureWireTests {
  static let figure = Figure(
    title: "σ", x: Figure.Axis(label: "layer", domain: 0...6, ticks: [1, 2], sharing: .columns),
    y: Figure.Axis(label: "std", scale: .symlog(linearWithin: 0.1), format: .g3, includesZero: false, isHidden: true, sharing: .none),
    arrangement: .grid(rows: ["He", "Xavier"], columns: ["1"]),
    panels: [
      Figure.Panel(
        title: "a",
        series: [
          Figure.Series(
            .area, x: Figure.Channel(label: "x", values: [.integer(1), .text("b"), .boolean(true)]),
            x2: Figure.Channel(values: [.float(.nan)]), y: Figure.Channel(values: [.double(0.1)]),
            y2: Figure.Channel(values: []), group: "g", symbolGroup: "s",
            style: Figure.Style(
              color: .palette(3), dash: .dotted, symbol: .cross, lineWidth: 2, opacity: 0.5, interpolation: .step),
            annotations: [Figure.Annotation(index: 1, text: "here", position: .leading)], stacking: .normalized),
          Figure.Series(.contour, field: Figure.Field(columns: 2, rows: 1, values: [1, 2, 3, 4, 5, 6], channels: 3, levels: [0.5])),
        ]), Figure.Panel(series: [Figure.Series(.rule, style: Figure.Style(color: .muted))]),
    ], width: .page, aspect: 1.5, groupLabel: "initializer", showsLegend: false,
    color: Figure.ColorScale(
      label: "loss", scale: .log, domain: 1...2, ticks: [1], format: .g3, palette: .diverging(around: 0.5), isHidden: true))

  @Test func survivesTheWire() throws {
    let bytes = Self.figure.wireBytes
    let back = try Figure(wireBytes: bytes)
    #expect(back.wireBytes == bytes)
    #expect(back.panels[0].series[0].annotations == Self.figure.panels[0].series[0].annotations)
    var finite = Self.figure
    finite.panels[0].series[0].x2 = nil  // NaN equals nothing
    #expect(try Figure(wireBytes: finite.wireBytes) == finite)
    for palette: Figure.ColorScale.Palette in [.sequential, .gray] {
      let figure = Figure(color: Figure.ColorScale(palette: palette))
      #expect(try Figure(wireBytes: figure.wireBytes) == figure)
    }
    for arrangement: Figure.Arrangement in [.single, .wrapped(columns: 3)] {
      let figure = Figure(x: Figure.Axis(scale: .log), arrangement: arrangement)
      #expect(try Figure(wireBytes: figure.wireBytes) == figure)
    }
  }

  @Test func cutAndForgedBytesThrow() {
    let bytes = Self.figure.wireBytes
    for end in 0..<bytes.count { #expect(throws: WireError.self) { try Figure(wireBytes: bytes.prefix(end)) } }
    #expect(throws: WireError.self) { try Figure(wireBytes: bytes + [0]) }
    // Whatever a byte is changed to, reading ends in a figure or an error.
    for index in bytes.indices {
      var forged = bytes
      forged[index] ^= 0xFF
      _ = try? Figure(wireBytes: forged)
    }
  }

  @Test func tablesSurviveTheWire() throws {
    let table = Table(columns: [Table.Column(title: "std", unit: "m", format: .g3, cells: [.float(0.1), .text("")])])
    #expect(try Table(wireBytes: table.wireBytes) == table)
  }
}
