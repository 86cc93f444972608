import CChannel
import Foundation
import Records
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lesson's process that stands after some block and waits. Every order is carried out in a fork of it, so it never changes.
final class Checkpoint: Sendable {
  /// What came of an order.
  struct Reply: Sendable {
    var conversation: Conversation
    /// The process as it stands now, where the order was to run a block and it finished.
    var next: Checkpoint?
    /// How the process ended, where it did.
    var ending: Ending?
  }

  private let socket: Int32
  private let log: Int32
  /// The kernel that this checkpoint was forked from, through others; it ends them all.
  private let kernel: ChildProcess
  /// The checkpoint that this one was forked from. A process ends with its parent, so the parent has to stay.
  private let parent: Checkpoint?
  private let token = Atomic<UInt64>(1)
  private let endings = Mutex<[UInt64: Ending]>([:])

  private init(socket: Int32, log: Int32, kernel: ChildProcess, parent: Checkpoint?) {
    self.socket = socket
    self.log = log
    self.kernel = kernel
    self.parent = parent
  }

  deinit {
    close(socket)
    close(log)
  }

  /// Starts a lesson's process, before its first block.
  static func start(_ installation: KernelInstallation) throws(ChildProcess.StartFailure) -> Checkpoint {
    guard let sockets = DescriptorPair.sockets(), let log = DescriptorPair.pipe() else {
      throw ChildProcess.StartFailure(program: installation.kernel, reason: String(cString: strerror(errno)))
    }
    defer {
      close(sockets.second)
      close(log.second)
    }
    let kernel = try ChildProcess.start(
      installation.kernel, [installation.library, "3"],
      descriptors: [(sockets.second, 3), (log.second, 1), (log.second, 2)])
    return Checkpoint(socket: sockets.first, log: log.first, kernel: kernel, parent: nil)
  }

  /// Loads a block into a fork and runs it.
  func run(_ library: BlockCompiler.Library, seconds: Double) -> Reply {
    order(seconds: seconds) { .run(token: $0, library: library.path, entry: library.entry) }
  }

  /// Measures one arm of a claim under a seed.
  func measure(claim: Int, control: Bool, seed: UInt64, seconds: Double) -> Reply {
    order(seconds: seconds) { .measure(token: $0, claim: claim, control: control, seed: seed) }
  }

  /// Ends the lesson's process with everything that it forked.
  func endKernel() {
    kernel.end()
    _ = kernel.wait()
  }

  private func order(seconds: Double, _ command: (UInt64) -> KernelCommand) -> Reply {
    let token = token.add(1, ordering: .relaxed).oldValue
    guard let sockets = DescriptorPair.sockets(), let log = DescriptorPair.pipe() else { return Reply.lost }
    let bytes = command(token).wireBytes
    let beside = [sockets.second, log.second]
    let sent = channel_send(socket, UInt8(CHANNEL_FRAME_COMMAND), bytes, bytes.count, beside, 2)
    close(sockets.second)
    close(log.second)
    let fork = Checkpoint(socket: sockets.first, log: log.first, kernel: kernel, parent: self)
    guard sent == 0 else { return Reply.lost }

    let deadline = Date().addingTimeInterval(seconds)
    var conversation = Conversation(socket: sockets.first, logPipe: log.first, until: deadline)
    if conversation.end == .finished { return Reply(conversation: conversation, next: fork, ending: nil) }
    if conversation.end != .ended {
      // Where is it? It answers with its stack; then it ends, if need be by force.
      signal(token, channel_interrupt_signal())
      let last = Conversation(socket: sockets.first, logPipe: log.first, until: Date().addingTimeInterval(5))
      conversation.crash = conversation.crash ?? last.crash
      signal(token, SIGKILL)
    }
    return Reply(conversation: conversation, next: nil, ending: ending(of: token))
  }

  private func signal(_ token: UInt64, _ number: Int32) {
    let bytes = KernelCommand.signal(token: token, number: Int(number)).wireBytes
    _ = channel_send(socket, UInt8(CHANNEL_FRAME_COMMAND), bytes, bytes.count, nil, 0)
  }

  /// Reads this process's own channel, on which it says which of its forks have ended, until the one asked for has.
  private func ending(of token: UInt64) -> Ending? {
    endings.withLock { known in
      while known[token] == nil {
        var kind: UInt8 = 0
        var payload: UnsafeMutableRawPointer?
        var descriptors: [Int32] = [-1, -1]
        let length = channel_receive(socket, 1 << 20, &kind, &payload, &descriptors)
        guard length >= 0, let payload else { return nil }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: payload, count: length))
        free(payload)
        var reader = WireReader(bytes)
        guard Int(kind) == Int(CHANNEL_FRAME_CHILD), let ended = try? reader.word(), let status = try? reader.word()
        else { continue }
        known[ended] = Ending(waitStatus: Int32(truncatingIfNeeded: status))
      }
      return known.removeValue(forKey: token)
    }
  }
}

extension Checkpoint.Reply {
  /// The process that should have carried out the order is gone.
  fileprivate static var lost: Self {
    Self(conversation: Conversation(lost: ()), next: nil, ending: nil)
  }
}

extension Conversation {
  fileprivate init(lost: Void) {
    end = .refused("the lesson's process is gone")
  }
}
