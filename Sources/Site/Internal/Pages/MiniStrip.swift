import Judgement

/// A claim's replicates in a line of text: circles on the axis of the evidence, the side where the claim is true tinted.
struct MiniStrip {
  private static let size = (width: 128.0, height: 20.0)
  private let plot: StripPlot

  /// nil where there is no axis: of series, and of claims that were not measured.
  init?(_ judged: JudgedClaim) {
    guard let plot = StripPlot(judged) else { return nil }
    self.plot = plot
  }

  /// Says nothing to screen readers: the words beside it do.
  var markup: Markup {
    let claimed = plot.claim.compactMap(\.self), controlled = plot.control.compactMap(\.self)
    let axis = StripAxis(core: claimed + plot.thresholds, others: controlled, pixels: 5...Self.size.width - 5)
    let (width, height) = Self.size
    return HTML.fragment { html in
      html.element("svg", [
        .class("strip", "mini"), .init("viewBox", "0 0 \(SVG.number(width)) \(SVG.number(height))"), .init("aria-hidden", "true"),
      ]) { html in
        let start = plot.region.lowerBound == -.infinity ? 0 : axis.position(plot.region.lowerBound)
        let end = plot.region.upperBound == .infinity ? width : axis.position(plot.region.upperBound)
        SVG.rectangle("truth", (start, 0), (max(end - start, 1), height), in: &html)
        for threshold in plot.thresholds {
          let x = axis.position(threshold)
          SVG.line("threshold", (x, 0), (x, height), in: &html)
        }
        // Those that fall on one place are drawn once.
        for x in Set(controlled.map { axis.position($0).rounded() }).sorted() {
          SVG.diamond("control", (x, 14.5), radius: 3, in: &html)
        }
        for x in Set(claimed.map { axis.position($0).rounded() }).sorted() {
          SVG.circle("replicate", (x, plot.control.isEmpty ? height / 2 : 6), radius: 2.6, in: &html)
        }
        if plot.claim.contains(where: { $0 == nil }) { SVG.cross("divergent", (width - 5, 6), radius: 2.6, in: &html) }
      }
    }
  }
}
