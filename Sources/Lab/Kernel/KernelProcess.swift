internal import CChannel
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// This process, as the tool knows it: a channel to write records to, and the claims that the blocks so far have declared.
///
/// State of the process and not of a value, because a block is plain Swift that says `show(x)`: there is one kernel in a
/// process, it is used by the thread that runs the block, and a fork takes a copy of it along.
enum KernelProcess {
  nonisolated(unsafe) private static var channel: Int32 = -1
  nonisolated(unsafe) private static var children: [UInt64: pid_t] = [:]
  nonisolated(unsafe) static var claims: [RegisteredClaim] = []
  /// How a tangled lesson prints the values of its prose.
  nonisolated(unsafe) private static var inlinePrinter: ((Int, Value) -> Void)?

  static func printsInline(_ printer: @escaping (Int, Value) -> Void) { inlinePrinter = printer }

  /// Sends a record; without a tool at the other end (a tangled lesson), it is printed.
  static func emit(_ record: Record) {
    guard channel >= 0 else {
      if case .inline(let index, let value) = record, let inlinePrinter { return inlinePrinter(index, value) }
      return StandaloneReport.print(record)
    }
    guard !isRepeated || record.belongsToRepetition else { return }
    let bytes = record.wireBytes
    guard channel_send(channel, UInt8(CHANNEL_FRAME_RECORD), bytes, bytes.count, nil, 0) == 0 else { leave(Int32(CHANNEL_EXIT_CLOSED)) }
  }

  /// Where the lesson's first process begins. It never ends before the others, and looks after those whose parents are gone.
  static func begin(_ socket: Int32) -> Never {
    channel_adopt_orphans()
    serve(socket)
  }

  /// Waits for orders on `socket` and carries each out in a fork. Ends when the tool hangs up.
  private static func serve(_ socket: Int32) -> Never {
    channel = socket
    channel_block_child_signal(1)
    while true {
      switch channel_wait(socket) {
      case 0: reportEndedChildren()
      case 1: receiveOrder()
      default: leave(1)
      }
    }
  }

  private static func receiveOrder() {
    var kind: UInt8 = 0
    var payload: UnsafeMutableRawPointer?
    var descriptors: [Int32] = [-1, -1]
    let length = channel_receive(channel, 1 << 20, -1, &kind, &payload, &descriptors, nil)
    guard length >= 0, let payload else { leave(length == -1 ? 0 : 1) }
    let bytes = [UInt8](UnsafeRawBufferPointer(start: payload, count: length))
    free(payload)
    guard kind == UInt8(CHANNEL_FRAME_COMMAND), let command = try? KernelCommand(wireBytes: bytes) else { leave(1) }
    switch command {
    case .signal(let token, let number):
      if let child = children[token] { kill(child, Int32(number)) }
    case .run(let token, let library, let entry, let memory, let repetition):
      inFork(token, descriptors) {
        MemoryBudget.set(memory)
        beginRepetition(repetition)
        run(library: library, entry: entry)
      }
    case .measure(let token, let claim, let control, let seed):
      inFork(token, descriptors) {
        MemoryBudget.set(0)
        measure(claim: claim, control: control, seed: seed)
      }
    }
  }

  private static func inFork(_ token: UInt64, _ descriptors: [Int32], _ work: () -> Never) {
    guard descriptors.allSatisfy({ $0 >= 0 }) else { leave(1) }
    fflush(nil)
    let child = forkProcess()
    guard child != 0 else {
      close(channel)
      channel = descriptors[0]
      children = [:]
      dup2(descriptors[1], 1)
      dup2(descriptors[1], 2)
      close(descriptors[1])
      channel_block_child_signal(0)
      channel_die_with_parent(1)
      channel_report_crashes(channel, engineFailureMessage())
      work()
    }
    descriptors.forEach { close($0) }
    if child > 0 { children[token] = child } else { reportEnd(of: token, status: 127 << 8) }
  }

  private static func run(library: String, entry: String) -> Never {
    guard let handle = dlopen(library, RTLD_NOW | RTLD_GLOBAL), let symbol = dlsym(handle, entry) else {
      emit(.threw(dlerror().map { String(cString: $0) } ?? "the compiled block could not be loaded"))
      leave(1)
    }
    typealias Entry = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32
    let start = Clock.seconds
    channel_expect_exit(0)
    _ = unsafeBitCast(symbol, to: Entry.self)(0, nil)
    channel_expect_exit(1)
    fflush(nil)
    let seconds = Clock.seconds - start
    let left = LeftThreads.afterBlock()
    if left.running > 0 { emit(.leftThreads(left.running)) }
    if left.all > 0 { _ = channel_leave_threads() }
    // The process that it was forked from may be given up while this one waits. It ends when the tool hangs up.
    channel_die_with_parent(0)
    emit(.finished(seconds: seconds))
    serve(channel)
  }

  private static func measure(claim: Int, control: Bool, seed: UInt64) -> Never {
    guard claims.indices.contains(claim) else { leave(1) }
    channel_expect_exit(0)
    useOneThread()
    let record = claims[claim].measure(control: control, seed: seed)
    channel_expect_exit(1)
    emit(record)
    leave(0)
  }

  private static func reportEndedChildren() {
    var status: Int32 = 0
    while case let ended = waitpid(-1, &status, WNOHANG), ended > 0 {
      guard let token = children.first(where: { $0.value == ended })?.key else { continue }
      children[token] = nil
      reportEnd(of: token, status: status)
    }
  }

  private static func reportEnd(of token: UInt64, status: Int32) {
    var writer = WireWriter()
    writer.word(token)
    writer.word(UInt64(UInt32(bitPattern: status)))
    guard channel_send(channel, UInt8(CHANNEL_FRAME_CHILD), writer.bytes, writer.bytes.count, nil, 0) == 0 else { leave(1) }
  }

  private static func leave(_ status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }
}

extension Record {
  /// Of a repetition nothing is asked but the values of the prose, and whether it came to its end.
  fileprivate var belongsToRepetition: Bool {
    switch self {
    case .output, .named, .claim, .leftThreads: false
    case .inline, .measured, .threw, .finished: true
    }
  }
}
