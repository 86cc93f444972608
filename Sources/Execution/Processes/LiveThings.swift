import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What has to go when the tool is told to stop: programs that it started, and folders that it made.
public enum LiveThings {
  private struct State {
    var children: Set<pid_t> = []
    var folders: Set<String> = []
    var isOver = false
  }

  private static let state = Mutex(State())

  /// Ends every program and removes every folder, and lets no new ones come. What runs on in this process meanwhile fails, so the
  /// process has to end next.
  public static func endAll() {
    let folders = state.withLock { state in
      state.isOver = true
      for child in state.children { kill(-child, SIGKILL) }
      return state.folders
    }
    // A program that is being ended may still write.
    let children = state.withLock { $0.children }
    for child in children {
      var ended = siginfo_t()
      while waitid(P_PID, id_t(child), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
    }
    folders.forEach(ClaimedFolder.removeTree)
  }

  /// Starts a program with the list closed to others, so that none is missed.
  static func start(_ spawn: () -> (status: Int32, identifier: pid_t)) -> (status: Int32, identifier: pid_t) {
    state.withLock { state in
      guard !state.isOver else { return (ECANCELED, 0) }
      let started = spawn()
      if started.status == 0 { state.children.insert(started.identifier) }
      return started
    }
  }

  static func reap(_ child: pid_t, _ wait: () -> Void) {
    state.withLock { state in
      wait()
      state.children.remove(child)
    }
  }

  /// Makes a folder with the list closed to others. Once everything is to end none is made: the caller waits for the end.
  static func make(folder: String, _ make: () -> Bool) -> Bool {
    let made: Bool? = state.withLock { state in
      guard !state.isOver else { return nil }
      guard make() else { return false }
      state.folders.insert(folder)
      return true
    }
    if let made { return made }
    while true { sleep(1) }
  }

  static func remove(folder: String) { state.withLock { _ = $0.folders.remove(folder) } }
}
