import Lessons
import Records

/// A block's outputs as the page groups them: figures that follow each other share one frame and one caption.
enum OutputGroup {
  case text(String)
  case values([Value])
  case table(Table, Caption)
  case figures([Figure], Caption)
  case derivation(DerivationReport)

  /// "Figure 2" and the author's words. The first table or figure of a block carries the block's caption.
  struct Caption {
    var number: String?
    var text: String?
  }

  /// For every experiment of the page; figures and tables with captions are numbered through.
  static func groups(of page: Page) -> [[OutputGroup]] {
    var figures = 0, tables = 0
    return page.lesson.experiments.indices.map { index in
      var caption = page.lesson.experiments[index].options.caption
      func numbered(_ word: String, _ count: inout Int) -> Caption {
        guard let text = caption else { return Caption() }
        caption = nil
        count += 1
        return Caption(number: "\(word) \(count)", text: text)
      }
      return merged(page.outputs(ofExperiment: index)).map { group in
        switch group {
        case .table(let table, _): .table(table, numbered("Table", &tables))
        case .figures(let list, _): .figures(list, numbered("Figure", &figures))
        case .text, .values, .derivation: group
        }
      }
    }
  }

  private static func merged(_ outputs: [Output]) -> [OutputGroup] {
    outputs.reduce(into: []) { groups, output in
      switch (groups.last, output) {
      case (.text(let before), .text(let text)): groups[groups.count - 1] = .text(before + "\n" + text)
      case (.values(let before), .value(let value)): groups[groups.count - 1] = .values(before + [value])
      case (.figures(let before, let caption), .figure(let figure)):
        groups[groups.count - 1] = .figures(before + [figure], caption)
      case (_, .text(let text)): groups.append(.text(text))
      case (_, .value(let value)): groups.append(.values([value]))
      case (_, .table(let table)): groups.append(.table(table, Caption()))
      case (_, .figure(let figure)): groups.append(.figures([figure], Caption()))
      case (_, .derivation(let report)): groups.append(.derivation(report))
      }
    }
  }

  var number: String? {
    switch self {
    case .table(_, let caption), .figures(_, let caption): caption.number
    case .text, .values, .derivation: nil
    }
  }
}
