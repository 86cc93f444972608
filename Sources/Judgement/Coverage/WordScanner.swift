import Foundation
import Lessons

/// Splits a text into words, numbers and signs, each with its place.
///
/// ```
/// "ResNet-50 needs 1,000 steps"  →  ResNet · - · 50 · needs · 1,000 · steps
/// ```
/// Digits behind a letter belong to the word (`L2`, `C012`); letters behind digits are the number's suffix (`16th`, `2D`).
struct WordScanner {
  private let scalars: [Unicode.Scalar]
  /// The UTF-8 offset of each scalar, and of the end.
  private let offsets: [Int]
  private let place: (Int) -> SourcePosition

  /// - Parameter place: gives the place of the byte at an offset
  static func words(of text: some StringProtocol, isJoined: Bool = false, place: @escaping (Int) -> SourcePosition) -> [Word] {
    WordScanner(text, place).words(isJoined: isJoined)
  }

  private init(_ text: some StringProtocol, _ place: @escaping (Int) -> SourcePosition) {
    scalars = Array(text.unicodeScalars)
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    self.offsets = offsets
    self.place = place
  }

  private func words(isJoined: Bool) -> [Word] {
    var words: [Word] = []
    var isJoined = isJoined
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.properties.isWhitespace {
        isJoined = false
        index += 1
        continue
      }
      let (kind, end) = word(at: index)
      words.append(Word(kind, string(index..<end), range: place(offsets[index])..<place(offsets[end]), isJoined: isJoined))
      isJoined = true
      index = end
    }
    return words
  }

  private func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  private func word(at start: Int) -> (Word.Kind, end: Int) {
    if scalars[start].isDigit { return number(at: start) }
    if let value = scalars[start].fraction { return (.number(value: value, suffix: ""), start + 1) }
    guard scalars[start].isLetter else { return (.punctuation, start + 1) }
    var end = start + 1
    while end < scalars.count {
      let isApostrophe = scalars[end] == "'" || scalars[end] == "’"
      guard scalars[end].isLetter || scalars[end].isDigit || scalars[end].superscript != nil || isApostrophe && letter(at: end + 1)
      else {
        break
      }
      end += 1
    }
    return (.text, end)
  }

  private func letter(at index: Int) -> Bool { index < scalars.count && scalars[index].isLetter }

  private func digit(at index: Int) -> Bool { index < scalars.count && scalars[index].isDigit }

  // MARK: Numbers

  private func number(at start: Int) -> (Word.Kind, end: Int) {
    var end = start
    var digits = ""
    while end < scalars.count {
      if scalars[end].isDigit {
        digits.unicodeScalars.append(scalars[end])
        end += 1
      } else if scalars[end] == ".", digit(at: end + 1) {
        digits += "."
        end += 1
      } else if Self.groups.contains(scalars[end]), (1...3).allSatisfy({ digit(at: end + $0) }), !digit(at: end + 4) {
        end += 1  // 1,000
      } else {
        break
      }
    }
    if let exponent = exponent(at: end) {
      digits += string(end..<exponent)
      end = exponent
    }
    var value = Double(digits)
    if let (power, behind) = superscript(at: end) {
      value = value.map { Foundation.pow($0, power) }
      end = behind
    }
    let suffix = end
    while end < scalars.count, scalars[end].isLetter || scalars[end].isDigit && end > suffix { end += 1 }
    return (.number(value: value, suffix: string(suffix..<end)), end)
  }

  /// A comma, a thin space, a narrow one that does not break, an underscore.
  private static let groups: Set<Unicode.Scalar> = [",", "\u{2009}", "\u{202F}", "_"]

  /// `e-3`, unless it is the start of a word.
  private func exponent(at start: Int) -> Int? {
    guard start < scalars.count, scalars[start] == "e" || scalars[start] == "E" else { return nil }
    var end = start + 1
    if end < scalars.count, scalars[end] == "-" || scalars[end] == "+" { end += 1 }
    guard digit(at: end) else { return nil }
    while digit(at: end) { end += 1 }
    return letter(at: end) ? nil : end
  }

  /// `⁻¹⁷`
  private func superscript(at start: Int) -> (value: Double, end: Int)? {
    var end = start
    var text = ""
    while end < scalars.count, let digit = scalars[end].superscript {
      text += digit
      end += 1
    }
    return Double(text).map { ($0, end) }
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(value) }
  fileprivate var isLetter: Bool {
    isASCII ? (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) : properties.isAlphabetic
  }

  /// `½`
  fileprivate var fraction: Double? {
    guard !isASCII, properties.numericType == .numeric, superscript == nil else { return nil }
    return properties.numericValue
  }

  fileprivate var superscript: String? {
    switch value {
    case 0xB9: "1"
    case 0xB2, 0xB3: "\(value - 0xB0)"
    case 0x2070, 0x2074...0x2079: "\(value - 0x2070)"
    case 0x207B: "-"
    default: nil
    }
  }
}
