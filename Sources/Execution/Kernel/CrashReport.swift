import Lessons

/// What a process said when it died: the signal, the failing library's last words, and where every frame of its stack was.
struct CrashReport: Equatable, Sendable {
  struct Frame: Equatable, Sendable {
    var library: String
    /// Bytes from the library's start; one before it lies in the instruction that the frame stands at.
    var offset: UInt64
  }

  /// 0: the code called `exit`.
  var signal: Int32
  var message: String
  var frames: [Frame]

  /// Reads the layout that `channel.h` describes.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    func word(_ count: Int) -> UInt64? {
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    func text() -> String? {
      guard let count = word(4), rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(Int(count)) }
      return String(decoding: rest.prefix(Int(count)), as: UTF8.self)
    }
    guard let signal = word(4), let message = text(), let count = word(4) else { return nil }
    self.signal = Int32(truncatingIfNeeded: signal)
    self.message = message
    frames = []
    for _ in 0..<count {
      guard let offset = word(8), let library = text() else { return nil }
      frames.append(Frame(library: library, offset: offset))
    }
  }
}
