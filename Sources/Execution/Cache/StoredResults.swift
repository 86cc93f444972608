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
