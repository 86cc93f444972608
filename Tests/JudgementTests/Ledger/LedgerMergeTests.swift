import Foundation
import Testing

@testable import Judgement

/// What git makes of two branches that touched one ledger.
struct LedgerMergeTests {
  private static let base = Ledger(["b", "d", "f", "h"].map { LedgerSamples.entry("lesson", $0) })

  /// - Returns: the merged text, and whether git left a conflict in it
  private func merge(_ ours: Ledger, _ theirs: Ledger, union: Bool = false) throws -> (text: String, conflicts: Bool) {
    let folder = try LedgerSamples.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, ledger) in [("ours", ours), ("base", Self.base), ("theirs", theirs)] {
      try Data(ledger.text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let git = Process(), output = Pipe()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "merge-file", "-p"] + (union ? ["--union"] : []) + ["ours", "base", "theirs"]
    git.currentDirectoryURL = folder
    git.standardOutput = output
    try git.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    git.waitUntilExit()
    return (text, git.terminationStatus != 0)
  }

  private func changed(_ changes: [String: [Double]], without gone: String? = nil) -> Ledger {
    var ledger = Self.base
    for (claim, values) in changes {
      ledger[ClaimKey(lesson: "lesson", claim: claim)] = LedgerSamples.entry("lesson", claim, values)
    }
    if let gone { ledger[ClaimKey(lesson: "lesson", claim: gone)] = nil }
    return ledger
  }

  private func read(_ text: String) -> LedgerFile.Reading {
    LedgerReader.read(.init(path: "ledger.json", text: text), courseFolder: "lessons")
  }

  /// Neighbours, the first and the last among them; each pair of claims both ways.
  @Test func `Changes of different claims merge`() throws {
    for (one, other) in [("b", "d"), ("d", "f"), ("f", "h"), ("b", "h")] {
      for (ours, theirs) in [(one, other), (other, one)] {
        let merged = try merge(changed([ours: [0.1]]), changed([theirs: [0.2]]))
        #expect(!merged.conflicts)
        #expect(merged.text == changed([ours: [0.1], theirs: [0.2]]).text)
      }
    }
  }

  @Test func `New claims merge where another stands between them, and beside changes`() throws {
    for (ours, theirs) in [("a", "c"), ("c", "e"), ("g", "i"), ("a", "i"), ("c", "b"), ("i", "h"), ("a", "d")] {
      let merged = try merge(changed([ours: [0.1]]), changed([theirs: [0.2]]))
      #expect(!merged.conflicts, "\(ours) and \(theirs)")
      #expect(merged.text == changed([ours: [0.1], theirs: [0.2]]).text)
    }
  }

  /// What is inserted ends where the changed line begins: a conflict to git, and found by the reader, by union too.
  @Test func `A new claim right before one that the other side changed is a conflict`() throws {
    let merged = try merge(changed(["c": [0.1]]), changed(["d": [0.2]]))
    #expect(merged.conflicts)
    #expect(read(merged.text).diagnostics.map(\.code) == [.ledgerInvalid])
    let both = try merge(changed(["c": [0.1]]), changed(["d": [0.2]]), union: true)
    #expect(read(both.text).diagnostics.map(\.message) == ["claim `lesson#d` stands in the ledger twice"])
  }

  @Test func `A claim that is gone merges with changes that are not its neighbours`() throws {
    let merged = try merge(changed([:], without: "b"), changed(["f": [0.2]]))
    #expect(!merged.conflicts)
    #expect(merged.text == changed(["f": [0.2]], without: "b").text)
  }

  @Test func `One claim changed on both sides is a conflict, which is found`() throws {
    let merged = try merge(changed(["d": [0.1]]), changed(["d": [0.2]]))
    #expect(merged.conflicts)
    #expect(read(merged.text).diagnostics.map(\.message) == ["git left a conflict here, lines 5 to 9"])
  }

  /// `ledger.json merge=union` in `.gitattributes` keeps both sides' lines.
  @Test func `New claims at one place merge by union`() throws {
    #expect(try merge(changed(["e0": [0.1]]), changed(["e1": [0.2]])).conflicts)
    let merged = try merge(changed(["e0": [0.1]]), changed(["e1": [0.2]]), union: true)
    let reading = read(merged.text)
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.ledger == changed(["e0": [0.1], "e1": [0.2]]))
    let twice = try merge(changed(["d": [0.1]]), changed(["d": [0.2]]), union: true)
    #expect(read(twice.text).diagnostics.map(\.message) == ["claim `lesson#d` stands in the ledger twice"])
  }
}
