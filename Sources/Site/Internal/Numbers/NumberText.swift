import Records

/// How values are printed, before they are set as a book sets them (`TypesetNumber`).
enum NumberText {
  /// The value as the lesson's format asks: `.3g`, `.2f`, `%`, `e`; the shortest exact text without one.
  static func text(_ value: Value, format: String?) -> String {
    text(value, format: format.flatMap(NumberFormat.init) ?? .automatic)
  }

  static func text(_ value: Value, format: NumberFormat) -> String { format.string(for: value) }

  /// Three digits, for labels of our own.
  static func short(_ number: Double) -> String { text(.double(number), format: .significant(3)) }
}
