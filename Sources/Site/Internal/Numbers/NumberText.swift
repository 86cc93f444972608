import Foundation
import Records

/// How values are printed. A shim: once `NumberFormat(".3g")` and `string(for:)` are merged in `Records`, `text` calls them.
enum NumberText {
  /// The value as the lesson's format asks: `.3g`, `.2f`, `%`, `e`; the shortest exact text without one.
  static func text(_ value: Value, format: String?) -> String { text(value, format: format.flatMap(parse) ?? .automatic) }

  static func text(_ value: Value, format: NumberFormat) -> String {
    guard let number = value.number else { return value.description }
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-∞" : "∞" }
    return switch format {
    case .automatic: value.description
    case .significant(let digits): printed("%.*g", digits, number)
    case .fixed(let digits): printed("%.*f", digits, number)
    case .percent(let digits): printed("%.*f", digits, number * 100) + " %"
    case .scientific(let digits): printed("%.*e", digits, number)
    }
  }

  /// Three digits, for labels of our own.
  static func short(_ number: Double) -> String { text(.double(number), format: .significant(3)) }

  private static func printed(_ template: String, _ digits: Int, _ number: Double) -> String {
    String(format: template, locale: Locale(identifier: "en_US_POSIX"), min(max(digits, 0), 30), number)
  }

  private static func parse(_ format: String) -> NumberFormat? {
    guard let kind = format.last else { return nil }
    let digits = format.first == "." ? Int(format.dropFirst().dropLast()) : nil
    guard format.count == 1 || digits != nil else { return nil }
    return switch kind {
    case "g": .significant(digits ?? 6)
    case "f": .fixed(digits ?? 6)
    case "%": .percent(digits ?? 0)
    case "e": .scientific(digits ?? 2)
    default: nil
    }
  }
}
