import Foundation
import Lessons
import Testing

@testable import Judgement

/// Ledgers that are not as they were written: each gets its place and its remedy, and what can be read of it is.
struct LedgerReaderTests {
  private static let ledger = Ledger([
    LedgerSamples.entry("a", "one"), LedgerSamples.entry("a", "two"), LedgerSamples.entry("b", "three"),
  ])

  private func read(_ text: String) -> (keys: [String], findings: [String], help: [String]) {
    let reading = LedgerReader.read(SourceFile(path: "course/ledger.json", text: text), courseFolder: "course")
    #expect(reading.diagnostics.allSatisfy { $0.code == .ledgerInvalid && $0.severity == .error })
    return (
      (reading.ledger?.entries ?? []).map(\.key.description),
      reading.diagnostics.map { "\($0.range.map { "\($0.lowerBound.line): " } ?? "")\($0.message)" },
      reading.diagnostics.compactMap(\.help)
    )
  }

  private static let all = ["a#one", "a#two", "b#three"]

  @Test func `What was written is read`() {
    let reading = LedgerReader.read(SourceFile(path: "l", text: Self.ledger.text), courseFolder: "lessons")
    #expect(reading.ledger == Self.ledger)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.places[ClaimKey(lesson: "a", claim: "two")]?.lowerBound.line == 5)
    #expect(read(Ledger().text).findings.isEmpty)
  }

  @Test func `It is JSON, with a line for each claim`() throws {
    let text = Self.ledger.text
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect((root["claims"] as? [Any])?.count == 4)
    #expect(text.split(separator: "\n").count == 5)
    #expect(text == Ledger(Self.ledger.entries.reversed()).text, "the order of the entries is the ledger's own")
  }

  /// As `git config core.autocrlf` leaves it, and in the order in which `merge=union` may put lines.
  @Test func `Line ends, empty lines and the order of lines are no damage`() {
    #expect(read(Self.ledger.text.replacing("\n", with: "\r\n")).keys == Self.all)
    #expect(read(Self.ledger.text.replacing("\n", with: "\r\n")).findings.isEmpty)
    var lines = Self.ledger.text.split(separator: "\n").map(String.init)
    lines.swapAt(1, 3)
    let shuffled = read(lines.joined(separator: "\n"))
    #expect(shuffled.keys == Self.all && shuffled.findings.isEmpty)
  }

  @Test func `Cut short at any byte`() {
    let bytes = Array(Self.ledger.text.utf8)
    for end in stride(from: 1, to: bytes.count - 2, by: 7) {
      let (keys, findings, help) = read(String(decoding: bytes[..<end], as: UTF8.self))
      #expect(findings.count == 1, "\(end): \(findings)")
      #expect(Set(keys).isSubset(of: Self.all))
      #expect(help.allSatisfy { $0.contains("git checkout -- course/ledger.json") && $0.contains("--replace --course course") })
    }
    #expect(read("").findings == ["the ledger is empty"])
  }

  @Test func `Another version's`() {
    let (keys, findings, help) = read(Self.ledger.text.replacing("\"litmus-ledger\":1", with: "\"litmus-ledger\":12"))
    #expect(keys.isEmpty)
    #expect(findings == ["1: the ledger has format 12, and this version of Litmus reads format 1"])
    #expect(help == ["use the version of Litmus that wrote it, or write it anew: litmus accept --replace --course course"])
    #expect(read("{\"claims\": []}\n").findings == ["1: a ledger begins with the line {\"litmus-ledger\":1,\"claims\":["])
  }

  @Test func `Edited by hand`() {
    let (keys, findings, help) = read(
      Self.ledger.text.replacing(
        #""lesson":"a","claim":"two","verdict":"holds""#, with: #""lesson":"a","claim":"two","verdict":"fails""#))
    #expect(keys == ["a#one", "b#three"])
    #expect(findings == ["5: the line of claim `a#two` was changed by hand: its `check` is another"])
    #expect(help[0].contains("litmus accept a#two --course course"))
  }

  @Test func `A claim that stands twice`() {
    let lines = Self.ledger.text.split(separator: "\n").map(String.init)
    let (keys, findings, _) = read((lines.prefix(3) + [lines[1]] + lines.dropFirst(3)).joined(separator: "\n"))
    #expect(keys == Self.all)
    #expect(findings == ["4: claim `a#one` stands in the ledger twice"])
  }

  @Test func `Conflict markers of git, plain and with the base between them`() {
    let lines = Self.ledger.text.split(separator: "\n").map(String.init)
    let plain = [lines[0], lines[1], "<<<<<<< HEAD", lines[2], "=======", lines[2], ">>>>>>> branch", lines[3], lines[4]]
    let first = read(plain.joined(separator: "\n"))
    #expect(first.findings == ["3: git left a conflict here, lines 3 to 7"])
    #expect(first.keys == ["a#one", "b#three"])
    let based = [lines[0], "<<<<<<< HEAD", lines[1], "||||||| base", "=======", lines[2], ">>>>>>> branch", lines[3], lines[4]]
    #expect(read(based.joined(separator: "\n")).findings == ["2: git left a conflict here, lines 2 to 7"])
    // One of the markers was forgotten.
    let rest = read([lines[0], lines[1], lines[2], lines[3], ">>>>>>> branch", lines[4]].joined(separator: "\n"))
    #expect(rest.findings == ["5: git left a conflict here, this line"])
    #expect(rest.keys == Self.all)
  }

  @Test func `What stands behind the end, and what is no line`() {
    #expect(read(Self.ledger.text + "more\n").findings == ["10: there is something behind the ledger's end"])
    let (keys, findings, _) = read(Self.ledger.text.replacing("\n\n", with: "\n{\"lesson\":\"a\"},\n"))
    #expect(keys == Self.all)
    #expect(findings.count == 4 && findings.allSatisfy { $0.hasSuffix("this is no line of a ledger") })
  }
}
