import Execution
import Foundation
import Records

/// A claim's line in the ledger: JSON, its keys in one order, and the digest of all that stands before it at its end, so that a
/// change made by hand is noticed.
///
/// ```json
/// {"lesson":"coin","claim":"fair","verdict":"holds",…,"values":[0.502,0.488,…],"check":"9f86d081884c7d65"},
/// ```
/// Means, medians and spreads are there for those who read a difference; they follow from the values and are not read back.
extension LedgerEntry {
  var line: String {
    var fields: [(String, String)] = [
      ("lesson", Self.quoted(key.lesson)), ("claim", Self.quoted(key.claim)), ("verdict", Self.quoted(verdict.rawValue)),
      ("control", control.map { Self.quoted($0.outcome.rawValue) } ?? "null"), ("relation", Self.quoted(relation.spelling)),
      ("quantifier", Self.quoted(quantifier.spelling)), ("passes", "\(claim.passes)"), ("replicates", "\(claim.replicates.count)"),
    ]
    let summary = summary
    for (name, value) in [("mean", summary.mean), ("median", summary.median), ("spread", summary.spread)] {
      fields.append((name, ExactNumber(value).text))
    }
    if let interval {
      let numbers = [interval.lower, interval.upper, interval.level].map { ExactNumber($0).text }
      fields.append(("interval", "[\(Self.quoted(interval.quantity.rawValue)),\(numbers.joined(separator: ","))]"))
    }
    fields += [
      ("sentence", Self.quoted(sentence)), ("code", Self.quoted(fingerprint.code)), ("data", Self.quoted(fingerprint.data)),
      ("seed", "\(seed)"), ("outcome", Self.quoted(claim.outcome.rawValue)), ("failed", Self.list(claim.failed.map(\.description))),
      ("values", Self.list(claim.replicates.map(\.text))),
    ]
    if let control {
      fields += [
        ("controlFailed", Self.list(control.failed.map(\.description))),
        ("controlValues", Self.list(control.replicates.map(\.text))),
      ]
    }
    return Self.sealed("{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ","))
  }

  /// Closes a line with the digest of what stands in it.
  static func sealed(_ body: String) -> String { "\(body)\(checkKey)\(Fingerprint.digest(of: body))\"}," }

  static let checkKey = #","check":""#

  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

  /// A JSON string; everything but quotes, backslashes and control characters as it is.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

// MARK: Reading

extension LedgerEntry {
  /// What is wrong with a line.
  enum LineProblem: Error, Equatable {
    /// It is none, or part of one.
    case malformed
    /// It was changed after it was written.
    case altered(ClaimKey)
    /// It says something that this version cannot represent.
    case unknown(ClaimKey, String)
  }

  init(line: some StringProtocol) throws(LineProblem) {
    let text = String(line)
    guard text.hasPrefix("{"), text.hasSuffix("},"),
      let fields = try? JSONDecoder().decode(Fields.self, from: Data(text.dropLast().utf8))
    else { throw .malformed }
    let key = ClaimKey(lesson: fields.lesson, claim: fields.claim)
    guard let check = text.range(of: Self.checkKey, options: .backwards), Self.sealed(String(text[..<check.lowerBound])) == text
    else {
      throw .altered(key)
    }
    guard let relation = Relation(spelling: fields.relation) else { throw .unknown(key, "relation `\(fields.relation)`") }
    guard let quantifier = Quantifier(spelling: fields.quantifier) else { throw .unknown(key, "quantifier `\(fields.quantifier)`") }
    guard let verdict = Verdict(rawValue: fields.verdict) else { throw .unknown(key, "verdict `\(fields.verdict)`") }
    guard let outcome = Judgement.Outcome(rawValue: fields.outcome) else { throw .unknown(key, "outcome `\(fields.outcome)`") }
    var control: Arm?
    if let name = fields.control {
      guard let outcome = Judgement.Outcome(rawValue: name) else { throw .unknown(key, "outcome `\(name)`") }
      control = Arm(outcome: outcome, replicates: fields.controlValues ?? [], failed: fields.controlFailed ?? [])
    }
    self.init(
      key: key, verdict: verdict, relation: relation, quantifier: quantifier,
      claim: Arm(outcome: outcome, replicates: fields.values, failed: fields.failed), control: control,
      interval: fields.interval?.interval, sentence: fields.sentence,
      fingerprint: Fingerprint(code: fields.code, data: fields.data), seed: fields.seed)
  }

  private struct Fields: Decodable {
    var lesson: String
    var claim: String
    var verdict: String
    var control: String?
    var relation: String
    var quantifier: String
    var interval: IntervalField?
    var sentence: String
    var code: String
    var data: String
    var seed: Int
    var outcome: String
    var failed: [Int]
    var values: [RecordedMeasure]
    var controlFailed: [Int]?
    var controlValues: [RecordedMeasure]?
  }

  /// `["mean",0.97,1.03,0.99]`: what it is of, its ends, and how sure it is.
  private struct IntervalField: Decodable {
    var interval: Interval

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      let name = try list.decode(String.self)
      guard let quantity = Interval.Quantity(rawValue: name) else {
        throw DecodingError.dataCorruptedError(in: list, debugDescription: "no interval of `\(name)` is known")
      }
      let numbers = try (0..<3).map { _ in try list.decode(ExactNumber.self).value }
      interval = Interval(quantity, numbers[0], numbers[1], level: numbers[2])
    }
  }
}
