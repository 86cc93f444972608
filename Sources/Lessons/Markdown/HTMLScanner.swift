/// Finds the ends of autolinks and inline HTML, which formulas keep out of.
struct HTMLScanner {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Behind the autolink or HTML that begins with the `<` at `start`, if it is one.
  func end(from start: Int) -> Int? {
    let next = start + 1
    switch bytes.at(next) {
    case UInt8(ascii: "!"):
      if bytes.holds(Array("--".utf8), at: next + 1) { return endOfComment(from: next + 3) }
      if bytes.holds(Array("[CDATA[".utf8), at: next + 1) { return end(of: "]]>", from: next + 8) }
      return bytes.at(next + 1).isLetter ? end(of: ">", from: next + 1) : nil
    case UInt8(ascii: "?"): return end(of: "?>", from: next + 1)
    case UInt8(ascii: "/"): return endOfClosingTag(from: next + 1)
    default: return endOfAutolink(from: next) ?? endOfOpeningTag(from: next)
    }
  }

  private func end(of mark: String, from start: Int) -> Int? {
    let mark = Array(mark.utf8)
    return (start..<max(start, bytes.count)).first { bytes.holds(mark, at: $0) }.map { $0 + mark.count }
  }

  private func endOfComment(from start: Int) -> Int? {
    guard bytes.at(start) != UInt8(ascii: ">"), !bytes.holds(Array("->".utf8), at: start), let dashes = end(of: "--", from: start)
    else { return nil }
    return bytes.at(dashes) == UInt8(ascii: ">") ? dashes + 1 : nil
  }

  /// `scheme:…>` or `name@domain>`.
  private func endOfAutolink(from start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: ">") {
      index += 1
    }
    guard bytes.at(index) == UInt8(ascii: ">") else { return nil }
    let address = bytes[start..<index]
    guard let mark = address.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }) else { return nil }
    let name = address[..<mark]
    if bytes[mark] == UInt8(ascii: "@") {
      return name.isEmpty || address[mark...].count < 2 || name.contains(.backslash) ? nil : index + 1
    }
    let isScheme =
      (2...32).contains(name.count) && name.first?.isLetter == true
      && name.allSatisfy { $0.isLetter || $0.isDigit || "+.-".utf8.contains($0) }
    return isScheme ? index + 1 : nil
  }

  private func endOfClosingTag(from start: Int) -> Int? {
    guard let name = endOfTagName(from: start) else { return nil }
    let end = endOfSpace(from: name)
    return bytes.at(end) == UInt8(ascii: ">") ? end + 1 : nil
  }

  private func endOfOpeningTag(from start: Int) -> Int? {
    guard var index = endOfTagName(from: start) else { return nil }
    while let next = endOfAttribute(from: index) { index = next }
    index = endOfSpace(from: index)
    if bytes.at(index) == UInt8(ascii: "/") { index += 1 }
    return bytes.at(index) == UInt8(ascii: ">") ? index + 1 : nil
  }

  private func endOfTagName(from start: Int) -> Int? {
    guard bytes.at(start).isLetter else { return nil }
    var index = start
    while bytes.at(index).isLetter || bytes.at(index).isDigit || bytes.at(index) == UInt8(ascii: "-") { index += 1 }
    return index
  }

  private func endOfAttribute(from start: Int) -> Int? {
    var index = endOfSpace(from: start)
    guard index > start, bytes.at(index).isLetter || "_:".utf8.contains(bytes.at(index)) else { return nil }
    while bytes.at(index).isLetter || bytes.at(index).isDigit || ":._-".utf8.contains(bytes.at(index)) { index += 1 }
    let equals = endOfSpace(from: index)
    guard bytes.at(equals) == UInt8(ascii: "=") else { return index }
    return endOfAttributeValue(from: endOfSpace(from: equals + 1)) ?? index
  }

  private func endOfAttributeValue(from start: Int) -> Int? {
    let quote = bytes.at(start)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return bytes[(start + 1)...].firstIndex(of: quote).map { $0 + 1 }
    }
    var index = start
    while index < bytes.count, !bytes[index].isMarkdownSpace, !"\"'=<>`".utf8.contains(bytes[index]) { index += 1 }
    return index > start ? index : nil
  }

  private func endOfSpace(from start: Int) -> Int {
    var index = start
    while bytes.at(index).isMarkdownSpace { index += 1 }
    return index
  }
}
