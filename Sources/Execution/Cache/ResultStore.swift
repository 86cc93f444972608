import Foundation
import Records
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  /// How many entries were looked for: what an unchanged lesson's build takes.
  let lookUps = Atomic<Int>(0)

  private static let magic = Array("LITMUS".utf8) + [0, UInt8(RunEnvironment.format)]
  private static let headBytes = magic.count + 2 * Digest.byteCount

  public init(folder: URL, mostBytes: Int = 1 << 30) {
    self.folder = folder
    self.mostBytes = mostBytes
    path = folder.path
  }

  private let path: String

  /// What became of a look-up.
  enum Found {
    case payload(ArraySlice<UInt8>)
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

  /// The folder and the file's name in it: a folder of a hundred thousand files is slow on some file systems.
  private func place(of key: Digest) -> (folder: String, name: String) {
    let name = key.hexadecimal
    return ("\(path)/\(name.prefix(2))", String(name.dropFirst(2)))
  }

  func read(_ key: Digest) -> Found {
    lookUps.add(1, ordering: .relaxed)
    let place = place(of: key), path = "\(place.folder)/\(place.name)"
    guard let file = EntryFile.read(path) else { return .missing }
    let head = Self.magic.count, middle = head + Digest.byteCount
    guard file.count >= Self.headBytes, file[..<head].elementsEqual(Self.magic), file[head..<middle].elementsEqual(key.bytes),
      file[middle..<Self.headBytes].elementsEqual(Digest.of(file[Self.headBytes...]).bytes)
    else {
      unlink(path)
      return .damaged
    }
    return .payload(file[Self.headBytes...])
  }

  /// Keeps a result. Where it cannot (a full disk, a folder that is not to be written), the build goes on without.
  func write(_ payload: [UInt8], under key: Digest) {
    hasGrown.withLock { $0 = true }
    let place = place(of: key), beside = "\(place.folder)/new-\(UUID().uuidString)"
    let bytes = Self.magic + key.bytes + Digest.of(payload[...]).bytes + payload
    if !EntryFile.write(bytes, to: beside) {
      // The first entry of its folder, if nothing else is wrong.
      try? FileManager.default.createDirectory(atPath: place.folder, withIntermediateDirectories: true)
      guard EntryFile.write(bytes, to: beside) else { return }
    }
    if rename(beside, "\(place.folder)/\(place.name)") != 0 { unlink(beside) }
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

  func keep(_ value: some Wire, under key: Digest) { write(value.wireBytes, under: key) }
}
