/// Finds `$…$` and `$$…$$` in the text of a paragraph or heading, outside of code spans, HTML and autolinks.
///
/// Pandoc's rule tells formulas from money: behind an opening `$` stands no space, before a closing one no space and behind it
/// no digit; the first unescaped `$` decides. `\$` is a dollar. A formula holds no backtick and no blank line.
struct MathScanner {
  enum Finding: Equatable {
    /// With its dollars.
    case formula(Range<Int>, isDisplay: Bool)
    /// A `$$` that nothing closes.
    case unclosed(Int)
    /// `$$ $$`.
    case empty(Range<Int>)
  }

  /// What the end of a display formula was sought with.
  enum Closing: Equatable {
    /// The closing `$$` begins there.
    case found(Int)
    /// Something stands in between that no formula holds.
    case impossible
    case missing
  }

  /// The longest formula between single dollars, in bytes: so that hostile texts take no longer than others.
  private static let inlineLimit = 4_000

  let bytes: [UInt8]
  /// The character that marks formulas found before.
  let sentinel: [UInt8]

  func findings(from start: Int) -> [Finding] {
    var findings: [Finding] = []
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case .backslash: index += bytes.at(index + 1).isPunctuation ? 2 : 1
      case .backtick: index = endOfCode(from: index)
      case UInt8(ascii: "<"): index = HTMLScanner(bytes).end(from: index) ?? index + 1
      case .dollar where bytes.at(index + 1) == .dollar:
        let finding = display(from: index)
        findings.append(finding)
        index = finding.end
      case .dollar:
        if let end = endOfInline(from: index) {
          findings.append(.formula(index..<end, isDisplay: false))
          index = end
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return findings
  }

  private func display(from start: Int) -> Finding {
    guard case .found(let close) = closing(from: start + 2) else { return .unclosed(start) }
    let isEmpty = bytes[start + 2..<close].allSatisfy(\.isMarkdownSpace)
    return isEmpty ? .empty(start..<close + 2) : .formula(start..<close + 2, isDisplay: true)
  }

  /// The `$$` that closes a formula whose LaTeX begins at `start`.
  func closing(from start: Int) -> Closing {
    var index = start
    while index < bytes.count {
      if bytes[index] == .backslash {
        index += 2
      } else if bytes[index] == .dollar, bytes.at(index + 1) == .dollar {
        return .found(index)
      } else if bytes[index] == .backtick || bytes.holds(sentinel, at: index) {
        return .impossible
      } else {
        index += 1
      }
    }
    return .missing
  }

  private func endOfInline(from start: Int) -> Int? {
    guard start + 1 < bytes.count, !bytes[start + 1].isMarkdownSpace else { return nil }
    var braces = 0
    var brackets = 0
    /// Where the formula ends if its braces never close: a formula all the same, whose LaTeX is reported as bad.
    var unbalanced: Int?
    var index = start + 1
    while index < bytes.count, index - start < Self.inlineLimit {
      switch bytes[index] {
      case .backslash: index += 1
      case .backtick: return nil
      case UInt8(ascii: "{"): braces += 1
      case UInt8(ascii: "}"): braces -= 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"):
        brackets -= 1
        // The end of a link's text: `[$5](u$)` is no formula.
        if brackets < 0, bytes.at(index + 1) == UInt8(ascii: "(") { return nil }
      case .dollar where braces <= 0:  // within braces it is text's own: \text{if $x$}
        return bytes[index - 1].isMarkdownSpace || bytes.at(index + 1).isDigit ? nil : index + 1
      case .dollar where !bytes[index - 1].isMarkdownSpace && !bytes.at(index + 1).isDigit:
        unbalanced = unbalanced ?? index + 1
      default:
        if bytes.holds(sentinel, at: index) { return nil }
      }
      index += 1
    }
    return unbalanced
  }

  private func endOfCode(from start: Int) -> Int {
    let open = bytes.endOfRun(of: .backtick, from: start)
    var index = open
    while index < bytes.count {
      guard bytes[index] == .backtick else {
        index += 1
        continue
      }
      let end = bytes.endOfRun(of: .backtick, from: index)
      if end - index == open - start { return end }
      index = end
    }
    return open
  }
}

extension MathScanner.Finding {
  func shifted(by count: Int) -> Self {
    switch self {
    case .formula(let range, let isDisplay): .formula(range.lowerBound + count..<range.upperBound + count, isDisplay: isDisplay)
    case .empty(let range): .empty(range.lowerBound + count..<range.upperBound + count)
    case .unclosed(let start): .unclosed(start + count)
    }
  }

  fileprivate var end: Int {
    switch self {
    case .formula(let range, _), .empty(let range): range.upperBound
    case .unclosed(let start): start + 2
    }
  }
}
