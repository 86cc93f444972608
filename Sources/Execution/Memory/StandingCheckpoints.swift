#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The processes of a lesson that wait, each behind some count of experiments, and no more of them than fit into a bound of memory.
///
/// What they cost is what would be given back if all but the one that came last ended: pages that it shares with them cost nothing.
/// Where that is too much, checkpoints are given up, first those that give most memory back for each second that it takes to run
/// again what they stand behind. The start of the lesson and the one that came last always stay.
struct StandingCheckpoints {
  private var checkpoints: [Int: Checkpoint] = [:]
  /// How long the last experiment in front of each took. Known of those that were given up as well.
  private var seconds: [Int: Double] = [:]

  subscript(count: Int) -> Checkpoint? { checkpoints[count] }

  var counts: [Int] { checkpoints.keys.sorted() }

  /// Whether there was a lesson's process, and is none any more.
  var isGone: Bool { checkpoints[0]?.isGone ?? false }

  /// Forgets those that stand behind more experiments, and those that have ended.
  mutating func keep(upTo count: Int) {
    checkpoints = checkpoints.filter { $0.key <= count && !$0.value.isGone }
    if checkpoints[0] == nil { checkpoints = [:] }
    seconds = seconds.filter { $0.key <= count }
  }

  mutating func add(_ checkpoint: Checkpoint, behind count: Int, seconds: Double, mostBytes: Int) {
    checkpoints[count] = checkpoint
    self.seconds[count] = seconds
    fit(into: mostBytes, with: count)
  }

  private mutating func fit(into mostBytes: Int, with last: Int) {
    var left = checkpoints.keys.filter { $0 != 0 && $0 != last }
    guard mostBytes > 0 else {
      left.forEach { checkpoints[$0] = nil }
      return
    }
    // The system's counters cost nothing, and are seldom above the bound.
    guard left.reduce(0, { $0 + ProcessMemory.estimate(of: process($1)) }) > mostBytes else { return }
    while !left.isEmpty {
      let taken = checkpoints.mapValues { ProcessMemory(of: $0.identifier) }
      let cost = taken.values.reduce(0) { $0 + $1.share } - (taken[last]?.resident ?? 0)
      guard cost > mostBytes, let least = left.min(by: { worth($0, taken) < worth($1, taken) }) else { return }
      let process = process(least)
      checkpoints[least] = nil
      left.removeAll { $0 == least }
      Self.awaitEnd(of: process)
    }
  }

  private func process(_ count: Int) -> pid_t { checkpoints[count]?.identifier ?? 0 }

  /// Seconds that a checkpoint saves for each byte that it takes.
  private func worth(_ count: Int, _ taken: [Int: ProcessMemory]) -> Double {
    let above = checkpoints.keys.filter { $0 < count }.max() ?? 0
    let saved = (above + 1...count).reduce(0) { $0 + (seconds[$1] ?? 0) }
    return saved / Double(max(1, taken[count]?.share ?? 0))
  }

  /// Its pages count as shared until it is gone, which takes it a moment.
  private static func awaitEnd(of process: pid_t) {
    for _ in 0..<50 where ProcessMemory.estimate(of: process) > 0 { usleep(1000) }
  }
}
