import Foundation
import Records

/// A compiled module as it is kept: what the compiler said, and its two files.
struct StoredModule: Wire {
  var messages: String
  var library: [UInt8]
  var interface: [UInt8]

  init(messages: String, library: [UInt8], interface: [UInt8]) {
    self.messages = messages
    self.library = library
    self.interface = interface
  }

  func write(to writer: inout WireWriter) {
    messages.write(to: &writer)
    writer.append(library)
    writer.append(interface)
  }

  init(from reader: inout WireReader) throws(WireError) {
    messages = try String(from: &reader)
    library = try reader.bytes()
    interface = try reader.bytes()
  }
}

/// A block's run as it is kept, with lines counted from the block's own first one.
struct StoredRun: Wire {
  /// What the compiler said of it: warnings have to come again.
  var messages: String
  var records: [Record]
  /// How it failed, where it was expected to.
  var expectedFailure: String?

  init(messages: String, records: [Record], expectedFailure: String?) {
    self.messages = messages
    self.records = records
    self.expectedFailure = expectedFailure
  }

  func write(to writer: inout WireWriter) {
    messages.write(to: &writer)
    records.write(to: &writer)
    expectedFailure.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    messages = try String(from: &reader)
    records = try [Record](from: &reader)
    expectedFailure = try String?(from: &reader)
  }
}

/// The replicates of the claims that a block declares, as they are kept.
struct StoredMeasures: Wire {
  /// One replicate of one arm of a claim.
  struct Place: Hashable, Sendable {
    /// The claim's place among those that the block declares.
    var claim: Int
    var control: Bool
    var seed: UInt64
  }

  var measures: [Place: Measure]

  init(measures: [Place: Measure]) { self.measures = measures }

  func write(to writer: inout WireWriter) {
    measures.count.write(to: &writer)
    // In an order of their own, so that the same measures are the same bytes.
    for (place, measure) in measures.sorted(by: { $0.key.order < $1.key.order }) {
      place.claim.write(to: &writer)
      place.control.write(to: &writer)
      place.seed.write(to: &writer)
      measure.write(to: &writer)
    }
  }

  init(from reader: inout WireReader) throws(WireError) {
    measures = [:]
    for _ in 0..<max(0, try Int(from: &reader)) {
      let place = Place(claim: try Int(from: &reader), control: try Bool(from: &reader), seed: try UInt64(from: &reader))
      measures[place] = try Measure(from: &reader)
    }
  }
}

extension StoredMeasures.Place {
  fileprivate var order: (Int, Int, UInt64) { (claim, control ? 1 : 0, seed) }
}
