import Records

extension StripPlot {
  private static let width = 240.0
  private static let inset = 12.0

  /// Draws the plot; `description` is what a screen reader says.
  func draw(in html: inout HTML, description: String) {
    let claimed = claim.compactMap(\.self), controlled = control.compactMap(\.self)
    let axis = StripAxis(core: claimed + thresholds, others: controlled, pixels: Self.inset...Self.width - Self.inset)
    let claimMarks = Swarm(claimed.map(axis.position)), controlMarks = Swarm(controlled.map(axis.position))
    let claimRow = 4 + claimMarks.height / 2
    let controlRow = claimRow + claimMarks.height / 2 + 5 + controlMarks.height / 2
    let base = control.isEmpty ? claimRow + claimMarks.height / 2 + 3 : controlRow + controlMarks.height / 2 + 3
    let height = base + 17 + (axisTitle == nil ? 0 : 13)

    html.element("svg", [
      .class("strip"), .init("viewBox", "0 0 \(SVG.number(Self.width)) \(SVG.number(height))"), .init("role", "img"),
      .init("aria-label", description),
    ]) { html in
      truth(axis, to: base, in: &html)
      SVG.line("axis", (0, base), (Self.width, base), in: &html)
      if axis.isCutBelow { cut(at: Self.inset + 16, base, in: &html) }
      if axis.isCutAbove { cut(at: Self.width - Self.inset - 16, base, in: &html) }
      for threshold in thresholds {
        let x = axis.position(threshold)
        SVG.line("threshold", (x, 0), (x, base), in: &html)
      }
      SVG.circles("replicate", claimMarks.marks.map { ($0.x, claimRow + $0.offset) }, radius: 3, in: &html)
      SVG.diamonds("control", controlMarks.marks.map { ($0.x, controlRow + $0.offset) }, radius: 3.9, in: &html)
      notFinite(claim, y: claimRow, in: &html)
      notFinite(control, y: controlRow, in: &html)
      labels(axis, y: base + 12, in: &html)
      if let axisTitle { SVG.text("title", (Self.width / 2, base + 26), anchor: "middle", axisTitle, in: &html) }
    }
  }

  /// Two strokes across the axis: it does not go on to scale.
  private func cut(at x: Double, _ y: Double, in html: inout HTML) {
    SVG.rectangle("gap", (x - 1.5, y - 1), (3, 2), in: &html)
    for offset in [-1.5, 1.5] { SVG.line("axis", (x + offset - 1.5, y + 3.5), (x + offset + 1.5, y - 3.5), in: &html) }
  }

  private func truth(_ axis: StripAxis, to base: Double, in html: inout HTML) {
    let start = region.lowerBound == -.infinity ? 0 : axis.position(region.lowerBound)
    let end = region.upperBound == .infinity ? Self.width : axis.position(region.upperBound)
    SVG.rectangle("truth", (start, 0), (max(end - start, 1), base), in: &html)
  }

  /// Measures that diverged stand as crosses at the right edge.
  private func notFinite(_ values: [Double?], y: Double, in html: inout HTML) {
    if values.contains(where: { $0 == nil }) { SVG.cross("divergent", (Self.width - 5, y), radius: 3, in: &html) }
  }

  /// The thresholds, and the ends of the axis where there is room beside them.
  private func labels(_ axis: StripAxis, y: Double, in html: inout HTML) {
    struct Label {
      var text: String, x: Double, style: StaticString
      var width: Double { Double(text.count) * 6.2 + 8 }
      func collides(with other: Label) -> Bool { abs(x - other.x) < (width + other.width) / 2 }
    }
    var placed: [Label] = []
    let shown = (claim + control).compactMap(\.self), ends = [shown.min(), shown.max()].compactMap(\.self)
    let bounds = NumberText.bounds(thresholds)
    func place(_ value: Double, _ text: String, _ style: StaticString) {
      var label = Label(text: Self.label(text), x: axis.position(value), style: style)
      label.x = min(max(label.x, label.width / 2 - 4), Self.width - label.width / 2 + 4)
      if !placed.contains(where: label.collides) { placed.append(label) }
    }
    for (threshold, text) in zip(thresholds, bounds) { place(threshold, text, "bound") }
    let texts = NumberText.texts(ends, beside: Array(zip(thresholds, bounds)))
    for (end, text) in zip(ends, texts) { place(end, text, "end") }
    for label in placed { SVG.text(label.style, (label.x, y), anchor: "middle", label.text, in: &html) }
  }

  /// Plain text: SVG has no superscript element, so exponents use the characters.
  static func label(_ text: String) -> String {
    guard let number = TypesetNumber(text) else { return text }
    let superscripts: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "−": "⁻",
    ]
    let mantissa = number.whole + number.fraction
    guard let exponent = number.exponent else { return mantissa }
    let power = "10" + String(exponent.map { superscripts[$0] ?? $0 })
    return mantissa == "1" ? power : mantissa + "×" + power
  }
}

/// Marks that would cover each other step aside, up and down in turn, always the same way. They stand on whole units, which is
/// near enough for the eye and half as long.
private struct Swarm {
  private(set) var marks: [(x: Double, offset: Double)] = []
  private(set) var height = 8.0

  init(_ positions: [Double]) {
    let step = 3.0
    let offsets: [Double] = [0, -1, 1, -2, 2].map { $0 * step }
    for x in positions.map({ $0.rounded() }) {
      let near = marks.filter { mark in abs(mark.x - x) < 5 }
      let free = offsets.first { offset in !near.contains { mark in abs(mark.offset - offset) < step - 0.1 } }
      marks.append((x, free ?? 0))
    }
    let spread = marks.map { abs($0.offset) }.max() ?? 0
    height = 8 + 2 * spread
  }
}
