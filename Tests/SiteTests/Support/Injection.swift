import Foundation
import Testing

/// A line of `Tests/Injections.txt`: an attempt to make a page run, load or forge something.
struct Injection: Sendable, CustomTestStringConvertible {
  var kind: String
  var text: String

  var testDescription: String { "\(kind): \(text)" }

  static let all: [Injection] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Injections.txt")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.filter { !$0.hasPrefix("#") }.compactMap { line in
      guard let space = line.firstRange(of: "  ") else { return nil }
      return Injection(kind: String(line[..<space.lowerBound]), text: decoded(line[space.upperBound...]))
    }
  }()

  static let kinds = Array(Set(all.map(\.kind))).sorted()

  /// `␊` and `⟨202E⟩` as the characters that they stand for.
  private static func decoded(_ line: Substring) -> String {
    let controls: [(String, String)] = [("␉", "\t"), ("␊", "\n"), ("␍", "\r"), ("␀", "\0")]
    let plain = controls.reduce(String(line)) { $0.replacing($1.0, with: $1.1) }
    return plain.replacing(#/⟨([0-9A-F]+)⟩/#) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }
}
