/// Text at its place.
struct Label: Equatable {
  enum Anchor: String, Equatable {
    case start, middle, end
  }

  var lines: [String]
  /// Where the anchor of the first line stands, on its baseline.
  var x: Double
  var y: Double
  var anchor: Anchor
  var size: Double
  var isBold = false
  /// Reads upwards.
  var isRotated = false

  static let lineHeight = 1.25
  private static let ascent = 0.8
  private static let descent = 0.24

  /// The label with its lines centred on a height.
  init(_ lines: [String], x: Double, centerY: Double, anchor: Anchor, size: Double, isBold: Bool = false) {
    let height = Self.height(of: lines.count, size: size)
    self.init(lines, x: x, top: centerY - height / 2, anchor: anchor, size: size, isBold: isBold)
  }

  /// The label with its lines below a height.
  init(_ lines: [String], x: Double, top: Double, anchor: Anchor, size: Double, isBold: Bool = false) {
    self.lines = lines
    self.x = x
    y = top + Self.ascent * size
    self.anchor = anchor
    self.size = size
    self.isBold = isBold
  }

  static func height(of lines: Int, size: Double) -> Double {
    lines == 0 ? 0 : (Double(lines - 1) * lineHeight + ascent + descent) * size
  }

  var width: Double { lines.map { TextMetrics.width($0, size: size, isBold: isBold) }.max() ?? 0 }

  /// What the text covers.
  var box: Box {
    let width = width, height = Self.height(of: lines.count, size: size)
    let start: Double
    switch anchor {
    case .start: start = 0
    case .middle: start = -width / 2
    case .end: start = -width
    }
    if isRotated {
      let left = x - Self.ascent * size
      return Box(left: left, top: y - start - width, right: left + height, bottom: y - start)
    }
    return Box(left: x + start, top: y - Self.ascent * size, right: x + start + width, bottom: y - Self.ascent * size + height)
  }
}

/// A rectangle with y growing downwards.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  func intersects(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }

  func expanded(by margin: Double) -> Box {
    Box(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
  }

  /// Whether the segment between two points passes through (Liang and Barsky).
  func intersects(from start: Point, to end: Point) -> Bool {
    var first = 0.0, last = 1.0
    for (delta, near, far) in [
      (end.x - start.x, left - start.x, right - start.x), (end.y - start.y, top - start.y, bottom - start.y),
    ] {
      if delta == 0 {
        if near > 0 || far < 0 { return false }
      } else {
        first = max(first, min(near / delta, far / delta))
        last = min(last, max(near / delta, far / delta))
      }
    }
    return first <= last
  }
}

struct Point: Equatable {
  var x: Double
  var y: Double
}
