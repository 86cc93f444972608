extension Node {
  /// The tree as text, for debugging and as what tests compare: `├─ heading @1:1-1:9 level 1`.
  ///
  /// A range ends behind its last byte.
  public func dump() -> String { lines(first: "", rest: "").joined(separator: "\n") }

  private func lines(first: String, rest: String) -> [String] {
    let own = "\(first)\(name) @\(range.lowerBound)-\(range.upperBound)\(detail.isEmpty ? "" : " " + detail)"
    return [own]
      + children.enumerated().flatMap { index, child in
        let isLast = index == children.count - 1
        return child.lines(first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
      }
  }

  private var name: String {
    switch kind {
    case .document: "document"
    case .heading: "heading"
    case .paragraph: "paragraph"
    case .blockQuote: "blockQuote"
    case .list: "list"
    case .item: "item"
    case .thematicBreak: "thematicBreak"
    case .htmlBlock: "htmlBlock"
    case .codeBlock: "codeBlock"
    case .experiment: "experiment"
    case .table: "table"
    case .tableCaption: "tableCaption"
    case .tableRow: "tableRow"
    case .tableCell: "tableCell"
    case .callout: "callout"
    case .calloutTitle: "calloutTitle"
    case .displayMath: "displayMath"
    case .equation: "equation"
    case .text: "text"
    case .softBreak: "softBreak"
    case .lineBreak: "lineBreak"
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .code: "code"
    case .inlineHTML: "inlineHTML"
    case .link: "link"
    case .image: "image"
    case .inlineMath: "inlineMath"
    case .inlineValue: "inlineValue"
    case .claimReference: "claimReference"
    case .recordedValue: "recordedValue"
    case .citation: "citation"
    case .statementReference: "statementReference"
    case .crossReference: "crossReference"
    case .glossaryTerm: "glossaryTerm"
    }
  }

  private var detail: String {
    switch kind {
    case .heading(let level, let anchor): "level \(level)" + (anchor.isEmpty ? "" : " #\(anchor)")
    case .list(let ordered, let start, let tight): (ordered ? "ordered from \(start)" : "bullets") + (tight ? ", tight" : ", loose")
    case .htmlBlock(let text), .text(let text), .code(let text), .inlineHTML(let text): text.quoted
    case .codeBlock(let language, let text): (language.isEmpty ? "" : language + " ") + text.quoted
    case .displayMath(let latex), .inlineMath(let latex): latex.quoted
    case .link(let target, let title), .image(let target, let title): target.quoted + (title.isEmpty ? "" : " " + title.quoted)
    case .experiment(let index), .inlineValue(let index), .claimReference(let index): "\(index)"
    case .recordedValue(let value): value.address + (value.format.map { " " + $0 } ?? "")
    case .citation(let citations): citations.map(\.summary).joined(separator: "; ")
    case .statementReference(let id): id
    case .equation(let label): "#\(label.name)@\(label.range.lowerBound)"
    case .crossReference(let reference): (reference.lesson ?? "") + "#" + (reference.label ?? "") + "@\(reference.range.lowerBound)"
    case .glossaryTerm(let anchor, _): "#" + anchor
    case .table(let columns, let label):
      columns.map(\.rawValue).joined(separator: " ") + (label.map { " #\($0.name)@\($0.range.lowerBound)" } ?? "")
    case .callout(let callout): callout.rawValue
    case .tableCaption, .tableRow, .tableCell, .calloutTitle: ""
    case .document, .paragraph, .blockQuote, .item, .thematicBreak, .softBreak, .lineBreak, .emphasis, .strong: ""
    }
  }
}

extension Citation {
  fileprivate var summary: String {
    [prefix, (omitsAuthor ? "-@" : "@") + key + "@\(range.lowerBound)-\(range.upperBound)", locator].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}

extension String {
  fileprivate var quoted: String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
  }
}
