import CSandbox
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that was started: in a process group of its own, so that ending it ends what it started.
struct ChildProcess: Sendable {
  struct StartFailure: Error {
    var program: String
    var reason: String
  }

  let identifier: pid_t

  /// Starts a program with an environment and with descriptors placed at given numbers; every other descriptor is closed.
  static func start(
    _ program: String, _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment,
    descriptors: [(from: Int32, to: Int32)] = []
  ) throws(StartFailure) -> ChildProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for pair in descriptors { posix_spawn_file_actions_adddup2(&actions, pair.from, pair.to) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Dispatch's threads block nearly every signal, and a program that they start would inherit that.
    var none = sigset_t(), all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    let (status, identifier) = LiveThings.start {
      var identifier: pid_t = 0
      let status = withCStrings([program] + arguments) { words in
        withCStrings(environment.map { "\($0)=\($1)" }.sorted()) { variables in
          posix_spawn(&identifier, program, &actions, &attributes, words, variables)
        }
      }
      return (status, identifier)
    }
    guard status == 0 else { throw StartFailure(program: program, reason: String(cString: strerror(status))) }
    return ChildProcess(identifier: identifier)
  }

  /// Limits the memory that the program may write to, and its children with it. Where the system has no such limit, nothing happens.
  func limitMemory(_ bytes: Int) {
    sandbox_limit_memory(identifier, UInt64(bytes))
  }

  /// Ends the program and everything in its group.
  func end() {
    kill(-identifier, SIGKILL)
  }

  /// Whether the program has ended; it was not waited for yet.
  var hasEnded: Bool {
    var ended = siginfo_t()
    // What is found is stored where a child has ended, and nothing else is a signal of one.
    return waitid(P_PID, id_t(identifier), &ended, WEXITED | WNOWAIT | WNOHANG) == 0 && ended.si_signo == SIGCHLD
  }

  /// Waits until the program has ended and says how.
  func wait() -> Ending {
    var status: Int32 = 0
    // The number is not forgotten before it is given back, so that nobody is ended who has it next.
    var ended = siginfo_t()
    while waitid(P_PID, id_t(identifier), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
    LiveThings.reap(identifier) { while waitpid(identifier, &status, 0) < 0 && errno == EINTR {} }
    return Ending(waitStatus: status)
  }
}

/// How a process ended.
enum Ending: Equatable, Sendable {
  case exited(Int32)
  case signalled(Int32)

  init(waitStatus status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}

private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  pointers.append(nil)
  defer { pointers.forEach { free($0) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("the list ends with nil, so it is not empty") }
    return body(base)
  }
}
