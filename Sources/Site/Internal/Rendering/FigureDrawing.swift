import Figures
import Records

/// A figure as SVG with its data.
struct FigureDrawing {
  var svg: Markup
  /// The same figure laid out for a phone, where scaling the other one down would make its words too small to read.
  var narrow: Markup?
  /// None where there is nothing to list.
  var tables: [Table]
  /// What a reader has to be told beyond the drawing: data that were left out.
  var notes: [String]
  /// Wider than the text: it may use the margin too.
  var isWide: Bool

  init(_ figure: Figure, id: String, description: String) {
    svg = Markup(trusted: FigureRenderer.svg(for: figure, id: id, description: description))
    narrow = figure.width == .margin
      ? nil : Markup(trusted: FigureRenderer.svg(for: figure, id: id + "-narrow", description: description, width: 360))
    tables = FigureRenderer.dataTables(for: figure).filter { $0.rowCount > 0 }.map(Self.readable)
    notes = FigureRenderer.notes(for: figure)
    isWide = figure.width == .page
  }

  /// The table is for readers, five digits are enough for them; the drawing carries the exact numbers.
  private static func readable(_ table: Table) -> Table {
    Table(columns: table.columns.map { column in
      var column = column
      if column.format == .automatic { column.format = .significant(5) }
      return column
    })
  }

  /// One of the two layouts shows, by the width of the screen; the other one is not there for anybody.
  func write(to html: inout HTML) {
    guard let narrow else { return html.element("div", [.class("drawing")], svg) }
    html.element("div", [.class("drawing", "roomy")], svg)
    html.element("div", [.class("drawing", "narrow")], narrow)
  }
}
