import Figures
import Records

/// A figure as SVG with its data.
struct FigureDrawing {
  var svg: Markup
  /// nil: there is nothing to list.
  var table: Table?
  /// What a reader has to be told beyond the drawing: data that were left out.
  var notes: [String]

  init(_ figure: Figure, id: String, description: String) {
    svg = Markup(trusted: FigureRenderer.svg(for: figure, id: id, description: description))
    let data = FigureRenderer.dataTable(for: figure)
    table = data.rowCount > 0 ? data : nil
    notes = FigureRenderer.notes(for: figure)
  }

  /// Wider than the text: it may use the margin too.
  var isWide: Bool {
    guard let match = svg.description.firstMatch(of: #/viewBox="[-\d.]+ [-\d.]+ ([\d.]+) /#) else { return false }
    return (Double(match.1) ?? 0) > 760
  }
}
