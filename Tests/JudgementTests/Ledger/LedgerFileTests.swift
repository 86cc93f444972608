import Foundation
import Lessons
import Testing

@testable import Judgement

struct LedgerFileTests {
  private func withFile(_ body: (LedgerFile, URL) throws -> Void) throws {
    let folder = try LedgerSamples.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(LedgerFile(course: Course(folder: folder.path, title: "C", lessonPaths: [])), folder)
  }

  @Test func `No file is no ledger, and no finding`() throws {
    try withFile { file, _ in
      let reading = file.read()
      #expect(reading.ledger == nil && reading.diagnostics.isEmpty)
    }
  }

  /// Many at once, each adding a line of its own: none is lost, and readers never see half a ledger.
  @Test func `Two at once lose nothing`() throws {
    try withFile { file, folder in
      DispatchQueue.concurrentPerform(iterations: 48) { index in
        if index % 4 == 3 {
          #expect(file.read().diagnostics.isEmpty)
        } else {
          let problems = file.update(replacing: false) { ledger in
            var ledger = ledger
            let entry = LedgerSamples.entry("lesson", "claim-\(index)")
            ledger[entry.key] = entry
            return ledger
          }
          #expect(problems.isEmpty)
        }
      }
      #expect(file.read().ledger?.entries.count == 36)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names == ["ledger.json"])
    }
  }

  @Test func `What cannot be read is not replaced unless that is asked for`() throws {
    try withFile { file, folder in
      let place = folder.appendingPathComponent("ledger.json")
      let entry = LedgerSamples.entry("a", "one"), added = LedgerSamples.entry("a", "two")
      for damaged in [Data(Ledger([entry]).text.utf8.dropLast(4)), Data("\u{FF}".utf16.flatMap { [UInt8($0 & 0xFF)] }), Data()] {
        try damaged.write(to: place)
        #expect(!file.update(replacing: false) { _ in Ledger([added]) }.isEmpty)
        #expect(try Data(contentsOf: place) == damaged)
      }
      try Data(Ledger([entry]).text.utf8.dropLast(4)).write(to: place)
      let problems = file.update(replacing: true) { ledger in
        var ledger = ledger
        ledger[added.key] = added
        return ledger
      }
      #expect(problems.isEmpty)
      #expect(file.read().ledger?.entries.map(\.key.claim) == ["one", "two"])
    }
  }

  @Test func `The same ledger leaves the file as it is, and a killed writer's file goes`() throws {
    try withFile { file, folder in
      let place = folder.appendingPathComponent("ledger.json")
      try Data(Ledger().text.utf8).write(to: place)
      let leftover = folder.appendingPathComponent(".ledger.json.litmus-\(UUID().uuidString)")
      let other = folder.appendingPathComponent(".ledger.json.litmus-notes")
      try Data().write(to: leftover)
      try Data().write(to: other)
      let before = try FileManager.default.attributesOfItem(atPath: place.path)[.systemFileNumber] as? Int
      #expect(file.update(replacing: false) { $0 }.isEmpty)
      #expect(try FileManager.default.attributesOfItem(atPath: place.path)[.systemFileNumber] as? Int == before)
      #expect(!FileManager.default.fileExists(atPath: leftover.path))
      #expect(FileManager.default.fileExists(atPath: other.path))
    }
  }

  @Test func `A link to a ledger stays one`() throws {
    try withFile { file, folder in
      let inner = folder.appendingPathComponent("shared")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let place = folder.appendingPathComponent("ledger.json")
      try Data(Ledger().text.utf8).write(to: inner.appendingPathComponent("real.json"))
      try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: "shared/real.json")
      #expect(file.update(replacing: false) { _ in Ledger([LedgerSamples.entry("a", "one")]) }.isEmpty)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: place.path) == "shared/real.json")
      #expect(file.read().ledger?.entries.count == 1)
    }
  }
}
