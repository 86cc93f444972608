import Foundation
import Judgement
import Records

/// A claim about series: each replicate is a line, the claim's to the left, the control's dashed to the right, on one scale.
struct SeriesPlot {
  private var claim: [[Double]]
  private var control: [[Double]]
  private var level: Double?

  /// nil where the measures are not series.
  init?(_ claim: JudgedClaim) {
    func series(_ measures: [Measure]) -> [[Double]] {
      measures.compactMap { if case .series(let values) = $0, values.count > 1 { values } else { nil } }
    }
    self.claim = series(claim.claim.replicates)
    control = series(claim.control?.replicates ?? [])
    guard !self.claim.isEmpty else { return nil }
    if case .crosses(let level) = claim.declaration.relation, level.isFinite { self.level = level }
  }

  func draw(in html: inout HTML, description: String) {
    let finite = (claim + control).flatMap(\.self).filter(\.isFinite) + (level.map { [$0] } ?? [])
    let height = 66.0
    let axis = StripAxis(core: finite, pixels: 4...height - 4)
    let panelWidth = control.isEmpty ? 240.0 : 113.0
    html.element("svg", [
      .class("strip"), .init("viewBox", "0 0 240 \(SVG.number(height + 16))"), .init("role", "img"),
      .init("aria-label", description),
    ]) { html in
      panel("replicate-line", claim, left: 0, width: panelWidth, height: height, axis, in: &html)
      if !control.isEmpty {
        panel("control-line", control, left: 240 - panelWidth, width: panelWidth, height: height, axis, in: &html)
        SVG.text("end", (panelWidth / 2, height + 12), anchor: "middle", "claim", in: &html)
        SVG.text("end", (240 - panelWidth / 2, height + 12), anchor: "middle", "control", in: &html)
      }
    }
  }

  private func panel(
    _ style: StaticString, _ series: [[Double]], left: Double, width: Double, height: Double, _ axis: StripAxis,
    in html: inout HTML
  ) {
    SVG.line("axis", (left, height), (left + width, height), in: &html)
    if let level {
      let y = height - axis.position(level)
      SVG.line("threshold", (left, y), (left + width, y), in: &html)
    }
    for values in series {
      let step = (width - 8) / Double(values.count - 1)
      let points = values.enumerated().filter(\.element.isFinite).map { index, value -> SVG.Point in
        (left + 4 + step * Double(index), height - axis.position(value))
      }
      SVG.polyline(style, points, in: &html)
    }
  }
}
