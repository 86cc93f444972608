import Lessons
import Records

/// A table, of a block's values or out of the prose: numbers aligned by their point, units muted in the head.
struct TableRenderer {
  enum Cell {
    case text(Markup)
    case number(TypesetNumber)
    /// A number within something else: an inline value.
    case wrapped(Markup, TypesetNumber)

    var number: TypesetNumber? {
      switch self {
      case .text: nil
      case .number(let number), .wrapped(_, let number): number
      }
    }

    var isEmpty: Bool { if case .text(let markup) = self { markup.isEmpty } else { false } }
  }

  struct Column {
    var head: Markup
    var unit: String?
    var alignment = Node.Alignment.none
    /// Aligned by the point.
    var isNumeric: Bool
    var cells: [Cell]
  }

  var columns: [Column]

  init(columns: [Column]) { self.columns = columns }

  init(table: Table) {
    columns = table.columns.map { column in
      let isNumeric = !column.cells.isEmpty && column.cells.allSatisfy { $0.number != nil }
      let cells = column.cells.map { value in
        let text = NumberText.text(value, format: column.format)
        return isNumeric ? TypesetNumber(text).map(Cell.number) ?? .text(Markup(text: text)) : .text(Markup(text: text))
      }
      return Column(head: Markup(text: column.title), unit: column.unit, isNumeric: isNumeric, cells: cells)
    }
  }

  private var rowCount: Int { columns.map(\.cells.count).max() ?? 0 }

  var markup: Markup { HTML.fragment { write(to: &$0) } }

  func write(to html: inout HTML) {
    // In a tall table they would be most of its bytes; its numbers stand flush right as they are.
    let isTall = rowCount > 40
    // Tails of one width behind right-aligned whole parts: the points stand under each other in any face.
    let tails = columns.map { column in
      column.isNumeric && !isTall ? column.cells.compactMap { $0.number?.tailWidth }.max() ?? 0 : 0
    }
    html.element("div", [
      .class("scroll", isTall ? "tall" : ""), .init("tabindex", "0"), .init("role", "group"), .init("aria-label", "table"),
    ]) { html in
      html.element("table", [.class("data")]) { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for column in columns { head(column, in: &html) }
          }
        }
        html.newline()
        html.element("tbody") { html in
          for row in 0..<rowCount {
            html.element("tr") { html in
              for (column, tail) in zip(columns, tails) {
                cell(row < column.cells.count ? column.cells[row] : .text(.empty), of: column, tail: tail, in: &html)
              }
            }
            html.newline()
          }
        }
      }
    }
  }

  private func style(_ column: Column) -> [HTML.Attribute] {
    if column.isNumeric { return [.class("number")] }
    return column.alignment == .none ? [] : [.class(column.alignment.rawValue)]
  }

  private func head(_ column: Column, in html: inout HTML) {
    html.element("th", [.init("scope", "col")] + style(column)) { html in
      html.markup(column.head)
      guard let unit = column.unit, !unit.isEmpty else { return }
      html.text(" ")
      html.element("span", [.class("unit")], unit)
    }
  }

  private func cell(_ cell: Cell, of column: Column, tail: Double, in html: inout HTML) {
    html.element("td", style(column)) { html in
      switch cell {
      case .text(let markup): html.markup(markup)
      case .number(let number):
        guard tail > 0 else { return number.write(to: &html) }
        html.text(number.whole)
        html.element("span", [.class("tail"), Self.width(tail)]) { number.writeTail(to: &$0) }
      case .wrapped(let markup, let number):
        html.markup(markup)
        guard tail > number.tailWidth else { return }
        html.element("span", [.class("tail"), Self.width(tail - number.tailWidth)], "")
      }
    }
  }

  private static func width(_ width: Double) -> HTML.Attribute { .init("style", "width:\(SVG.number(width))ch") }
}
