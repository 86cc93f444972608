import Records

/// Writes a laid-out figure.
struct Drawing {
  private(set) var layout: Layout
  var canvas = Canvas()
  let id: String
  /// Another drawing of the figure has its values.
  private let carriesValues: Bool

  init(_ figure: Figure, id: String, width: Double?, carriesValues: Bool = true) {
    layout = Layout(figure, width: width)
    self.carriesValues = carriesValues
    self.id = Self.identifier(id)
    draw()
  }

  /// The finished element. The description comes last in time, as it says what had no room.
  func svg(description: String) -> String {
    var head = Canvas()
    head.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "figure", "role": "img",
        "viewBox": "0 0 \(Canvas.number(layout.width)) \(Canvas.number(layout.height.rounded(.up)))",
        "aria-labelledby": "\(id)-title \(id)-desc", "data-x": carriesValues ? model.figure.x.label ?? "" : "",
        "data-y": carriesValues ? model.figure.y.label ?? "" : "", "data-color": carriesValues ? model.figure.color.label ?? "" : "", "font-family": "var(--figure-font,sans-serif)",
        "font-size": Canvas.number(metrics.font), "fill": Look.ink,
      ])
    head.newline()
    head.element("title", ["id": "\(id)-title"], text: layout.model.name)
    head.newline()
    let sentences = [description.isEmpty ? layout.model.summary : description] + layout.model.omissions.sentences
    head.element("desc", ["id": "\(id)-desc"], text: sentences.joined(separator: " "))
    return head.svg + canvas.svg + "\n</svg>\n"
  }

  var metrics: Metrics { layout.metrics }
  var model: Model { layout.model }

  /// What may stand in an `id` and be referred to.
  private static func identifier(_ text: String) -> String {
    let characters = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": String(Character(scalar))
      default: "-"
      }
    }
    return characters.isEmpty ? "figure" : characters.joined()
  }

  private mutating func draw() {
    if let title = layout.title {
      canvas.newline()
      canvas.text(title, ["font-size": Canvas.number(title.size)])
    }
    if let legend = layout.legend { draw(legend) }
    if let bar = layout.colorBar { draw(bar) }
    write(layout.axisTitles, class: "figure-axis-title", fill: Look.muted)
    write(layout.panelTitles, class: "figure-panel-title", fill: "")
    for (index, frame) in layout.frames.enumerated() { draw(frame, index) }
    if let labels = layout.directLabels, let frame = layout.frames.first { draw(labels, frame) }
  }

  private mutating func write(_ labels: [Label], class name: String, fill: String) {
    guard !labels.isEmpty else { return }
    canvas.newline()
    canvas.open("g", ["class": name, "fill": fill])
    for label in labels { canvas.text(label) }
    canvas.close()
  }

  private mutating func draw(_ frame: Frame, _ index: Int) {
    canvas.newline()
    canvas.open("g", ["class": "figure-panel", "data-scale-x": frame.scaleX, "data-scale-y": frame.scaleY])
    drawGrid(frame)
    let clip = frame.hidesData ? "\(id)-clip-\(index)" : ""
    if !clip.isEmpty {
      canvas.open("clipPath", ["id": clip])
      let plot = frame.plot
      canvas.element(
        "rect",
        [
          "x": Canvas.number(plot.left), "y": Canvas.number(plot.top), "width": Canvas.number(plot.width),
          "height": Canvas.number(plot.height),
        ])
      canvas.close()
    }
    let drawables = frame.panel.drawables, before = canvas.labels.count
    let painter = MarkPainter(frame: frame, metrics: metrics, color: model.color, clip: clip, carriesValues: carriesValues)
    for level in 0...3 {
      for drawable in drawables where drawable.level == level { painter.paint(drawable, on: &canvas) }
    }
    let taken = canvas.labels[before...].map { $0.box }
    drawAxes(frame)
    drawAnnotations(frame, painter, taken: taken)
    canvas.close()
  }

  /// Words at data, then numbers at contours where there is room left.
  private mutating func drawAnnotations(_ frame: Frame, _ painter: MarkPainter, taken: [Box]) {
    var placer = AnnotationPlacer(frame, metrics: metrics, color: model.color, taken: taken)
    let placed = placer.placeAll()
    for text in placer.withoutRoom { layout.omit(label: text) }
    let levels = painter.contourLabels(avoiding: placer.placed)
    write(levels, haloed: "figure-levels")
    write(placed, haloed: "figure-annotations")
  }

  private mutating func write(_ placed: [Label], haloed name: String) {
    guard !placed.isEmpty else { return }
    canvas.newline()
    canvas.open(
      "g",
      ["class": name, "stroke": Look.paper, "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"])
    for label in placed { canvas.text(label) }
    canvas.close()
  }

  mutating func line(_ start: Point, _ end: Point) {
    let from = Canvas.number(start.x) + " " + Canvas.number(start.y)
    let to = start.y == end.y ? "H" + Canvas.number(end.x)
      : start.x == end.x ? "V" + Canvas.number(end.y) : "L" + Canvas.number(end.x) + " " + Canvas.number(end.y)
    path += "M" + from + to
  }

  /// Strokes that are collected before they are written as one path.
  var path = ""

  mutating func stroke(_ attributes: Canvas.Attributes) {
    guard !path.isEmpty else { return }
    canvas.open("g", attributes)
    canvas.element("path", ["d": path])
    canvas.close()
    path = ""
  }
}

extension Drawable {
  /// What lies lower is drawn first: fields, areas, many faint lines, the rest.
  fileprivate var level: Int {
    switch mark {
    case .heatMap, .image: 0
    case .area, .rectangle: 1
    case .line, .contour, .point, .bar, .rule: look.isFaint ? 2 : 3
    }
  }
}

extension Frame {
  /// Some data lie outside the axes: marks must not be drawn beyond the plot.
  var hidesData: Bool {
    func exceeds(_ extent: (low: Double, high: Double)?, _ scale: Scale) -> Bool {
      guard let extent else { return false }
      let ends = [scale.fraction(place: extent.low), scale.fraction(place: extent.high)]
      return !ends.allSatisfy((-1e-9...1 + 1e-9).contains)
    }
    return panel.drawables.contains { drawable in
      if let grid = drawable.grid {
        return exceeds(grid.extent(.horizontal, drawable.mark), panel.x) || exceeds(grid.extent(.vertical, drawable.mark), panel.y)
      }
      return drawable.data.contains { datum in
        ![datum.x, datum.x2].allSatisfy { $0.isNaN || panel.x.shows($0) } || ![datum.y, datum.y2].allSatisfy { $0.isNaN || panel.y.shows($0) }
          || (drawable.standsOnZero && !(drawable.isHorizontal ? panel.x.shows(panel.x.base) : panel.y.shows(panel.y.base)))
      }
    }
  }
}
