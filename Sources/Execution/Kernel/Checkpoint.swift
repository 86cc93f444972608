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
    /// It was not this order that failed: the process that stood waiting did, and what it said is what is told here.
    var isOfWaitingProcess = false
    /// It left processes of its own behind, which had its channel still open when it was to end.
    var leavesProcesses = false
    /// The lesson was ended because its processes together took more than so many bytes.
    var memoryExceeded: Int?
  }

  private let socket: Int32
  private let log: Int32
  /// The kernel that this checkpoint was forked from, through others; it ends them all.
  let kernel: LessonKernel
  /// The process, as this one numbers processes; 0 where that is not known.
  let identifier: pid_t
  private let limits: Limits
  private let token = Atomic<UInt64>(1)
  private let endings = Mutex<[UInt64: Ending]>([:])
  /// What this process itself said when it died.
  private let crash = Mutex<CrashReport?>(nil)

  private init(socket: Int32, log: Int32, kernel: LessonKernel, identifier: pid_t, limits: Limits) {
    self.socket = socket
    self.log = log
    self.kernel = kernel
    self.identifier = identifier
    self.limits = limits
  }

  /// The process ends when its channel closes; those that were forked from it and wait stay.
  deinit {
    close(socket)
    close(log)
  }

  /// Starts a lesson's process, before its first block.
  ///
  /// - Parameter memory: bytes that its processes may take together
  static func start(_ launch: Sandbox.Launch, limits: Limits, memory: Int) throws(ChildProcess.StartFailure) -> Checkpoint {
    guard let sockets = DescriptorPair.sockets(), let log = DescriptorPair.pipe() else {
      throw ChildProcess.StartFailure(program: launch.program, reason: String(cString: strerror(errno)))
    }
    defer {
      close(sockets.second)
      close(log.second)
    }
    let started = LaunchThread.shared.run { () -> Result<ChildProcess, ChildProcess.StartFailure> in
      Result { () throws(ChildProcess.StartFailure) in
        try ChildProcess.start(
          launch.program, launch.arguments, environment: launch.environment,
          descriptors: [(sockets.second, 3), (log.second, 1), (log.second, 2)])
      }
    }
    switch started {
    case .success(let process):
      let kernel = LessonKernel(process, memory: memory)
      return Checkpoint(socket: sockets.first, log: log.first, kernel: kernel, identifier: 0, limits: limits)
    case .failure(let failure):
      close(sockets.first)
      close(log.first)
      throw failure
    case nil: throw ChildProcess.StartFailure(program: launch.program, reason: "nothing came of it")
    }
  }

  /// Loads a block into a fork and runs it.
  ///
  /// - Parameters:
  ///   - bytes: the memory that the block may take beyond what stands; nil: as much as the lesson may
  ///   - repetition: of the lesson; 0 as it is written. What is forked from the fork is of the same
  func run(_ library: BlockCompiler.Library, seconds: Double, bytes: Int?, repetition: UInt64 = 0) -> Reply {
    order(seconds: seconds) {
      .run(token: $0, library: library.path, entry: library.entry, memory: bytes ?? 0, repetition: repetition)
    }
  }

  /// Measures one arm of a claim under a seed.
  func measure(claim: Int, control: Bool, seed: UInt64, seconds: Double) -> Reply {
    order(seconds: seconds) { .measure(token: $0, claim: claim, control: control, seed: seed) }
  }

  /// Whether the process has ended, and with it what could be done from here.
  var isGone: Bool { kernel.isOver || hasHungUp(socket) }

  private func order(seconds: Double, _ command: (UInt64) -> KernelCommand) -> Reply {
    var reply = carriedOut(seconds: seconds, command)
    if reply.next == nil, kernel.wasEndedForItsMemory { reply.memoryExceeded = kernel.memory }
    return reply
  }

  private func carriedOut(seconds: Double, _ command: (UInt64) -> KernelCommand) -> Reply {
    let token = token.add(1, ordering: .relaxed).oldValue
    guard let sockets = DescriptorPair.sockets(), let log = DescriptorPair.pipe() else { return Reply.lost }
    let bytes = command(token).wireBytes
    let beside = [sockets.second, log.second]
    let sent = channel_send(socket, UInt8(CHANNEL_FRAME_COMMAND), bytes, bytes.count, beside, 2)
    close(sockets.second)
    close(log.second)
    var isKept = false
    defer {
      if !isKept {
        close(sockets.first)
        close(log.first)
      }
    }
    guard sent == 0 else { return waitingProcessFailed() ?? .lost }

    let deadline = Date().addingTimeInterval(seconds)
    var conversation = Conversation(socket: sockets.first, logPipe: log.first, until: deadline, limit: limits.output)
    if conversation.end == .finished {
      isKept = true
      let next = Checkpoint(
        socket: sockets.first, log: log.first, kernel: kernel, identifier: conversation.speaker, limits: limits)
      return Reply(conversation: conversation, next: next, ending: nil)
    }
    if conversation.end != .ended {
      // Where is it? It answers with its stack; then it ends, if need be by force.
      signal(token, channel_interrupt_signal())
      let last = Conversation(
        socket: sockets.first, logPipe: log.first, until: Date().addingTimeInterval(Self.patience), limit: limits.output)
      conversation.crash = conversation.crash ?? last.crash
      signal(token, SIGKILL)
    }
    let ending = ending(of: token, until: Date().addingTimeInterval(Self.patience))
    // A process that does not end, or has left others behind that hold its channel, is ended with the whole lesson.
    let leavesProcesses = !hasHungUp(sockets.first)
    if ending == nil || leavesProcesses { kernel.end() }
    if ending == nil, conversation.end == .ended, let failure = waitingProcessFailed() { return failure }
    return Reply(conversation: conversation, next: nil, ending: ending, leavesProcesses: leavesProcesses)
  }

  /// What this process said when it died between two orders, if it did: a thread that its block left behind failed.
  private func waitingProcessFailed() -> Reply? {
    _ = ending(of: 0, until: Date().addingTimeInterval(Self.patience))
    guard let crash = crash.withLock({ $0 }) else { return nil }
    var conversation = Conversation(socket: socket, logPipe: log, until: Date().addingTimeInterval(1), limit: limits.output)
    conversation.crash = crash
    return Reply(conversation: conversation, next: nil, ending: nil, isOfWaitingProcess: true)
  }

  /// How long, in seconds, a process may take to answer and to end once it was told to.
  private static let patience = 5.0

  /// Whether nobody holds the other end of a socket any more. What is still unread in it does not count.
  private func hasHungUp(_ socket: Int32) -> Bool {
    var watched = pollfd(fd: socket, events: 0, revents: 0)
    return poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLHUP) != 0
  }

  private func signal(_ token: UInt64, _ number: Int32) {
    let bytes = KernelCommand.signal(token: token, number: Int(number)).wireBytes
    _ = channel_send(socket, UInt8(CHANNEL_FRAME_COMMAND), bytes, bytes.count, nil, 0)
  }

  /// Reads this process's own channel, on which it says which of its forks have ended, until the one asked for has.
  private func ending(of token: UInt64, until deadline: Date) -> Ending? {
    endings.withLock { known in
      while known[token] == nil {
        var kind: UInt8 = 0
        var payload: UnsafeMutableRawPointer?
        var descriptors: [Int32] = [-1, -1]
        var sender: pid_t = 0
        let length = channel_receive(
          socket, 1 << 20, max(0, deadline.timeIntervalSinceNow), &kind, &payload, &descriptors, &sender)
        descriptors.filter { $0 >= 0 }.forEach { _ = close($0) }
        guard length >= 0, let payload else { return nil }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: payload, count: length))
        free(payload)
        if Int(kind) == Int(CHANNEL_FRAME_CRASH) {
          if let report = CrashReport(bytes) { crash.withLock { $0 = report } }
          continue
        }
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
    end = .refused(.processGone)
  }
}
