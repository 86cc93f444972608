/// A checker for what our pages promise: every element closes, in order, and no id is there twice.
struct TagBalance {
  private(set) var problems: [String] = []

  private static let void: Set<Substring> = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]

  init(_ html: String) {
    var open: [Substring] = [], identifiers: Set<Substring> = []
    for tag in html.matches(of: #/<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:_][-a-zA-Z0-9:_]*(?:="[^"<>]*"|='[^'<>]*')?)*)\s*(/?)>/#) {
      let name = tag.2
      if tag.1 == "/" {
        if open.last == name { open.removeLast() } else { problems.append("</\(name)> closes <\(open.last ?? "nothing")>") }
      } else if !Self.void.contains(name) && tag.4.isEmpty {
        open.append(name)
      }
      for attribute in tag.3.matches(of: #/\sid="([^"]*)"/#) where !identifiers.insert(attribute.1).inserted {
        problems.append("id \(attribute.1) is there twice")
      }
    }
    problems += open.map { "<\($0)> is never closed" }
    let stray = html.replacing(#/<!doctype html>|</?[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z:_][-a-zA-Z0-9:_]*(?:="[^"<>]*"|='[^'<>]*')?)*\s*/?>/#, with: "")
    if let place = stray.firstIndex(where: { $0 == "<" || $0 == ">" }) { problems.append("a bare angle bracket: \(stray[place...].prefix(60))") }
  }
}
