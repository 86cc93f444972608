import Foundation
import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A course's `ledger.json` on disk.
public struct LedgerFile: Sendable {
  /// What was found there.
  public struct Reading: Sendable {
    /// What could be read; nil where there is no file.
    public var ledger: Ledger?
    /// Where each claim's line stands.
    public var places: [ClaimKey: SourceRange]
    /// `ledger-invalid`, `file-not-utf8`, `file-unreadable`.
    public var diagnostics: [Diagnostic]

    public init(ledger: Ledger?, places: [ClaimKey: SourceRange] = [:], diagnostics: [Diagnostic] = []) {
      self.ledger = ledger
      self.places = places
      self.diagnostics = diagnostics
    }
  }

  /// The course's folder, as its paths begin.
  public let folder: String
  /// As diagnostics name it.
  public let path: String

  public init(course: Course) {
    folder = course.folder
    path = course.folder == "." ? "ledger.json" : course.folder + "/ledger.json"
  }

  public func read() -> Reading {
    // A broken link is not nothing: what it led to may come back.
    guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return Reading(ledger: nil) }
    do {
      return LedgerReader.read(try SourceFile.read(path: path), courseFolder: folder)
    } catch {
      var problem = error
      problem.help = Self.restoring(path, folder: folder)
      return Reading(ledger: Ledger(), diagnostics: [problem])
    }
  }

  /// What to do about a ledger that cannot be read.
  static func restoring(_ path: String, folder: String) -> String {
    restoring(path, or: "write it anew: litmus accept --replace\(CourseArgument.text(folder: folder))")
  }

  static func restoring(_ path: String, or other: String) -> String {
    "take the file back from git: git checkout -- \(path); or \(other)"
  }

  /// Reads the ledger, lets `change` make another of it, and writes that, while no other process does: two that accept at once
  /// both find their lines in it. It is written beside its place and renamed, so that readers find the old one or the new one.
  ///
  /// - Parameters:
  ///   - replacing: go on where the ledger cannot be read, with the lines that can be; otherwise nothing is written
  ///   - change: gets what is there, and returns what shall be; nil to leave the file alone
  /// - Returns: what kept it from writing
  public func update(replacing: Bool, _ change: (Ledger) -> Ledger?) -> [Diagnostic] {
    let lock = open(URL(fileURLWithPath: place).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { return [unwritable()] }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { return [unwritable()] }
    }
    let reading = read()
    guard reading.diagnostics.isEmpty || replacing else { return reading.diagnostics }
    guard let ledger = change(reading.ledger ?? Ledger()) else { return [] }
    removeLeftovers()
    return write(ledger.text)
  }

  // MARK: Writing

  /// Where the file is, behind links.
  private var place: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  private func write(_ text: String) -> [Diagnostic] {
    if let present = FileManager.default.contents(atPath: place), present == Data(text.utf8) { return [] }
    let beside = prefix + UUID().uuidString
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return [unwritable()] }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    let isOnDisk = rest.isEmpty && fsync(descriptor) == 0
    let reason = errno
    guard close(descriptor) == 0, isOnDisk, rename(beside, place) == 0 else {
      let problem = unwritable(isOnDisk ? errno : reason)
      unlink(beside)
      return [problem]
    }
    return []
  }

  private var prefix: String {
    let place = URL(fileURLWithPath: place)
    return place.deletingLastPathComponent().path + "/." + place.lastPathComponent + ".litmus-"
  }

  /// Who writes holds the lock, so that such files now are those of processes that were killed.
  private func removeLeftovers() {
    let prefix = URL(fileURLWithPath: prefix)
    let folder = prefix.deletingLastPathComponent().path
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(prefix.lastPathComponent)
      && UUID(uuidString: String(name.dropFirst(prefix.lastPathComponent.count))) != nil
    {
      unlink(folder + "/" + name)
    }
  }

  private func unwritable(_ reason: Int32 = errno) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, "the ledger could not be written: \(String(cString: strerror(reason)))", path: path,
      help: "what stood there before is untouched; make room or mend the permissions, and run it again")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
