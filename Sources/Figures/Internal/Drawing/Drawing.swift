import Records

/// Writes a laid-out figure.
struct Drawing {
  private(set) var layout: Layout
  var canvas = Canvas()
  let id: String

  init(_ figure: Figure, id: String, width: Double?) {
    layout = Layout(figure, width: width)
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
        "aria-labelledby": "\(id)-title \(id)-desc", "font-family": "var(--figure-font,sans-serif)",
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
    canvas.open("g", ["class": "figure-panel"])
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
    let isBelow: (Drawable) -> Bool = { $0.mark == .area || $0.mark == .rectangle }
    let drawables = frame.panel.drawables
    let painter = MarkPainter(frame: frame, metrics: metrics, clip: clip)
    for drawable in drawables.filter(isBelow) + drawables.filter({ !isBelow($0) }) { painter.paint(drawable, on: &canvas) }
    drawAxes(frame)
    drawAnnotations(frame)
    canvas.close()
  }

  private mutating func drawAnnotations(_ frame: Frame) {
    var placer = AnnotationPlacer(frame, metrics: metrics)
    let placed = placer.placeAll()
    for text in placer.withoutRoom { layout.omit(label: text) }
    guard !placed.isEmpty else { return }
    canvas.newline()
    canvas.open(
      "g",
      ["class": "figure-annotations", "stroke": Look.paper, "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"])
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

extension Frame {
  /// Some data lie outside the axes: marks must not be drawn beyond the plot.
  var hidesData: Bool {
    panel.drawables.contains { drawable in
      drawable.data.contains { datum in
        ![datum.x, datum.x2].allSatisfy { $0.isNaN || panel.x.shows($0) } || ![datum.y, datum.y2].allSatisfy { $0.isNaN || panel.y.shows($0) }
          || (drawable.standsOnZero && !(drawable.isHorizontal ? panel.x.shows(panel.x.base) : panel.y.shows(panel.y.base)))
      }
    }
  }
}
