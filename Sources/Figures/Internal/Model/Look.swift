import Records

/// How a series is told apart.
struct Look: Equatable {
  var color: String
  /// For `stroke-dasharray`; empty for a solid line.
  var dash: String
  var symbol: Figure.Symbol
  var lineWidth: Double
  var opacity: Double?
  var interpolation: Figure.Interpolation
  /// One of many lines that are seen together.
  var isFaint = false

  /// From so many lines of one look on, none is meant to be followed by itself.
  static let smallestCrowd = 5

  static let ink = "var(--figure-ink,currentColor)"
  static let muted = "var(--figure-muted,currentColor)"
  static let grid = "var(--figure-grid,#8884)"
  /// Words on the colours of a heat map, which no theme changes.
  static let onLight = "var(--figure-on-light,#000000)", onDark = "var(--figure-on-dark,#ffffff)"
  /// The page's ground, behind words that stand on marks.
  static let paper = "var(--figure-paper,none)"

  /// At least 3 : 1 on white, told apart by people with any colour vision: after Okabe and Ito's, moved until each pair keeps its
  /// distance under protanopia, deuteranopia and tritanopia too (a test measures it).
  private static let fallbacks = ["#0b5a9e", "#dd5a12", "#2f9478", "#b556b8", "#6f5209", "#3d4a55"]
  static let paletteSize = fallbacks.count

  static func palette(_ index: Int) -> String {
    let slot = (index % paletteSize + paletteSize) % paletteSize
    return "var(--figure-\(slot + 1),\(fallbacks[slot]))"
  }

  private static let dashes: [Figure.Dash] = [.solid, .dashed, .dotted, .longDashed, .dashDotted]
  private static let symbols: [Figure.Symbol] = [.circle, .square, .triangle, .diamond, .cross, .plus]

  static func dashArray(_ dash: Figure.Dash) -> String {
    switch dash {
    case .solid: ""
    case .dashed: "7 3.5"
    case .dotted: "1.8 3.2"
    case .dashDotted: "9 3 2 3"
    case .longDashed: "14 4"
    }
  }

  static func symbol(_ index: Int) -> Figure.Symbol { symbols[index % symbols.count] }

  /// The look of a series of group `group` (`nil`: of none), as far as the author left it open.
  ///
  /// Beside groups, a series of none is nobody's colour: it would read as the first group's.
  ///
  /// - Parameter crowd: how many lines of one look there are; many are drawn thin and faint.
  init(
    _ series: Figure.Series, group: Int?, symbolGroup: Int?, isBesideGroups: Bool = false, dashPlace: Int? = nil, crowd: Int = 1
  ) {
    let style = series.style, isReference = series.mark == .rule && (series.x == nil || series.y == nil) && group == nil
    switch style.color {
    case .palette(let index): color = Self.palette(index &- 1)
    case .ink: color = Self.ink
    case .muted: color = Self.muted
    case nil where isReference: color = Self.muted
    case nil where series.mark == .contour && group == nil: color = Self.ink
    case nil where group == nil && isBesideGroups:
      color = series.mark == .area || series.mark == .rectangle ? Self.muted : Self.ink
    case nil: color = Self.palette(group ?? 0)
    }
    let extent = series.mark == .rule && series.x != nil && series.y != nil
    isFaint = series.mark == .line && crowd >= Self.smallestCrowd
    let groupDash = Self.dashes[(dashPlace ?? group ?? 0) % Self.dashes.count]
    let dash = style.dash ?? (isReference ? .dashed : extent || isFaint ? .solid : groupDash)
    self.dash = isReference && style.dash == nil ? "4 3" : Self.dashArray(dash)
    symbol = style.symbol ?? Self.symbol(symbolGroup ?? group ?? 0)
    let width = style.lineWidth ?? (series.mark == .rule ? 1.4 : series.mark == .contour || isFaint ? 1.2 : 2.1)
    lineWidth = width.isFinite ? min(max(width, 0.25), 20) : 2.1
    opacity = style.opacity.flatMap { $0.isFinite ? min(max($0, 0), 1) : nil } ?? (isFaint ? (crowd < 20 ? 0.4 : 0.25) : nil)
    interpolation = style.interpolation
  }
}
