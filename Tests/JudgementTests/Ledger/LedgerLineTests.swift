import Execution
import Foundation
import Records
import Testing

@testable import Judgement

struct LedgerLineTests {
  private func roundTrip(_ entry: LedgerEntry, _ location: SourceLocation = #_sourceLocation) throws {
    let line = entry.line
    #expect(!line.contains("\n"), sourceLocation: location)
    let read = try LedgerEntry(line: line)
    #expect(read == entry, sourceLocation: location)
    #expect(read.line == line, "the same bytes", sourceLocation: location)
    _ = try JSONSerialization.jsonObject(with: Data(line.dropLast().utf8))
  }

  /// Every bit of every number comes back: of numbers of all sizes, of subnormal ones, zeros of both signs, infinities and NaN.
  @Test func `Values are exact`() throws {
    var stream = TestStream(7)
    var values = (0..<2000).map { _ in Double(bitPattern: stream.next()) }
    values += [
      0, -0.0, .infinity, -.infinity, .nan, -.nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1,
      1e22, 1e16, 123456789012345680,
    ]
    values += [Double(bitPattern: 0x7ff0_0000_0000_0001), Double(bitPattern: 0xfff8_0000_0000_0123)]
    let entry = LedgerSamples.entry("a", "b", values)
    try roundTrip(entry)
    let read = try LedgerEntry(line: entry.line)
    for (value, measure) in zip(values, read.claim.replicates) {
      #expect(measure == .number(value), "\(value)")
    }
  }

  @Test func `Shortest decimals`() {
    #expect(
      [0.1, 1, -0.0, 1e-5, .infinity, -.infinity, .nan].map { ExactNumber($0).text } == [
        "0.1", "1.0", "-0.0", "1e-05", "\"inf\"", "\"-inf\"", "\"nan\"",
      ])
    #expect(ExactNumber(Double(bitPattern: 0xfff8_0000_0000_0000)).text == "\"nan(0xfff8000000000000)\"")
  }

  @Test(arguments: [
    Relation.below(0.125), .above(-.infinity), .within(-0.5...1e-300), .within(-.infinity...3), .equal(to: 0, tolerance: 1e-9),
    .lessThan(factor: 1),
    .greaterThan(factor: 1.5), .increasing, .decreasing, .unimodal, .crosses(-0.0),
  ])
  func `Relations are spelled exactly`(_ relation: Relation) throws {
    #expect(Relation(spelling: relation.spelling) == relation, "\(relation.spelling)")
    var entry = LedgerSamples.entry("a", "b")
    entry.relation = relation
    try roundTrip(entry)
  }

  @Test(arguments: [
    Quantifier.identity, .always, .usually(rate: 0.95, floor: 0.8), .strictly(rate: 0.9), .typically, .onAverage,
    .onGeometricAverage,
  ])
  func `Quantifiers are spelled exactly`(_ quantifier: Quantifier) throws {
    #expect(Quantifier(spelling: quantifier.spelling) == quantifier, "\(quantifier.spelling)")
    var entry = LedgerSamples.entry("a", "b")
    entry.quantifier = quantifier
    try roundTrip(entry)
  }

  @Test(arguments: [
    "", ".below", ".below()", ".below(x)", ".below(1)", ".below(1.0", ".below(1.0) ", ".within(2.0...1.0)", ".increasing(1.0)",
    "below(1.0)", ".nearly(1.0)",
  ])
  func `Other spellings are none`(_ spelling: String) {
    #expect(Relation(spelling: spelling) == nil)
    #expect(Quantifier(spelling: spelling) == nil)
  }

  @Test func `Sentences of any text`() throws {
    for sentence in [
      "", "\"quoted\" \\ and / slashed", "σ ≤ 0,01 — 数 👩‍🔬", "bell \u{7}, delete \u{7F}, escape \u{1B}[31m", "},\",\"check\":\"x",
    ] {
      try roundTrip(LedgerSamples.entry("a", "b", sentence: sentence))
    }
  }

  @Test func `Claims without a control, without an interval, without replicates`() throws {
    var entry = LedgerSamples.entry("a", "b")
    entry.control = nil
    entry.interval = nil
    try roundTrip(entry)
    entry.claim.replicates = []
    entry.claim.failed = []
    try roundTrip(entry)
    entry.interval = Interval(.meanDifference, -.infinity, 0.5, level: 0.99)
    try roundTrip(entry)
  }

  /// A pair is kept whole; a series as its margin, its length and a digest, which one bit of one point changes.
  @Test func `Pairs and series`() throws {
    var entry = LedgerSamples.entry("a", "b")
    entry.relation = .greaterThan(factor: 2)
    entry.claim.replicates = [
      RecordedMeasure(.pair(3, .nan), relation: entry.relation), RecordedMeasure(.pair(5, 1.5), relation: entry.relation),
    ]
    try roundTrip(entry)
    #expect(entry.claim.replicates[1].statistic(entry.relation) == 2)

    let points = [1.0, 2, 2.5], moved = [1.0, 2, 2.5.nextUp]
    let one = RecordedMeasure(.series(points), relation: .increasing),
      other = RecordedMeasure(.series(moved), relation: .increasing)
    #expect(one.statistic(.increasing) == 0.5)
    #expect(one != other)
    entry.relation = .increasing
    entry.claim.replicates = [one, other]
    try roundTrip(entry)
  }

  /// A fifth of all bytes is changed, one at a time, to its neighbour: no line is taken for the one that was written.
  @Test func `A change by hand is noticed`() throws {
    let line = LedgerSamples.entry("initialization", "small", [0.0812345, 0.0912345, 1e-5]).line
    let bytes = Array(line.utf8)
    for place in stride(from: 0, to: bytes.count, by: 5) {
      var changed = bytes
      changed[place] ^= 1
      #expect(throws: LedgerEntry.LineProblem.self) { try LedgerEntry(line: String(decoding: changed, as: UTF8.self)) }
    }
    let edited = line.replacing("0.0812345,", with: "0.0812346,")
    #expect(throws: LedgerEntry.LineProblem.altered(ClaimKey(lesson: "initialization", claim: "small"))) {
      try LedgerEntry(line: edited)
    }
    #expect(throws: LedgerEntry.LineProblem.malformed) { try LedgerEntry(line: line.dropLast(40)) }
  }

  @Test func `What another version wrote is told from what a hand did`() {
    let line = LedgerSamples.entry("a", "b").line.replacing(".below(1.0)", with: ".nearly(1.0)")
    let body = line[..<(line.range(of: LedgerEntry.checkKey)?.lowerBound ?? line.endIndex)]
    #expect(throws: LedgerEntry.LineProblem.unknown(ClaimKey(lesson: "a", claim: "b"), "relation `.nearly(1.0)`")) {
      try LedgerEntry(line: LedgerEntry.sealed(String(body)))
    }
  }
}
