import Records

/// What a script needs to show values on hover: JSON arrays of one length, in the order of `data-at`.
extension MarkPainter {
  /// More data than this are not hovered one by one; the figure's table has them.
  private static let most = 600

  /// `[1,2.5,"He"]`, of what is drawn.
  func values(_ channel: Figure.Channel?, _ drawable: Drawable) -> String {
    guard let channel, drawable.data.count <= Self.most else { return "" }
    return "[" + drawable.data.map { Self.json(channel.values[$0.index]) }.joined(separator: ",") + "]"
  }

  /// Where the data stand: `x,y x,y …`
  func anchors(_ drawable: Drawable) -> String {
    guard drawable.data.count <= Self.most else { return "" }
    return drawable.data.map { datum in
      let point = anchor(datum, drawable)
      return Canvas.number(point.x) + "," + Canvas.number(point.y)
    }.joined(separator: " ")
  }

  func anchor(_ datum: Datum, _ drawable: Drawable) -> Point {
    let plot = frame.plot
    if drawable.mark == .bar, !drawable.isHistogram {
      let box = bar(datum, drawable)
      return drawable.isHorizontal
        ? Point(x: frame.x(datum.x), y: (box.top + box.bottom) / 2) : Point(x: (box.left + box.right) / 2, y: frame.y(datum.y))
    }
    func middle(_ start: Double, _ end: Double, _ place: (Double) -> Double, _ otherwise: Double) -> Double {
      if start.isNaN { return otherwise }
      return end.isNaN ? place(start) : (place(start) + place(end)) / 2
    }
    let x = middle(datum.x, datum.x2, frame.x, (plot.left + plot.right) / 2)
    let y = drawable.isHistogram || drawable.mark == .area
      ? frame.y(datum.y) : middle(datum.y, datum.y2, frame.y, (plot.top + plot.bottom) / 2)
    return Point(x: x, y: y)
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text):
      let escaped = text.unicodeScalars.map { scalar -> String in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        default: scalar.value < 0x20 ? " " : String(Character(scalar))
        }
      }
      return "\"" + escaped.joined() + "\""
    case .boolean(let truth): return truth ? "true" : "false"
    case .integer(let number): return number.description
    case .float, .double:
      guard let number = value.number, number.isFinite else { return "null" }
      return NumberFormat.significant(6).string(for: value)
    }
  }
}
