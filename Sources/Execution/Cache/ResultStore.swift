import Foundation
import Records
import Synchronization

/// Results on disk, under the names of `LessonKeys`. Several builds share one at the same time.
///
/// An entry is a file: `LITMUS` and the format's number, the key, the digest of the payload, the payload. It is written beside its place
/// and renamed, and checked whenever it is read; one that is cut short, changed or of another format is removed, as if it had never
/// been. What is wrong with an author's lesson is never kept: only what ended as it should.
public final class ResultStore: Sendable {
  let folder: URL
  /// The most bytes that stay after a build; those used longest ago go first.
  let mostBytes: Int
  /// Whether anything was added, so that it may be too much now.
  private let hasGrown = Mutex(false)

  private static let magic = Array("LITMUS".utf8) + [0, UInt8(RunEnvironment.format)]

  public init(folder: URL, mostBytes: Int = 1 << 30) {
    self.folder = folder
    self.mostBytes = mostBytes
  }

  /// What became of a look-up.
  enum Found {
    case payload(Data)
    case missing
    /// It was there, and was not what had been written.
    case damaged
  }

  /// `LITMUS_CACHE`, or the user's cache folder.
  public static func defaultFolder(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    if let named = environment["LITMUS_CACHE"], !named.isEmpty { return URL(fileURLWithPath: named, isDirectory: true) }
    if let named = environment["XDG_CACHE_HOME"], named.hasPrefix("/") {
      return URL(fileURLWithPath: named + "/litmus", isDirectory: true)
    }
    let home = environment["HOME"] ?? NSHomeDirectory()
    #if os(macOS)
      return URL(fileURLWithPath: home + "/Library/Caches/litmus", isDirectory: true)
    #else
      return URL(fileURLWithPath: home + "/.cache/litmus", isDirectory: true)
    #endif
  }

  private func place(of key: Digest) -> URL {
    let name = key.hexadecimal
    return folder.appendingPathComponent(String(name.prefix(2))).appendingPathComponent(String(name.dropFirst(2)))
  }

  func read(_ key: Digest) -> Found {
    let place = place(of: key)
    guard let data = try? Data(contentsOf: place) else { return .missing }
    let head = Self.magic.count, start = head + 2 * Digest.byteCount
    let payload = data.dropFirst(start)
    guard data.count >= start, Array(data.prefix(head)) == Self.magic,
      Array(data[head..<head + Digest.byteCount]) == key.bytes,
      Array(data[head + Digest.byteCount..<start]) == Digest.of(payload).bytes
    else {
      try? FileManager.default.removeItem(at: place)
      return .damaged
    }
    // The time of use, by which `trim` chooses.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: place.path)
    return .payload(Data(payload))
  }

  /// Keeps a result. Where it cannot (a full disk, a folder that is not to be written), the build goes on without.
  func write(_ payload: Data, under key: Digest) {
    hasGrown.withLock { $0 = true }
    let place = place(of: key)
    let beside = place.deletingLastPathComponent().appendingPathComponent("new-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try (Data(Self.magic) + Data(key.bytes) + Data(Digest.of(payload).bytes) + payload).write(to: beside)
      guard rename(beside.path, place.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: beside)
    }
  }

  /// Removes what was used longest ago until the rest fits, and what builds that were killed left half written an hour ago or earlier.
  public func trim(now: Date = Date()) {
    guard hasGrown.withLock({ $0 }) else { return }
    struct File {
      var place: URL
      var bytes: Int
      var used: Date
    }
    var files: [File] = []
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey, .isRegularFileKey]
    let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: Array(keys))
    while let place = walk?.nextObject() as? URL {
      guard let values = try? place.resourceValues(forKeys: keys), values.isRegularFile == true else { continue }
      let used = values.contentModificationDate ?? .distantPast
      if place.lastPathComponent.hasPrefix("new-") {
        if now.timeIntervalSince(used) > 3600 { try? FileManager.default.removeItem(at: place) }
        continue
      }
      files.append(File(place: place, bytes: values.fileSize ?? 0, used: used))
    }
    var total = files.reduce(0) { $0 + $1.bytes }
    for file in files.sorted(by: { ($0.used, $0.place.path) < ($1.used, $1.place.path) }) where total > mostBytes {
      try? FileManager.default.removeItem(at: file.place)
      total -= file.bytes
    }
  }
}

extension ResultStore {
  /// A value kept under a key; nil where there is none. `damaged` hears of one that was not what had been written.
  func value<Value: Wire>(_ type: Value.Type, under key: Digest, damaged: () -> Void = {}) -> Value? {
    switch read(key) {
    case .missing: return nil
    case .damaged: damaged()
    case .payload(let data):
      if let value = try? Value(wireBytes: data) { return value }
      damaged()
    }
    return nil
  }

  func keep(_ value: some Wire, under key: Digest) { write(Data(value.wireBytes), under: key) }
}

// MARK: Texts

extension ResultStore {
  /// A text that this program made earlier out of these parts; nil where there is none. Another build of the program makes its own.
  public func text(madeOf parts: [String]) -> String? { value(String.self, under: Self.textKey(parts)) }

  public func keep(text: String, madeOf parts: [String]) { keep(text, under: Self.textKey(parts)) }

  private static func textKey(_ parts: [String]) -> Digest { Digest.of(parts: ["text", program] + parts) }

  /// Which build of the program this is.
  private static let program: String = RunEnvironment.stamp(KernelInstallation.thisProgram())
}
