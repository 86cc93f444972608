import Records

extension Model {
  /// The figure in a few words: its title, or what is drawn over what.
  var name: String {
    if let title = figure.title, !title.isEmpty { return title }
    switch (figure.x.label, figure.y.label) {
    case (let x?, let y?): return "\(y) over \(x)"
    case (let label?, nil), (nil, let label?): return label
    case (nil, nil): return "Figure"
    }
  }

  /// For who gave no description.
  var summary: String {
    var kinds: [String] = []
    for series in figure.panels.lazy.flatMap({ $0.series }) {
      let kind = switch series.mark {
      case .line: "lines"
      case .point: "points"
      case .bar: series.x2 == nil ? "bars" : "histograms"
      case .area: "bands"
      case .rule: "reference lines"
      case .rectangle: "rectangles"
      case .heatMap: "heat maps"
      case .contour: "contours"
      case .image: "images"
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    var text = kinds.isEmpty ? "No data." : "A chart of " + kinds.joined(separator: ", ")
    if kinds.isEmpty { return text }
    if figure.panels.count > 1 { text += " in \(figure.panels.count) panels" }
    if !groups.colors.isEmpty { text += ": " + groups.colors.map { $0.name }.joined(separator: ", ") }
    return text + "."
  }
}
