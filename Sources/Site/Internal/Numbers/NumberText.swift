import Records

/// How values are printed, before they are set as a book sets them (`TypesetNumber`).
enum NumberText {
  /// The value as the lesson's format asks: `.3g`, `.2f`, `%`, `e`; the shortest exact text without one.
  static func text(_ value: Value, format: String?) -> String {
    text(value, format: format.flatMap(NumberFormat.init) ?? .automatic)
  }

  static func text(_ value: Value, format: NumberFormat) -> String { format.string(for: value) }

  /// Three digits, for labels of our own.
  static func short(_ number: Double) -> String { text(.double(number), digits: 3) }

  static func text(_ value: Value, digits: Int) -> String { text(value, format: .significant(digits)) }

  /// Bounds that an author wrote, beside each other: exact where six digits suffice, else in as many digits, three at least, as
  /// it takes that those that differ read so, and in their order.
  static func bounds(_ numbers: [Double]) -> [String] {
    let exact = (3...6).first { digits in numbers.allSatisfy { Double(text(.double($0), digits: digits)) == $0 } }
    let digits = exact ?? (3...17).first { tellApart(numbers, texts(numbers, digits: $0)) } ?? 17
    return texts(numbers, digits: digits)
  }

  /// Numbers in as many digits, three to six, as it takes that each reads as it is: below, above or equal to the others and to
  /// the bounds.
  static func texts(_ numbers: [Double], beside bounds: [(number: Double, text: String)]) -> [String] {
    let digits = (3...6).first { tellApart(numbers + bounds.map(\.number), texts(numbers, digits: $0) + bounds.map(\.text)) }
    return texts(numbers, digits: digits ?? 3)
  }

  private static func tellApart(_ numbers: [Double], _ texts: [String]) -> Bool {
    let read = zip(numbers, texts).sorted { $0.0 < $1.0 }.map { (number: $0, shown: Double($1) ?? $0) }
    return zip(read, read.dropFirst()).allSatisfy { $0.number == $1.number || $0.shown < $1.shown }
  }

  private static func texts(_ numbers: [Double], digits: Int) -> [String] { numbers.map { text(.double($0), digits: digits) } }
}
