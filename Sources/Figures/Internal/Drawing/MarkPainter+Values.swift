import Records

/// What a script needs to show values on hover: JSON arrays of one length, in the order of `data-at`.
extension MarkPainter {
  /// Of more data than this a script shows evenly chosen ones.
  private static let most = 400
  /// As many as the data's table has.
  private static let digits = 5

  /// `[1,2.5,"He"]`, of what is drawn.
  func values(_ channel: Figure.Channel?, _ drawable: Drawable) -> String {
    let data = carriesValues ? shown(drawable) : []
    guard let channel, !data.isEmpty else { return "" }
    return "[" + data.map { Self.json(channel.values[$0.index]) }.joined(separator: ",") + "]"
  }

  /// Whether a script can find out where the data stand, from their values and the panel's scales.
  func placesFollow(_ drawable: Drawable) -> Bool {
    guard frame.panel.x.isReadable, frame.panel.y.isReadable, !drawable.isStacked else { return false }
    guard drawable.mark != .bar || drawable.isHistogram else { return false }
    // Only data with both are shown.
    guard let x = drawable.series.x, let y = drawable.series.y else { return true }
    return [x, y].allSatisfy { channel in drawable.data.allSatisfy { channel.values[$0.index].number != nil } }
  }

  /// Where the data stand, in whole pixels: `x,y x,y …`
  func anchors(_ drawable: Drawable) -> String {
    shown(drawable).map { datum in
      let point = anchor(datum, drawable)
      return Canvas.number(point.x.rounded()) + "," + Canvas.number(point.y.rounded())
    }.joined(separator: " ")
  }

  /// None of many faint lines: nobody follows one of them.
  private func shown(_ drawable: Drawable) -> [Datum] {
    let data = drawable.data
    if drawable.look.isFaint { return [] }
    guard data.count > Self.most else { return data }
    return (0..<Self.most).map { data[$0 * (data.count - 1) / (Self.most - 1)] }
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

  static func json(_ value: Value, digits: Int = MarkPainter.digits) -> String {
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
      return NumberFormat.significant(digits).string(for: value)
    }
  }
}

extension MarkPainter {
  /// A field has at most so many columns and rows for a script to show; a finer one is sampled evenly.
  private static let mostPlaces = 32

  /// Exact values of a field and where they stand: columns and rows by themselves, the values row by row.
  func writeSamples(_ drawable: Drawable, _ grid: Grid, on canvas: inout Canvas) {
    // One field is enough where contours stand on its colours.
    let isShown = frame.panel.drawables.first { $0.grid != nil && $0.mark != .image }?.series == drawable.series
    guard isShown else { return }
    let columns = Self.sampled(grid.field.columns), rows = Self.sampled(grid.field.rows)
    func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ",") + "]" }
    func values(_ channel: Figure.Channel?, _ places: [Int]) -> String {
      guard carriesValues else { return "" }
      return list(places.map { index in (channel?.values).map { Self.json($0[index]) } ?? "null" })
    }
    canvas.newline()
    canvas.element(
      "g",
      [
        "class": "figure-samples", "data-x": values(drawable.series.x, columns), "data-y": values(drawable.series.y, rows),
        "data-values": carriesValues
          ? list(rows.flatMap { row in columns.map { Self.json(.double(grid.value(column: $0, row: row)), digits: 4) } }) : "",
        "data-at-x": columns.map { Canvas.number(frame.placeX(grid.columns[$0])) }.joined(separator: " "),
        "data-at-y": rows.map { Canvas.number(frame.placeY(grid.rows[$0])) }.joined(separator: " "),
      ])
  }

  private static func sampled(_ count: Int) -> [Int] {
    guard count > mostPlaces else { return Array(0..<count) }
    return (0..<mostPlaces).map { ($0 * (count - 1) + (mostPlaces - 1) / 2) / (mostPlaces - 1) }
  }
}
