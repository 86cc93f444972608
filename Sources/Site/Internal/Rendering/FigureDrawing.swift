import Figures
import Records

/// A figure as SVG with its data. A shim: once `FigureRenderer` is merged in `Figures`, its two calls go here.
struct FigureDrawing {
  var svg: Markup
  /// nil: there is nothing to list.
  var table: Table?

  init(_ figure: Figure, id: String, description: String) {
    // FigureRenderer.svg(for: figure, id: id, description: description)
    svg = Self.placeholder(id: id, description: description)
    // FigureRenderer.dataTable(for: figure)
    let data = Table(columns: [])
    table = data.rowCount > 0 ? data : nil
  }

  /// Wider than the text: it may use the margin too.
  var isWide: Bool {
    guard let match = svg.description.firstMatch(of: #/viewBox="[-\d.]+ [-\d.]+ ([\d.]+) /#) else { return false }
    return (Double(match.1) ?? 0) > 760
  }

  private static func placeholder(id: String, description: String) -> Markup {
    HTML.fragment { html in
      html.element("svg", [
        .class("chart"), .id(id), .init("viewBox", "0 0 680 260"), .init("role", "img"), .init("aria-label", description),
      ]) { html in
        SVG.rectangle("frame", (1, 1), (678, 258), in: &html)
        SVG.text("label", (340, 134), anchor: "middle", description, in: &html)
      }
    }
  }
}
