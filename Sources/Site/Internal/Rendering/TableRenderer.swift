import Records

/// A table of values: numbers aligned by their point, units muted in the head.
struct TableRenderer {
  var table: Table

  var markup: Markup { HTML.fragment { write(to: &$0) } }

  func write(to html: inout HTML) {
    let columns = table.columns.map { column in
      column.cells.map { NumberText.text($0, format: column.format) }
    }
    let isNumeric = zip(table.columns, columns).map { column, _ in
      !column.cells.isEmpty && column.cells.allSatisfy { $0.number != nil }
    }
    // In a tall table they would be most of its bytes; its numbers stand flush right as they are.
    let isTall = table.rowCount > 40
    // Tails of one width behind right-aligned whole parts: the points stand under each other in any face.
    let tails = zip(columns, isNumeric).map { texts, numeric in
      numeric && !isTall ? texts.compactMap { TypesetNumber($0)?.tailWidth }.max() ?? 0 : 0
    }
    html.element("div", [.class("scroll", isTall ? "tall" : ""), .init("tabindex", "0"), .init("role", "group"), .init("aria-label", "table")]) { html in
      html.element("table", [.class("data")]) { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for (column, numeric) in zip(table.columns, isNumeric) { head(column, numeric, in: &html) }
          }
        }
        html.newline()
        html.element("tbody") { html in
          for row in 0..<table.rowCount {
            html.element("tr") { html in
              for index in columns.indices {
                cell(row < columns[index].count ? columns[index][row] : "", isNumeric[index], tail: tails[index], in: &html)
              }
            }
            html.newline()
          }
        }
      }
    }
  }

  private func head(_ column: Table.Column, _ numeric: Bool, in html: inout HTML) {
    html.element("th", [.init("scope", "col")] + (numeric ? [.class("number")] : [])) { html in
      html.text(column.title)
      guard let unit = column.unit, !unit.isEmpty else { return }
      html.text(" ")
      html.element("span", [.class("unit")], unit)
    }
  }

  private func cell(_ text: String, _ numeric: Bool, tail: Double, in html: inout HTML) {
    guard numeric, let number = TypesetNumber(text) else { return html.element("td", numeric ? [.class("number")] : [], text) }
    html.element("td", [.class("number")]) { html in
      guard tail > 0 else { return number.write(to: &html) }
      html.text(number.whole)
      html.element("span", [.class("tail"), .init("style", "width:\(SVG.number(tail))ch")]) { number.writeTail(to: &$0) }
    }
  }
}
