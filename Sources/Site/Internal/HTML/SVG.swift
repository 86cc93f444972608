/// The few shapes that the page draws itself. Colours come from the style by class.
enum SVG {
  typealias Point = (x: Double, y: Double)

  /// At most two digits after the point: the same text everywhere, and short.
  static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    guard hundredths.isFinite, abs(hundredths) < 1e12 else { return "0" }
    let count = Int(hundredths), rest = abs(count % 100)
    let sign = count < 0 ? "-" : "", whole = abs(count / 100)
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  static func line(_ style: StaticString, _ start: Point, _ end: Point, in html: inout HTML) {
    path(style, "M\(pair(start))L\(pair(end))", in: &html)
  }

  static func polyline(_ style: StaticString, _ points: [Point], in html: inout HTML) {
    guard let first = points.first else { return }
    path(style, "M\(pair(first))" + points.dropFirst().map { "L\(pair($0))" }.joined(), in: &html)
  }

  /// Circles as one path, to a tenth of a unit: a fifth of what an element for each would take.
  static func circles(_ style: StaticString, _ centers: [Point], radius: Double, in html: inout HTML) {
    let r = number(radius), across = number(2 * radius), half = "a\(r) \(r) 0 1 0 "
    marks(style, centers.map { ($0.x - radius, $0.y) }, outline: "\(half)\(across) 0\(half)-\(across) 0", in: &html)
  }

  /// Diamonds as one path.
  static func diamonds(_ style: StaticString, _ centers: [Point], radius: Double, in html: inout HTML) {
    let r = number(radius)
    marks(style, centers.map { ($0.x, $0.y - radius) }, outline: "l\(r) \(r)l-\(r) \(r)l-\(r)-\(r)z", in: &html)
  }

  /// Outlines that end where they begin, from left to right, each from the one before: what is drawn is the same in any order, and in
  /// this one it is written shortest. Those that cover each other wholly are drawn once.
  private static func marks(_ style: StaticString, _ starts: [Point], outline: String, in html: inout HTML) {
    func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
    var data = ""
    var last: Point?
    let rounded: [Point] = starts.map { (tenths($0.x), tenths($0.y)) }
    for start in rounded.sorted(by: <) {
      if let last, last == start { continue }
      data += last.map { last in "m\(pair((start.x - last.x, start.y - last.y)))" } ?? "M\(pair(start))"
      data += outline
      last = start
    }
    if !data.isEmpty { path(style, data, in: &html) }
  }

  static func cross(_ style: StaticString, _ center: Point, radius: Double, in html: inout HTML) {
    let r = radius, (x, y) = center
    path(style, "M\(pair((x - r, y - r)))L\(pair((x + r, y + r)))M\(pair((x + r, y - r)))L\(pair((x - r, y + r)))", in: &html)
  }

  static func rectangle(_ style: StaticString, _ origin: Point, _ size: Point, in html: inout HTML) {
    html.element("rect", [
      .class("\(style)"), .init("x", number(origin.x)), .init("y", number(origin.y)), .init("width", number(size.x)),
      .init("height", number(size.y)),
    ], .empty)
  }

  static func text(_ style: StaticString, _ origin: Point, anchor: String, _ value: String, in html: inout HTML) {
    html.element("text", [
      .class("\(style)"), .init("x", number(origin.x)), .init("y", number(origin.y)), .init("text-anchor", anchor),
    ], value)
  }

  private static func path(_ style: StaticString, _ data: String, in html: inout HTML) {
    html.element("path", [.class("\(style)"), .init("d", data)], .empty)
  }

  private static func pair(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }
}
