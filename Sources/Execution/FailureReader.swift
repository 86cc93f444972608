import CChannel
import Foundation
import Lessons
import Records

/// Says in the lesson's terms why a block or a replicate did not come to its end.
struct FailureReader: Sendable {
  let lesson: Lesson
  let symbolizer: Symbolizer
  let limits: Limits

  /// A block that trapped, ran out of time, exited or was killed.
  func blockFailed(_ experiment: Experiment, _ reply: Checkpoint.Reply, seconds: Double) -> Diagnostic {
    if let most = reply.memoryExceeded {
      return Diagnostic(
        .lessonOutOfMemory, Self.memoryExceeded(most), path: lesson.source.path, range: experiment.range,
        help: "start fewer processes, keep less at a time, or allow lessons more: --lesson-memory "
          + Self.format(bytes: most * 2, spaced: false))
    }
    let trace = trace(reply)
    let place = trace.positions.first.map(lesson.source.wordRange) ?? experiment.range
    var diagnostic: Diagnostic
    switch reply.conversation.end {
    case .timedOut where reply.leavesProcesses:
      diagnostic = Diagnostic(
        .blockTimedOut, "still running after \(Self.format(seconds)), with processes that it started",
        help: "start fewer processes, and wait for every one of them in the block")
    case .timedOut:
      diagnostic = Diagnostic(
        .blockTimedOut, "still running after \(Self.format(seconds))\(trace.positions.isEmpty ? "" : "; this is where it was")",
        help: "end the loop, make the experiment smaller, or raise its limit: //| budget: \(Int(seconds * 2))s")
    case .refused(let refusal): diagnostic = refused(refusal)
    case .finished, .ended:
      diagnostic = ended(reply, trace)
    }
    diagnostic.path = lesson.source.path
    diagnostic.range = place
    diagnostic.notes += callers(trace) + logNote(reply, besides: diagnostic.message)
    if reply.isOfWaitingProcess {
      diagnostic.message = "a thread that a block above left behind: \(diagnostic.message)"
      diagnostic.help = "wait for the thread at the end of the block that starts it"
    }
    if diagnostic.code == .blockTrapped, ranOutOfMemory(reply) {
      if let words = reply.conversation.crash?.message, !words.isEmpty { diagnostic.notes.append(.init(words)) }
      let most = experiment.options.budget?.bytes ?? lesson.frontMatter.budget?.bytes ?? limits.memory
      diagnostic.message = "out of memory: the block may take \(Self.format(bytes: most))"
      diagnostic.help = "keep less at a time, or allow it more: //| budget: \(Self.format(bytes: most * 2, spaced: false))"
    }
    return diagnostic
  }

  private func refused(_ refusal: Conversation.Refusal) -> Diagnostic {
    switch refusal {
    case .tooMuch(let limit):
      Diagnostic(
        .blockOutputRefused, "the block showed more than \(Self.format(bytes: limit)) and was stopped",
        help: "show less: a table or a chart says more than millions of lines; or allow blocks more: --block-output "
          + Self.format(bytes: limit * 2, spaced: false))
    case .notARecord:
      Diagnostic(
        .blockOutputRefused, "the block wrote to the channel that its results travel on, and was stopped",
        help: "leave the descriptors that it did not open alone; show, print and record say what a block has to say")
    case .processGone: Self.lost
    }
  }

  /// An allocation that the system refused, as the allocators of Swift, of the engine and of C say it.
  func ranOutOfMemory(_ reply: Checkpoint.Reply) -> Bool {
    let said = (reply.conversation.crash?.message ?? "") + String(decoding: reply.conversation.log, as: UTF8.self)
    return ["out of memory", "has no memory for", "ailed to allocate", "ould not allocate memory", "annot allocate memory", "bad_alloc"].contains {
      said.contains($0)
    }
  }

  /// A replicate that gave no measurement.
  func claimBroken(
    _ claim: ClaimDeclaration, control: Bool, _ reply: Checkpoint.Reply, seconds: Double
  ) -> Diagnostic {
    let trace = trace(reply)
    let start = SourcePosition(line: claim.line, column: 1)
    let what = control ? "the control of claim `\(claim.id)`" : "claim `\(claim.id)`"
    let reason: String
    if let most = reply.memoryExceeded {
      reason = "could not be measured: \(Self.memoryExceeded(most))"
    } else if case .threw(let message) = reply.conversation.records.last {
      reason = "threw: \(message)"
    } else if reply.conversation.end == .timedOut {
      reason = "was still measuring after \(Self.format(seconds))"
    } else if case .refused(let refusal) = reply.conversation.end {
      reason = "could not be measured: \(refused(refusal).message)"
    } else if ranOutOfMemory(reply) {
      reason = "ran out of memory"
    } else {
      let inner = ended(reply, trace)
      reason = "could not be measured: \(inner.message)"
    }
    return Diagnostic(
      .claimBroken, "\(what) \(reason)", path: lesson.source.path,
      range: trace.positions.first.map(lesson.source.wordRange) ?? start..<start,
      notes: callers(trace) + logNote(reply, besides: reason),
      help: "the lesson itself ran; make the measure safe for every seed")
  }

  /// A claim whose process is not there.
  func claimLost(_ claim: ClaimDeclaration) -> Diagnostic {
    let start = SourcePosition(line: claim.line, column: 1)
    return Diagnostic(
      .claimBroken, "claim `\(claim.id)` could not be measured: the lesson's process is gone", path: lesson.source.path,
      range: start..<start, help: "run it again; --no-cache runs everything anew")
  }

  private func trace(_ reply: Checkpoint.Reply) -> Symbolizer.Trace {
    let nothing = Symbolizer.Trace(failure: nil, positions: [])
    // Whether a process that was refused, or among many others, still said where it was depends on the moment; a finding must not.
    if case .refused = reply.conversation.end { return nothing }
    if reply.conversation.end == .timedOut, reply.leavesProcesses { return nothing }
    guard let crash = reply.conversation.crash, reply.memoryExceeded == nil else { return nothing }
    return symbolizer.trace(crash, lesson: lesson)
  }

  private func ended(_ reply: Checkpoint.Reply, _ trace: Symbolizer.Trace) -> Diagnostic {
    if case .threw(let message) = reply.conversation.records.last { return Diagnostic(.blockThrew, message) }
    guard let crash = reply.conversation.crash else {
      switch reply.ending {
      case .exited(Int32(CHANNEL_EXIT_CLOSED)):
        return Diagnostic(
          .blockOutputRefused, "the block closed the channel that its results travel on",
          help: "close only what the block has opened")
      case .exited(let status):
        return Diagnostic(
          .blockExited, "the block ended its process with status \(status)", help: "remove the call; a block ends at its last line")
      case .signalled(SIGKILL):
        return Diagnostic(
          .blockExited, "the block's process was killed by signal \(SIGKILL) (\(Self.name(SIGKILL)))",
          help: "remove the call; if there is none, the machine was out of memory")
      case .signalled(SIGXFSZ):
        return Diagnostic(
          .blockExited, "the block wrote a file longer than its scratch folder (\(Self.format(bytes: limits.scratch)))",
          help: "keep less in files, or allow lessons more: --scratch \(Self.format(bytes: limits.scratch * 2, spaced: false))")
      case .signalled(let number):
        return Diagnostic(.blockExited, "the block's process was killed by signal \(number) (\(Self.name(number)))")
      case nil: return Self.lost
      }
    }
    if crash.signal == CHANNEL_CRASH_EXIT {
      return Diagnostic(
        .blockExited, "the block called exit()", help: "remove the call; a block ends at its last line")
    }
    if !crash.message.isEmpty { return Diagnostic(.blockTrapped, crash.message) }
    if let said = Self.fatalError(in: reply.conversation.log) {
      let uncaught = "Fatal error: Error raised at top level: "
      guard said.hasPrefix(uncaught) else { return Diagnostic(.blockTrapped, said) }
      return Diagnostic(
        .blockThrew, "nothing caught the error: \(said.dropFirst(uncaught.count))", help: "catch it with `do`, or mend its cause")
    }
    if let failure = trace.failure { return Diagnostic(.blockTrapped, "Fatal error: \(failure)") }
    if crash.signal == SIGSEGV || crash.signal == SIGBUS, crash.frames.count > 60 {
      return Diagnostic(
        .blockTrapped, "stack overflow: the calls never came back", help: "give the recursion an end that it reaches")
    }
    return Diagnostic(.blockTrapped, "the block was stopped by signal \(crash.signal) (\(Self.name(crash.signal)))")
  }

  /// The runtime prints `File.swift:12: Fatal error: message` before it traps.
  private static func fatalError(in log: [UInt8]) -> String? {
    let text = String(decoding: log, as: UTF8.self)
    guard let range = text.range(of: "Fatal error: ", options: .backwards) else { return nil }
    return "Fatal error: " + text[range.upperBound...].prefix { $0 != "\n" }
  }

  private func callers(_ trace: Symbolizer.Trace) -> [Diagnostic.Note] {
    trace.positions.dropFirst().prefix(3).map { position in
      Diagnostic.Note("called from here", path: lesson.source.path, range: lesson.source.wordRange(at: position))
    }
  }

  private static func memoryExceeded(_ most: Int) -> String {
    "the lesson's processes took more than \(format(bytes: most)) together, and were ended"
  }

  private static let lost = Diagnostic(
    .kernelLost, "the lesson's process is gone: the block ended it, or the system was out of memory",
    help: "leave processes alone that the block did not start, or take less memory")

  /// The last lines that the process printed, where they say more than the message. The runtime's own list of addresses does not.
  private func logNote(_ reply: Checkpoint.Reply, besides message: String) -> [Diagnostic.Note] {
    let text = String(decoding: reply.conversation.log, as: UTF8.self)
    let lines = text[..<(text.range(of: "Current stack trace:")?.lowerBound ?? text.endIndex)].split(separator: "\n")
      .filter { !$0.contains("Fatal error: ") && !message.contains($0) }
    guard !lines.isEmpty else { return [] }
    return [Diagnostic.Note("it printed: " + lines.suffix(5).joined(separator: "\n"))]
  }

  static func format(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }

  /// "500 MB", "4 GiB"
  static func format(bytes: Int, spaced: Bool = true) -> String {
    let units = [
      ("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("kB", 1000),
    ]
    let (unit, size) = units.first { bytes >= $0.1 && bytes % $0.1 == 0 } ?? ("B", 1)
    return "\(bytes / size)\(spaced ? " " : "")\(unit)"
  }

  private static func name(_ signal: Int32) -> String {
    strsignal(signal).map { String(cString: $0) } ?? "unknown"
  }
}
