extension MarkdownParser {
  /// A quote that begins with `[!NOTE]` is a callout; what follows in that line is its title.
  mutating func callout(_ quote: Node) -> Node {
    guard let paragraph = quote.children.first, paragraph.kind == .paragraph, let first = paragraph.children.first,
      case .text(let text) = first.kind, text.hasPrefix("[!"), file.slice(first.range).hasPrefix("[!"), let end = text.firstIndex(of: "]")
    else { return quote }
    let name = text[..<end].dropFirst(2)
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }) else { return quote }
    guard let callout = Callout(rawValue: name.lowercased()) else {
      noteUnknown(String(name), at: first.range.lowerBound)
      return quote
    }
    let lineEnd = paragraph.children.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak } ?? paragraph.children.count
    var result = quote
    result.kind = .callout(callout)
    result.children = title(Array(paragraph.children[..<lineEnd]), behind: text[...end].utf8.count).map { [$0] } ?? []
    let rest = Array(paragraph.children.dropFirst(lineEnd + 1))
    if let start = rest.first { result.children.append(Node(.paragraph, range: start.range.lowerBound..<paragraph.range.upperBound, children: rest)) }
    result.children += quote.children.dropFirst()
    return result
  }

  /// The inlines of the first line behind `[!NOTE]`.
  private func title(_ line: [Node], behind mark: Int) -> Node? {
    guard case .text(let text)? = line.first?.kind else { return nil }
    let skipped = mark + text.utf8.dropFirst(mark).prefix { $0.isSpaceOrTab }.count
    var line = line
    let range = line[0].range
    line[0] = Node(
      .text(String(decoding: text.utf8.dropFirst(skipped), as: UTF8.self)), range: range.lowerBound.advanced(by: skipped)..<range.upperBound)
    if text.utf8.count == skipped { line.removeFirst() }
    guard let first = line.first, let last = line.last else { return nil }
    return Node(.calloutTitle, range: first.range.lowerBound..<last.range.upperBound, children: line)
  }

  private mutating func noteUnknown(_ name: String, at start: SourcePosition) {
    let known = Callout.allCases.map(\.mark)
    document.diagnostics.append(
      Diagnostic(
        .calloutInvalid, "there are no callouts of the kind `\(name)`", path: path,
        range: start.advanced(by: 2)..<start.advanced(by: 2 + name.utf8.count), help: Suggestion.help(for: name, among: known)))
  }
}
