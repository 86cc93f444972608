import Records

/// Anything that stands inside `Chart { … }`: a mark, or marks with their modifiers.
public protocol ChartContent {
  var marks: ChartMarks { get }
}

/// Marks with what modifiers said of them.
public struct ChartMarks: ChartContent, Sendable {
  /// A series on its way to the figure.
  struct Entry: Sendable {
    var series: Figure.Series
    /// One datum, written by itself: joins its neighbours of the same kind, group and style.
    var isSingle: Bool
    var groupLabel: String?
  }

  var entries: [Entry]

  public var marks: ChartMarks { self }
}

extension ChartMarks {
  /// The entries as series, single data joined in the order in which they were written.
  var series: [Figure.Series] {
    var result: [Figure.Series] = []
    var joinable: Set<Int> = []
    for entry in entries {
      if entry.isSingle, let index = result.indices.last(where: { joinable.contains($0) && result[$0].joins(entry.series) }) {
        result[index].append(entry.series)
      } else {
        if entry.isSingle { joinable.insert(result.count) }
        result.append(entry.series)
      }
    }
    return result
  }

  func firstLabel(_ channels: KeyPath<Figure.Series, Figure.Channel?>...) -> String? {
    for entry in entries {
      for channel in channels {
        if let label = entry.series[keyPath: channel]?.label { return label }
      }
    }
    return nil
  }
}

extension Figure.Series {
  fileprivate func joins(_ other: Figure.Series) -> Bool {
    func sameKind(_ a: Figure.Channel?, _ b: Figure.Channel?) -> Bool { (a == nil) == (b == nil) && a?.label == b?.label }
    return mark == other.mark && group == other.group && symbolGroup == other.symbolGroup && style == other.style
      && stacking == other.stacking && field == nil && other.field == nil
      && sameKind(x, other.x) && sameKind(x2, other.x2) && sameKind(y, other.y) && sameKind(y2, other.y2)
  }

  fileprivate mutating func append(_ other: Figure.Series) {
    let start = count
    x?.values += other.x?.values ?? []
    x2?.values += other.x2?.values ?? []
    y?.values += other.y?.values ?? []
    y2?.values += other.y2?.values ?? []
    for var annotation in other.annotations {
      annotation.index += start
      annotations.append(annotation)
    }
  }
}

/// `if`, `for` and plain sequence inside `Chart { … }`.
@resultBuilder
public enum ChartBuilder {
  public static func buildExpression(_ content: some ChartContent) -> ChartMarks { content.marks }
  public static func buildBlock(_ parts: ChartMarks...) -> ChartMarks { buildArray(parts) }
  public static func buildArray(_ parts: [ChartMarks]) -> ChartMarks { ChartMarks(entries: parts.flatMap(\.entries)) }
  public static func buildOptional(_ part: ChartMarks?) -> ChartMarks { part ?? ChartMarks(entries: []) }
  public static func buildEither(first part: ChartMarks) -> ChartMarks { part }
  public static func buildEither(second part: ChartMarks) -> ChartMarks { part }
  public static func buildLimitedAvailability(_ part: ChartMarks) -> ChartMarks { part }
}
