import Records

extension ChartContent {
  /// One colour, dash and symbol per value, named in the legend: `.foregroundStyle(by: .value("initializer", "He"))`.
  /// With one value per datum, the data fall into that many series.
  public func foregroundStyle(by value: some Plottable) -> ChartMarks { grouped(by: value.chartValue, \.group) }

  /// One symbol per value.
  public func symbol(by value: some Plottable) -> ChartMarks { grouped(by: value.chartValue, \.symbolGroup) }

  /// A fixed colour: `.ink`, `.muted`, or one of the palette's, `.palette(2)`.
  public func foregroundStyle(_ color: ChartColor) -> ChartMarks { styled { $0.color = color } }

  public func lineStyle(_ dash: ChartDash, width: Double? = nil) -> ChartMarks {
    styled {
      $0.dash = dash
      $0.lineWidth = width ?? $0.lineWidth
    }
  }

  public func lineStyle(width: Double) -> ChartMarks { styled { $0.lineWidth = width } }
  public func symbol(_ symbol: ChartSymbol) -> ChartMarks { styled { $0.symbol = symbol } }
  public func opacity(_ opacity: Double) -> ChartMarks { styled { $0.opacity = opacity } }
  public func interpolationMethod(_ method: ChartInterpolation) -> ChartMarks { styled { $0.interpolation = method } }

  /// Bars and areas at one place stand on each other, `.standard`; as shares of their sum, `.normalized`.
  public func stacking(_ stacking: ChartStacking) -> ChartMarks { modified { $0.series.stacking = stacking } }

  /// Words at the mark; at its last datum, where it has several.
  public func annotation(_ text: String, position: ChartAnnotationPosition = .automatic) -> ChartMarks {
    modified { entry in
      let index = max(entry.series.count - 1, 0)
      entry.series.annotations.append(Figure.Annotation(index: index, text: text, position: position))
    }
  }
}

public typealias ChartStacking = Figure.Stacking
public typealias ChartColor = Figure.Color
public typealias ChartDash = Figure.Dash
public typealias ChartSymbol = Figure.Symbol
public typealias ChartInterpolation = Figure.Interpolation
public typealias ChartAnnotationPosition = Figure.Annotation.Position

extension ChartContent {
  fileprivate func modified(_ change: (inout ChartMarks.Entry) -> Void) -> ChartMarks {
    var result = marks
    for index in result.entries.indices { change(&result.entries[index]) }
    return result
  }

  fileprivate func styled(_ change: (inout Figure.Style) -> Void) -> ChartMarks {
    modified { change(&$0.series.style) }
  }

  fileprivate func grouped(by value: ChartValue, _ group: WritableKeyPath<Figure.Series, String?>) -> ChartMarks {
    let names = value.values.map(\.description)
    return ChartMarks(
      entries: marks.entries.flatMap { entry -> [ChartMarks.Entry] in
        var entry = entry
        entry.groupLabel = value.label ?? entry.groupLabel
        guard !value.isSingle else {
          entry.series[keyPath: group] = names.first
          return [entry]
        }
        return entry.split(by: names).map { name, part in
          var part = part
          part.series[keyPath: group] = name
          return part
        }
      })
  }
}

extension ChartMarks.Entry {
  /// The data with each name, names in the order of their first datum. Data beyond the names have none.
  fileprivate func split(by names: [String]) -> [(String, ChartMarks.Entry)] {
    var order: [String] = []
    var indices: [String: [Int]] = [:]
    for (index, name) in names.enumerated() where index < series.count {
      if indices[name] == nil { order.append(name) }
      indices[name, default: []].append(index)
    }
    return order.map { name in
      let kept = indices[name] ?? []
      func part(_ channel: Figure.Channel?) -> Figure.Channel? {
        channel.map { channel in Figure.Channel(label: channel.label, values: kept.map { channel.values[$0] }) }
      }
      var entry = self
      entry.series.x = part(series.x)
      entry.series.x2 = part(series.x2)
      entry.series.y = part(series.y)
      entry.series.y2 = part(series.y2)
      entry.series.annotations = series.annotations.compactMap { annotation in
        kept.firstIndex(of: annotation.index).map {
          Figure.Annotation(index: $0, text: annotation.text, position: annotation.position)
        }
      }
      return (name, entry)
    }
  }
}
