import Execution
import Figures
import Records

/// A figure as SVG with its data. Drawing is most of what an unchanged page would cost, so the page's texts keep it.
struct FigureDrawing {
  var svg: Markup
  /// The same figure laid out for a phone, where scaling the other one down would make its words too small to read.
  var narrow: Markup?
  /// nil: there is nothing to list.
  var table: Markup?
  /// What a reader has to be told beyond the drawing: data that were left out.
  var notes: [String]
  /// Wider than the text: it may use the margin too.
  var isWide: Bool

  init(_ figure: Figure, id: String, description: String, texts: TextBundle) {
    let name = TextBundle.name(of: figure)
    func svg(_ id: String, width: Double?) -> Markup {
      Markup(trusted: texts.text(madeOf: ["figure", name, id, description, width.map { "\($0)" } ?? ""]) {
        FigureRenderer.svg(for: figure, id: id, description: description, width: width, carriesValues: width == nil)
      })
    }
    self.svg = svg(id, width: nil)
    // `figures.js` reads its values from the roomy one before it.
    narrow = figure.width == .margin ? nil : svg(id + "-narrow", width: 360)
    let data = texts.text(madeOf: ["figure data", name]) {
      FigureRenderer.dataTables(for: figure).filter { $0.rowCount > 0 }
        .map { TableRenderer(table: Self.readable($0)).markup.description }.joined(separator: "\n")
    }
    table = data.isEmpty ? nil : Markup(trusted: data)
    notes = texts.text(madeOf: ["figure notes", name]) { FigureRenderer.notes(for: figure).joined(separator: "\n") }
      .split(separator: "\n").map(String.init)
    isWide = figure.width == .page
  }

  /// Five digits are enough for readers; the drawing has the same ones.
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
