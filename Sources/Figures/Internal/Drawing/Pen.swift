/// Writes path data as steps from place to place, to a tenth of a pixel: half as long as places, and half again when compressed.
///
/// The steps are those between the rounded places, so that their errors do not add up.
struct Pen {
  private(set) var path = ""
  private var place: (x: Int, y: Int)?
  private var start: (x: Int, y: Int)?

  mutating func move(to point: Point) {
    let target = Self.tenths(point)
    if let place { path += "m" + Self.pair(target.x - place.x, target.y - place.y) } else { path += "M" + Self.pair(target.x, target.y) }
    (place, start) = (target, target)
  }

  /// Back to where the last move went.
  mutating func close() {
    path += "Z"
    place = start
  }

  mutating func draw(to point: Point) {
    guard let place else { return move(to: point) }
    let target = Self.tenths(point), x = target.x - place.x, y = target.y - place.y
    path += y == 0 ? "h" + Self.text(x) : x == 0 ? "v" + Self.text(y) : "l" + Self.pair(x, y)
    self.place = target
  }

  private static func tenths(_ point: Point) -> (x: Int, y: Int) { (tenths(point.x), tenths(point.y)) }

  private static func tenths(_ value: Double) -> Int { value.isNaN ? 0 : Int((min(max(value, -99_999), 99_999) * 10).rounded()) }

  /// A minus sign is separation enough.
  private static func pair(_ x: Int, _ y: Int) -> String { text(x) + (y < 0 ? "" : " ") + text(y) }

  private static func text(_ tenths: Int) -> String {
    let size = tenths.magnitude, rest = size % 10
    return (tenths < 0 ? "-" : "") + (size / 10).description + (rest == 0 ? "" : ".\(rest)")
  }
}
