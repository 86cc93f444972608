/// Finds the ends of what CommonMark's links are written with, as libcmark does.
struct LinkScanner {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Behind the link definitions at the start.
  var endOfDefinitions: Int {
    var end = 0
    while let next = endOfDefinition(from: end) { end = next }
    return end
  }

  /// Behind what follows a link's `]` at `start`: `(target "title")`, `[label]`, or nothing for a shortcut.
  func endOfTail(from start: Int) -> Int {
    endOfTarget(from: start) ?? endOfLabel(from: start)?.end ?? start
  }

  private func endOfTarget(from start: Int) -> Int? {
    guard bytes.at(start) == UInt8(ascii: "("), let target = endOfDestination(from: endOfSpace(from: start + 1)) else {
      return nil
    }
    let title = endOfSpace(from: target)
    let end = endOfSpace(from: title == target ? title : endOfTitle(from: title) ?? title)
    return bytes.at(end) == UInt8(ascii: ")") ? end + 1 : nil
  }

  private func endOfDefinition(from start: Int) -> Int? {
    guard let label = endOfLabel(from: start), !label.isEmpty, bytes.at(label.end) == UInt8(ascii: ":"),
      let target = endOfDestination(from: endOfSpaceAndLineEnd(from: label.end + 1))
    else { return nil }
    let title = endOfSpaceAndLineEnd(from: target)
    if title > target, let end = endOfTitle(from: title), let next = endOfLine(from: end) { return next }
    return endOfLine(from: target)
  }

  /// `[label]`, in which brackets are escaped.
  private func endOfLabel(from start: Int) -> (end: Int, isEmpty: Bool)? {
    guard bytes.at(start) == UInt8(ascii: "[") else { return nil }
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      guard bytes[index] != UInt8(ascii: "["), index - start <= 1000 else { return nil }
      index += bytes[index] == .backslash && bytes.at(index + 1).isPunctuation ? 2 : 1
    }
    guard index < bytes.count else { return nil }
    return (index + 1, bytes[start + 1..<index].allSatisfy(\.isMarkdownSpace))
  }

  private func endOfDestination(from start: Int) -> Int? {
    bytes.at(start) == UInt8(ascii: "<") ? endOfPointyDestination(from: start) : endOfPlainDestination(from: start)
  }

  private func endOfPointyDestination(from start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"): return index + 1
      case .newline, UInt8(ascii: "<"): return nil
      case .backslash: index += 2
      default: index += 1
      }
    }
    return nil
  }

  private func endOfPlainDestination(from start: Int) -> Int? {
    var index = start
    var depth = 0
    scan: while index < bytes.count {
      switch bytes[index] {
      case .backslash where bytes.at(index + 1).isPunctuation: index += 1
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return nil }
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
      case let byte where byte.isMarkdownSpace:
        if index == start { return nil }
        break scan
      default: break
      }
      index += 1
    }
    return index < bytes.count && depth == 0 ? index : nil
  }

  /// The longest title: one that closes at an escaped quote too, where no other quote follows.
  private func endOfTitle(from start: Int) -> Int? {
    let open = bytes.at(start)
    guard let close = [UInt8(ascii: "\""): open, UInt8(ascii: "'"): open, UInt8(ascii: "("): UInt8(ascii: ")")][open] else {
      return nil
    }
    var index = start + 1
    var escaped: Int?
    while index < bytes.count {
      if bytes[index] == close { return index + 1 }
      if bytes[index] == open { return escaped }
      if bytes[index] == .backslash, bytes.at(index + 1).isPunctuation {
        if bytes[index + 1] == close { escaped = index + 2 }
        index += 1
      }
      index += 1
    }
    return escaped
  }

  private func endOfSpace(from start: Int) -> Int {
    var index = start
    while bytes.at(index).isMarkdownSpace { index += 1 }
    return index
  }

  private func endOfBlanks(from start: Int) -> Int {
    var index = start
    while bytes.at(index).isSpaceOrTab { index += 1 }
    return index
  }

  private func endOfSpaceAndLineEnd(from start: Int) -> Int {
    let end = endOfBlanks(from: start)
    return bytes.at(end) == .newline ? endOfBlanks(from: end + 1) : end
  }

  private func endOfLine(from start: Int) -> Int? {
    let end = endOfBlanks(from: start)
    if end == bytes.count { return end }
    return bytes[end] == .newline ? end + 1 : nil
  }
}
