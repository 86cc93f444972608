/// The bytes that Markdown's syntax is made of.
extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let dollar = UInt8(ascii: "$")

  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  var isMarkdownSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  /// ASCII punctuation: what a backslash can escape.
  var isPunctuation: Bool { (0x21...0x7E).contains(self) && !isDigit && !isLetter }
}

extension [UInt8] {
  /// The byte there, or 0 behind the end.
  func at(_ index: Int) -> UInt8 { index < count ? self[index] : 0 }

  /// Behind the run of `byte` that begins at `index`.
  func endOfRun(of byte: UInt8, from index: Int) -> Int {
    var end = index
    while at(end) == byte, end < count { end += 1 }
    return end
  }

  func holds(_ other: [UInt8], at index: Int) -> Bool {
    index + other.count <= count && self[index..<index + other.count].elementsEqual(other)
  }
}
