import Records

/// Names with what their marks look like, in lines above the plot.
struct Legend {
  struct Item {
    var label: Label
    var group: Groups.Group
    var swatch: Box
    var showsColor: Bool
  }

  private(set) var items: [Item] = []
  /// What the names are: "initializer".
  private(set) var headings: [Label] = []
  private(set) var height = 0.0

  /// Room for a dash pattern, or for a symbol or a colour.
  private static func swatchWidth(_ group: Groups.Group, showsColor: Bool) -> Double {
    showsColor && (group.has(.line) || group.has(.rule)) ? 28 : 14
  }

  /// Empty where names are not needed: none given, or already those of an axis.
  init(_ model: Model, metrics: Metrics, top: Double) {
    guard model.figure.showsLegend else { return }
    var x = 0.0, y = top
    func advance() {
      x = 0
      y += metrics.line * 1.1
    }
    func place(_ groups: [Groups.Group], heading: String?, showsColor: Bool) {
      if let heading, !groups.isEmpty {
        let lines = TextMetrics.wrap(heading, size: metrics.font, width: metrics.width / 3, limit: 1)
        let label = Label(lines, x: x, top: y, anchor: .start, size: metrics.font)
        headings.append(label)
        x += label.width + 14
      }
      for group in groups {
        let swatchWidth = Self.swatchWidth(group, showsColor: showsColor), room = metrics.width - swatchWidth - 8
        let lines = TextMetrics.wrap(group.name, size: metrics.font, width: room, limit: 1)
        var label = Label(lines, x: 0, top: y, anchor: .start, size: metrics.font)
        let width = swatchWidth + 7 + label.width
        if x > 0, x + width > metrics.width {
          advance()
          label = Label(lines, x: 0, top: y, anchor: .start, size: metrics.font)
        }
        label.x = x + swatchWidth + 7
        let middle = (label.box.top + label.box.bottom) / 2
        let swatch = Box(left: x, top: middle - 5, right: x + swatchWidth, bottom: middle + 5)
        items.append(Item(label: label, group: group, swatch: swatch, showsColor: showsColor))
        x += width + 20
      }
    }
    let colors = model.namesRepeatAnAxis ? [] : model.groups.colors
    place(colors, heading: model.figure.groupLabel, showsColor: true)
    if !model.groups.symbols.isEmpty, !colors.isEmpty { advance() }
    place(model.groups.symbols, heading: colors.isEmpty ? model.figure.groupLabel : nil, showsColor: false)
    if !items.isEmpty { height = y - top + metrics.line }
  }
}

extension Model {
  /// Every datum of a group stands at the group's own name on an axis.
  fileprivate var namesRepeatAnAxis: Bool {
    func repeats(_ axis: AxisModel, _ channel: (Figure.Series) -> Figure.Channel?) -> Bool {
      axis.isNamed
        && figure.panels.lazy.flatMap { $0.series }.allSatisfy { series in
          guard let group = series.group else { return true }
          return channel(series)?.values.allSatisfy { $0.description == group } ?? false
        }
    }
    return repeats(x) { $0.x } || repeats(y) { $0.y }
  }
}
