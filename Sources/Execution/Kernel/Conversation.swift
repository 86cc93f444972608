import CChannel
import Foundation
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything that a forked process said until it finished its order, ended or ran out of time.
struct Conversation: Sendable {
  enum End: Equatable, Sendable {
    /// It sent `finished` and waits for orders.
    case finished
    /// It hung up.
    case ended
    case timedOut
    /// It sent something that is no record, or more of them than it may.
    case refused(Refusal)
  }

  enum Refusal: Equatable, Sendable {
    case tooMuch(limit: Int)
    case notARecord
    case processGone
  }

  static let logLimit = 64 << 10
  /// What a record costs this process beyond its bytes, so that a million empty ones are not for nothing.
  private static let recordCost = 128
  /// The longest crash report that `crash.c` writes.
  private static let crashLimit = 32 << 10

  var records: [Record] = []
  var crash: CrashReport?
  /// What it printed past the records, on standard output and error.
  var log: [UInt8] = []
  var end: End = .ended
  /// The process that spoke last, as this one numbers processes; 0 where that is not known.
  var speaker: pid_t = 0

  /// How long the block took, where it came to its end.
  var seconds: Double {
    if case .finished(let seconds)? = records.last { seconds } else { 0 }
  }

  /// Listens until the order is done. `socket` carries records, `logPipe` whatever the process prints.
  ///
  /// - Parameter limit: bytes of records that are taken in
  init(socket: Int32, logPipe: Int32, until deadline: Date, limit: Int) {
    var received = 0
    var logIsOpen = true
    while true {
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else {
        end = .timedOut
        return
      }
      var watched = [
        pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        pollfd(fd: logIsOpen ? logPipe : -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, Int32(min(left * 1000, 500)) + 1) > 0 else { continue }
      if watched[1].revents != 0 { logIsOpen = readLog(logPipe) }
      guard watched[0].revents != 0 else { continue }
      var kind: UInt8 = 0
      var payload: UnsafeMutableRawPointer?
      var descriptors: [Int32] = [-1, -1]
      var sender: pid_t = 0
      let length = channel_receive(
        socket, limit, max(0, deadline.timeIntervalSinceNow), &kind, &payload, &descriptors, &sender)
      if sender != 0 { speaker = sender }
      descriptors.filter { $0 >= 0 }.forEach { _ = close($0) }
      guard length >= 0, let payload else {
        switch length {
        case -1: end = .ended
        case -3: end = .timedOut
        case -4: end = .refused(.tooMuch(limit: limit))
        default: end = .refused(.notARecord)
        }
        // What it still had to say; somebody who goes on talking is not listened to for ever.
        while logIsOpen && log.count < Self.logLimit && isReadable(logPipe) { logIsOpen = readLog(logPipe) }
        return
      }
      let bytes = [UInt8](UnsafeRawBufferPointer(start: payload, count: length))
      free(payload)
      received += length + Self.recordCost
      guard received <= limit else {
        end = .refused(.tooMuch(limit: limit))
        return
      }
      guard accept(kind: kind, bytes) else {
        // What it printed before it died may still be under way.
        while crash != nil && logIsOpen && log.count < Self.logLimit && isReadable(logPipe) { logIsOpen = readLog(logPipe) }
        return
      }
    }
  }

  /// Takes one message in; false where it was the last.
  private mutating func accept(kind: UInt8, _ bytes: [UInt8]) -> Bool {
    switch Int(kind) {
    case Int(CHANNEL_FRAME_RECORD):
      guard let record = try? Record(wireBytes: bytes) else {
        end = .refused(.notARecord)
        return false
      }
      records.append(record)
      if case .finished = record {
        end = .finished
        return false
      }
    case Int(CHANNEL_FRAME_CRASH):
      if bytes.count <= Self.crashLimit { crash = CrashReport(bytes) }
      // These were its last words, though others that it started may hold its channel. exit() has buffers to empty yet.
      return crash?.signal == Int32(CHANNEL_CRASH_EXIT)
    case Int(CHANNEL_FRAME_CHILD): break
    default:
      end = .refused(.notARecord)
      return false
    }
    return true
  }

  private mutating func readLog(_ descriptor: Int32) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 16384)
    let count = read(descriptor, &chunk, chunk.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    if log.count < Self.logLimit { log.append(contentsOf: chunk[0..<min(count, Self.logLimit - log.count)]) }
    return true
  }

  private func isReadable(_ descriptor: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) > 0
  }
}
