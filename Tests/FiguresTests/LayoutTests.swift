import Records
import Testing

@testable import Figures

/// Random figures, each from its seed: whatever is drawn, no text covers another and none is cut.
@Suite struct LayoutTests {
  @Test(arguments: 0..<500)
  func textsNeitherOverlapNorLeave(_ seed: Int) {
    var random = Seeded(UInt64(seed))
    let figure = random.figure()
    for width in [nil, 320.0] {
      let drawn = Drawn(figure, width: width)
      #expect(drawn.overlaps.isEmpty, "seed \(seed), width \(width ?? 0): \(drawn.overlaps.map { ($0.0.lines, $0.1.lines) })")
      #expect(drawn.cut.isEmpty, "seed \(seed), width \(width ?? 0): \(drawn.cut.map(\.lines))")
      #expect(drawn.elements != nil)
    }
  }

  @Test func samplesHaveRoom() {
    for (name, figure) in Samples.kinds {
      for width in [nil, 260.0, 340, 980] {
        let drawn = Drawn(figure, width: width)
        #expect(drawn.overlaps.isEmpty, "\(name), width \(width ?? 0): \(drawn.overlaps.map { ($0.0.lines, $0.1.lines) })")
        #expect(drawn.cut.isEmpty, "\(name), width \(width ?? 0): \(drawn.cut.map(\.lines))")
      }
    }
  }

  @Test func linesAreNamedAtTheirEndsWhereThereIsRoom() {
    let named = Drawn(Samples.bands)
    #expect(named.drawing.layout.directLabels != nil && named.drawing.layout.legend == nil)
    let crowd = (0..<40).map { Samples.line([0, 1], [0, 1], group: "line \($0)") }
    let legend = Drawn(Figure(series: crowd))
    #expect(legend.drawing.layout.directLabels == nil && legend.drawing.layout.legend != nil)
    let early = Drawn(Figure(series: [Samples.line([0, 1], [0, 1], group: "a"), Samples.line([0, 0.5], [0, 1], group: "b")]))
    #expect(early.drawing.layout.directLabels == nil)
  }

  @Test func namesOnAnAxisNeedNoLegend() {
    let series = ["a", "b"].map { name in
      Figure.Series(.bar, x: Samples.names("arm", [name]), y: Samples.channel("y", [1]), group: name)
    }
    #expect(Drawn(Figure(series: series)).drawing.layout.legend == nil)
  }

  @Test func narrowScreensWrapSmallMultiples() {
    let panels = (0..<6).map { Figure.Panel(title: "\($0)", series: [Samples.line([0, 1], [0, 1])]) }
    let figure = Figure(arrangement: .wrapped(columns: 6), panels: panels)
    #expect(Drawn(figure).drawing.layout.model.columns == 6)
    #expect(Drawn(figure, width: 340).drawing.layout.model.columns == 2)
  }

  @Test func sharedAxesHaveOneDomain() {
    let panels = [1.0, 10].map { Figure.Panel(series: [Samples.line([0, 1], [0, $0])]) }
    func tops(_ sharing: Figure.Sharing) -> [Double] {
      Drawn(Figure(y: Figure.Axis(sharing: sharing), arrangement: .wrapped(columns: 2), panels: panels))
        .drawing.layout.frames.map(\.panel.y.high)
    }
    #expect(tops(.all) == [10, 10])
    #expect(tops(.rows) == [10, 10])
    #expect(tops(.columns) == [1, 10])
    #expect(tops(.none) == [1, 10])
  }

  @Test func barsStandOnZeroAndLinesNeedNot() {
    let x = Samples.channel("x", [1, 2]), y = Samples.channel("y", [97, 98])
    let bars = Drawn(Figure(series: [Figure.Series(.bar, x: x, y: y)])).drawing.layout.frames[0].panel.y
    let lines = Drawn(Figure(series: [Figure.Series(.line, x: x, y: y)])).drawing.layout.frames[0].panel.y
    #expect(bars.low == 0 && lines.low == 97)
  }

  @Test func theSameDataGiveTheSameBytes() {
    #expect(Drawn(Samples.bands).svg == Drawn(Samples.bands).svg)
  }

  @Test func wordsAtDataKeepClearOfLines() throws {
    let drawn = Drawn(Samples.bands)
    let label = try #require(drawn.labels.first { $0.lines == ["lost in half precision"] })
    let frame = drawn.drawing.layout.frames[0]
    for drawable in frame.panel.drawables where drawable.mark == .line {
      for (a, b) in zip(drawable.data, drawable.data.dropFirst()) {
        #expect(!label.box.intersects(from: frame.point(a.x, a.y), to: frame.point(b.x, b.y)))
      }
    }
  }
}
