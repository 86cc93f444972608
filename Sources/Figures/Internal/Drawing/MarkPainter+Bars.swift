import Records

extension MarkPainter {
  func paintBars(_ drawable: Drawable, on canvas: inout Canvas) {
    let path = drawable.data.map { datum in
      let box = bar(datum, drawable)
      return Outline.rectangle(Point(x: box.left, y: box.top), Point(x: box.right, y: box.bottom))
    }
    canvas.element(
      "path",
      [
        "d": path.joined(), "fill": drawable.look.color, "fill-opacity": drawable.look.opacity.map(Canvas.number) ?? "",
        // A hair of ground between bars that stand on each other.
        "stroke": drawable.isStacked ? Look.paper : "",
      ])
  }

  /// Where a bar stands: in its share of the place, beside those of other groups.
  func bar(_ datum: Datum, _ drawable: Drawable) -> Box {
    let slots = BarSlots(frame), thickness = slots.thickness
    let offset = slots.offset(of: drawable.series.group)
    if drawable.isHorizontal {
      let center = frame.y(datum.y) + offset
      let start = frame.x(datum.x2.isNaN ? frame.panel.x.base : datum.x2), end = frame.x(datum.x)
      return Box(
        left: min(start, end), top: center - thickness / 2, right: max(start, end), bottom: center + thickness / 2)
    }
    let center = frame.x(datum.x) + offset
    let start = frame.y(datum.y2.isNaN ? frame.panel.y.base : datum.y2), end = frame.y(datum.y)
    return Box(left: center - thickness / 2, top: min(start, end), right: center + thickness / 2, bottom: max(start, end))
  }
}

/// How the bars of a panel share the places on their axis.
struct BarSlots {
  /// The groups side by side; one where no two groups meet at a place.
  private var groups: [String?] = []
  private(set) var thickness = 0.0
  private var slot = 0.0

  init(_ frame: Frame) {
    let bars = frame.panel.drawables.filter { $0.mark == .bar && !$0.isHistogram && !$0.data.isEmpty }
    guard let first = bars.first else { return }
    func place(_ datum: Datum) -> Double { first.isHorizontal ? frame.y(datum.y) : frame.x(datum.x) }
    var owners: [Double: String?] = [:], meet = false
    for bar in bars {
      if bar.isStacked {
        for datum in bar.data { owners[place(datum)] = .some(nil) }
        continue
      }
      if !groups.contains(bar.series.group) { groups.append(bar.series.group) }
      for datum in bar.data {
        if let owner = owners[place(datum)], owner != bar.series.group { meet = true }
        owners[place(datum)] = bar.series.group
      }
    }
    if !meet { groups = [] }
    let places = owners.keys.sorted()
    let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
    let length = first.isHorizontal ? frame.plot.height : frame.plot.width
    let isNamed: Bool
    if case .names = (first.isHorizontal ? frame.panel.y : frame.panel.x).kind { isNamed = true } else { isNamed = false }
    let scale = first.isHorizontal ? frame.panel.y : frame.panel.x
    let room = isNamed ? length / (scale.high - scale.low).magnitude : min(gaps.min() ?? length * 0.5, length * 0.5)
    let share = room * (groups.count > 1 ? 0.82 : 0.7)
    slot = share / Double(max(groups.count, 1))
    thickness = min(groups.count > 1 ? slot * 0.92 : slot, 64)
    slot = min(slot, 68)
  }

  func offset(of group: String?) -> Double {
    guard groups.count > 1, let place = groups.firstIndex(of: group) else { return 0 }
    return (Double(place) - Double(groups.count - 1) / 2) * slot
  }
}
