import Records

/// Finds room for words at data, where they cover least.
struct AnnotationPlacer {
  let frame: Frame
  let metrics: Metrics
  private(set) var withoutRoom: [String] = []
  private(set) var placed: [Box]
  private let segments: [(Point, Point)]
  private let boxes: [Box]
  private let painter: MarkPainter

  /// - Parameter taken: texts that stand already
  init(_ frame: Frame, metrics: Metrics, color: ColorModel?, taken: [Box]) {
    placed = taken
    self.frame = frame
    self.metrics = metrics
    let painter = MarkPainter(frame: frame, metrics: metrics, color: color, clip: "")
    var segments: [(Point, Point)] = [], boxes: [Box] = []
    for drawable in frame.panel.drawables {
      switch drawable.mark {
      case .line:
        for (a, b) in zip(drawable.data, drawable.data.dropFirst()) {
          segments.append((frame.point(a.x, a.y), frame.point(b.x, b.y)))
        }
      case .point:
        boxes += drawable.data.map { datum in
          let point = frame.point(datum.x, datum.y)
          return Box(left: point.x, top: point.y, right: point.x, bottom: point.y).expanded(by: metrics.markerRadius + 1)
        }
      case .bar where !drawable.isHistogram: boxes += drawable.data.map { painter.bar($0, drawable) }
      case .bar:
        boxes += drawable.data.map { datum in
          Box(left: frame.x(datum.x), top: frame.y(datum.y), right: frame.x(datum.x2), bottom: frame.plot.bottom)
        }
      case .rule:
        for datum in drawable.data {
          let y = datum.y.isNaN ? nil : frame.y(datum.y), x = datum.x.isNaN ? nil : frame.x(datum.x)
          segments.append(
            (
              Point(x: x ?? frame.plot.left, y: y ?? frame.plot.top),
              Point(
                x: datum.x2.isNaN ? x ?? frame.plot.right : frame.x(datum.x2),
                y: datum.y2.isNaN ? y ?? frame.plot.bottom : frame.y(datum.y2))
            ))
        }
      case .area, .rectangle, .heatMap, .contour, .image: break
      }
    }
    self.segments = segments
    self.boxes = boxes
    self.painter = painter
  }

  mutating func placeAll() -> [Label] {
    var labels: [Label] = []
    for drawable in frame.panel.drawables {
      for annotation in drawable.series.annotations {
        if drawable.mark.isField { withoutRoom.append(annotation.text) }
        guard let datum = drawable.data.first(where: { $0.index == annotation.index }) else { continue }
        if let label = place(annotation, datum, drawable) {
          placed.append(label.box.expanded(by: 2))
          labels.append(label)
        } else {
          withoutRoom.append(annotation.text)
        }
      }
    }
    return labels
  }

  private func place(_ annotation: Figure.Annotation, _ datum: Datum, _ drawable: Drawable) -> Label? {
    let room = min(frame.plot.width - 4, max(frame.plot.width * 0.55, 120))
    let lines = TextMetrics.wrap(annotation.text, size: metrics.font, width: room, limit: 3)
    guard !lines.isEmpty else { return nil }
    let bounds = frame.plot.expanded(by: 0.001)
    let free = candidates(lines, datum, drawable, annotation.position).filter { label in
      let box = label.box
      return bounds.contains(box) && !placed.contains { $0.intersects(box) }
    }
    var best: (label: Label, cost: Int)?
    for label in free {
      let cost = cost(label.box.expanded(by: 1))
      if cost < best?.cost ?? .max { best = (label, cost) }
      if cost == 0 { break }
    }
    return best?.label
  }

  private func cost(_ box: Box) -> Int {
    segments.count { box.intersects(from: $0.0, to: $0.1) } + boxes.count { box.intersects($0) }
  }

  /// In the order of preference; further and further away.
  private func candidates(
    _ lines: [String], _ datum: Datum, _ drawable: Drawable, _ position: Figure.Annotation.Position
  ) -> [Label] {
    let height = Label.height(of: lines.count, size: metrics.font), plot = frame.plot
    func label(_ x: Double, _ anchor: Label.Anchor, top: Double) -> Label {
      Label(lines, x: x, top: top, anchor: anchor, size: metrics.font)
    }
    if drawable.mark == .rule, drawable.series.x == nil {
      let y = frame.y(datum.y)
      let sides = [y - height - 3, y + 4]
      return (position == .bottom ? sides.reversed() : sides).flatMap { top in
        [label(plot.right, .end, top: top), label(plot.left + 4, .start, top: top), label((plot.left + plot.right) / 2, .middle, top: top)]
      }
    }
    if drawable.mark == .rule, drawable.series.y == nil {
      let x = frame.x(datum.x), tops = [plot.top + 2, (plot.top + plot.bottom - height) / 2, plot.bottom - height - 4]
      let isLeading = position == .leading
      return tops.flatMap { top in
        let right = label(x + 5, .start, top: top), left = label(x - 5, .end, top: top)
        return isLeading ? [left, right] : [right, left]
      }
    }
    let point = painter.anchor(datum, drawable)
    var result: [Label] = []
    for distance in [7.0, 16, 30, 48] {
      let above = point.y - height - distance, below = point.y + distance, beside = point.y - height / 2
      let top = [label(point.x, .middle, top: above), label(point.x + 3, .start, top: above), label(point.x - 3, .end, top: above)]
      let bottom = [label(point.x, .middle, top: below), label(point.x + 3, .start, top: below), label(point.x - 3, .end, top: below)]
      let trailing = [label(point.x + distance + 1, .start, top: beside)], leading = [label(point.x - distance - 1, .end, top: beside)]
      switch position {
      case .automatic, .top: result += top + trailing + leading + bottom
      case .bottom: result += bottom + trailing + leading + top
      case .leading: result += leading + top + bottom + trailing
      case .trailing: result += trailing + top + bottom + leading
      }
    }
    return result
  }
}
