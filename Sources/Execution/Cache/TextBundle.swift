import Foundation
import Records
import Synchronization

/// Texts that this program made out of others and that one page needs: set formulas, coloured code. Kept from build to build in one entry,
/// because a page has dozens of them, and a file for each would take longer than all the rest of an unchanged build.
///
/// ```swift
/// let texts = TextBundle(of: ["page", path], in: store)
/// let html = texts.text(madeOf: ["highlight", code]) { SwiftHighlighter.html(code) }
/// texts.keep()      // what was asked for this time, and nothing else
/// ```
/// Another build of the program makes its own.
public final class TextBundle {
  private let store: ResultStore?
  private let key: Digest
  private lazy var known: [Digest: String] = read()
  private var used: [Digest: String] = [:]

  /// - Parameters:
  ///   - name: tells this bundle from others
  ///   - store: nil to remember only as long as the value lives
  public init(of name: [String], in store: ResultStore?) {
    self.store = store
    key = Digest.of(parts: ["texts", Self.program] + name)
  }

  /// A short name for a long part, or for one that is no text.
  public static func name(of part: some Wire) -> String { Digest.of(part.wireBytes).hexadecimal }

  /// The text made of these parts, as it is remembered, else as it is made now. What throws is not remembered.
  public func text<Failure>(madeOf parts: [String], _ make: () throws(Failure) -> String) throws(Failure) -> String {
    let name = Digest.of(parts: parts)
    if let text = used[name] { return text }
    let text = if let text = known[name] { text } else { try make() }
    used[name] = text
    return text
  }

  /// Keeps what was asked for, if it is not just what is kept already.
  public func keep() {
    guard let store, used.count != known.count || used.keys.contains(where: { known[$0] == nil }) else { return }
    let sorted = used.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
    store.keep(Entries(list: sorted.map { .init(name: $0.key.bytes, text: $0.value) }), under: key)
    known = used
  }

  private func read() -> [Digest: String] {
    let entries = store?.value(Entries.self, under: key)?.list ?? []
    return Dictionary(entries.map { (Digest(bytes: $0.name), $0.text) }, uniquingKeysWith: { $1 })
  }

  /// Which build of the program this is.
  private static let program: String = RunEnvironment.stamp(KernelInstallation.thisProgram())

  fileprivate struct Entries: Wire {
    struct Entry: Wire {
      var name: [UInt8]
      var text: String
    }

    var list: [Entry]
  }
}

extension TextBundle.Entries {
  func write(to writer: inout WireWriter) { list.write(to: &writer) }
  init(from reader: inout WireReader) throws(WireError) { list = try [Entry](from: &reader) }
}

extension TextBundle.Entries.Entry {
  func write(to writer: inout WireWriter) {
    writer.append(name)
    text.write(to: &writer)
  }

  init(from reader: inout WireReader) throws(WireError) {
    name = try reader.bytes()
    text = try String(from: &reader)
  }
}
