import Records
import Testing

@testable import Figures

@Suite struct RenderingTests {
  @Test func isAnAccessibleImageThatScales() throws {
    let svg = FigureRenderer.svg(for: Samples.bars, id: "fig-1", description: "Frozen features win.")
    let head = String(svg.prefix { $0 != ">" })
    #expect(head.contains("role=\"img\"") && head.contains("viewBox=\"0 0 680 ") && head.contains("aria-labelledby=\"fig-1-title fig-1-desc\""))
    #expect(!head.contains(" width=") && !head.contains(" height="))
    #expect(svg.contains("<title id=\"fig-1-title\">Transfer</title>"))
    #expect(svg.contains("<desc id=\"fig-1-desc\">Frozen features win.</desc>"))
    #expect(!svg.contains("style="), "a content security policy refuses inline styles")
  }

  @Test func colorsAreVariablesWithFallbacks() {
    let svg = Drawn(Samples.bands).svg
    for name in ["1", "2", "3", "ink", "grid", "muted"] { #expect(svg.contains("var(--figure-\(name),")) }
    let bare = svg.replacing(/var\([^)]*\)/, with: "")
    #expect(!bare.contains("#"), "a colour that no page can change")
  }

  @Test func hostileTextIsOnlyText() throws {
    let hostile = "</svg><script>alert(1)</script>\" onload='x' ]]>&amp;\u{0}\u{8}"
    let series = Figure.Series(
      .point, x: Samples.names(hostile, [hostile]), y: Samples.channel(hostile, [1]), group: hostile,
      annotations: [Figure.Annotation(index: 0, text: hostile)])
    let figure = Figure(
      title: hostile, x: Figure.Axis(label: hostile), y: Figure.Axis(label: hostile),
      arrangement: .grid(rows: [hostile], columns: [hostile]), panels: [Figure.Panel(title: hostile, series: [series])],
      groupLabel: hostile)
    let svg = FigureRenderer.svg(for: figure, id: "\"><script>", description: hostile)
    #expect(!svg.contains("<script") && !svg.contains("</svg><") && svg.components(of: "<svg").count == 2)
    #expect(!svg.contains("onload='"))
    let elements = try #require(Drawn(figure, description: hostile).elements)
    #expect(Set(elements).isSubset(of: ["svg", "title", "desc", "g", "path", "text", "tspan", "rect", "clipPath", "image"]))
  }

  @Test func idsAreUsableAndOwn() {
    let one = FigureRenderer.svg(for: Samples.bars, id: "a b/c", description: "d")
    #expect(one.contains("id=\"a-b-c-title\"") && one.contains("aria-labelledby=\"a-b-c-title a-b-c-desc\""))
  }

  @Test func emptyFiguresAreFigures() throws {
    for figure in [Figure(), Figure(series: []), Figure(series: [Figure.Series(.line)]), Figure(series: [Samples.line([], [])])] {
      let drawn = Drawn(figure, description: "")
      #expect(drawn.elements != nil)
      #expect(drawn.svg.contains("<title id=\"f-title\">"))
    }
    #expect(Drawn(Figure(), description: "").svg.contains("No data."))
  }

  @Test func aSinglePointIsSeen() {
    let drawn = Drawn(Figure(series: [Samples.line([3], [0.5])]))
    let frame = drawn.drawing.layout.frames[0]
    #expect(frame.panel.x.low < 3 && frame.panel.x.high > 3)
    #expect(drawn.svg.contains("h0\" stroke="))
  }

  @Test func whatIsNotFiniteIsLeftOutAndCounted() {
    let figure = Figure(series: [Samples.line([1, 2, 3, 4, 5], [1, .nan, 3, .infinity, 5])])
    let drawn = Drawn(figure)
    #expect(drawn.drawing.layout.frames[0].panel.drawables[0].data.map(\.index) == [0, 2, 4])
    #expect(drawn.svg.contains("2 of 5 data are not finite and not drawn."))
    #expect(FigureRenderer.notes(for: figure) == ["2 of 5 data are not finite and not drawn."])
    #expect(drawn.svg.contains("data-y=\"[1,3,5]\""))
    #expect(drawn.svg.components(of: "fill=\"none\" stroke=\"var(--figure-1,#0b5a9e)\" stroke-width=\"2.1\"").count == 1, "no line across gaps")
  }

  @Test func logarithmicAxesTakePositiveValues() {
    let figure = Figure(y: Figure.Axis(scale: .log), series: [Samples.line([1, 2, 3, 4], [0.1, 0, -1, 10])])
    let drawn = Drawn(figure)
    #expect(drawn.drawing.layout.frames[0].panel.drawables[0].data.map(\.index) == [0, 3])
    #expect(drawn.svg.contains("2 of 4 data are not positive and have no place on a logarithmic axis."))
    #expect(Drawn(Figure(y: Figure.Axis(scale: .log), series: [Samples.line([1], [0])])).elements != nil)
  }

  @Test func whatLiesOutsideTheDomainIsClippedAndCounted() {
    let figure = Figure(y: Figure.Axis(domain: 0...2), series: [Samples.line([1, 2, 3], [1, 5, 1])])
    let svg = Drawn(figure).svg
    #expect(svg.contains("1 of 3 data lies outside the range shown."))
    #expect(svg.contains("<clipPath id=\"f-clip-0\">") && svg.contains("clip-path=\"url(#f-clip-0)\""))
    #expect(!Drawn(Samples.bands).svg.contains("clipPath"))
  }

  @Test func groupsDifferByMoreThanColor() {
    let looks = (0..<5).map { Look(Samples.line([], []), group: $0, symbolGroup: nil) }
    #expect(Set(looks.map(\.dash)).count == 5)
    #expect(Set(looks.map(\.symbol)).count == 5)
    #expect(Set((0..<6).map(Look.palette)).count == 6)
    #expect(Look.palette(6) == Look.palette(0) && Look.palette(-1) == Look.palette(5) && !Look.palette(.min).isEmpty)
  }

  @Test func whatHasNoGroupIsNobodysColor() {
    let drawn = Drawn(Figure(series: [Samples.line([0, 1], [0, 1], group: "a"), Samples.line([0, 1], [1, 0])]))
    let looks = drawn.drawing.layout.frames[0].panel.drawables.map(\.look.color)
    #expect(looks == [Look.palette(0), Look.ink])
    #expect(Drawn(Figure(series: [Samples.line([0], [0])])).drawing.layout.frames[0].panel.drawables[0].look.color == Look.palette(0))
  }

  @Test func marksCarryTheirDataForHovering() {
    let svg = Drawn(Samples.bars).svg
    #expect(svg.contains("data-group=\"n = 150\" data-x=\"[&quot;frozen&quot;,&quot;fine-tuned&quot;,&quot;scratch&quot;]\" data-y=\"[0.857,0.9,0.484]\" data-at=\""))
    #expect(svg.contains("<title>n = 150</title>"))
  }

  @Test func barsOfGroupsStandSideBySide() {
    let drawn = Drawn(Samples.bars), frame = drawn.drawing.layout.frames[0]
    let painter = MarkPainter(frame: frame, metrics: drawn.drawing.metrics, color: nil, clip: "")
    let boxes = frame.panel.drawables.flatMap { drawable in drawable.data.map { painter.bar($0, drawable) } }
    for (index, box) in boxes.enumerated() { #expect(!boxes[..<index].contains { $0.intersects(box) }) }
  }

  @Test func thinnedLinesKeepTheirExtremes() {
    var random = Seeded(1)
    let points = (0..<20_000).map { Point(x: Double($0) / 40, y: Double.random(in: 0...100, using: &random)) }
    let thin = Outline.thinned(points)
    #expect(thin.count <= 4 * 501)
    #expect(thin.map(\.y).max() == points.map(\.y).max() && thin.map(\.y).min() == points.map(\.y).min())
    #expect(thin.first == points.first && thin.last == points.last)
  }

  @Test func coordinatesAreShort() {
    #expect(Canvas.number(1) == "1" && Canvas.number(0.5) == "0.5" && Canvas.number(0.05) == "0.05")
    #expect(Canvas.number(-0.001) == "0" && Canvas.number(-1.256) == "-1.26" && Canvas.number(99.999) == "100")
    #expect(Canvas.number(.nan) == "0" && Canvas.number(.infinity) == "99999")
  }

  @Test func powersAreRaised() {
    #expect(Drawn(Samples.bands).svg.contains(">10<tspan dy=\"-5.04\" font-size=\"10.36\">−4</tspan></text>"))
  }
}

extension String {
  func components(of separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }
}
