/// One piece of work that all sides do.
struct Row: Sendable {
  /// By this name the peers know it.
  let name: String
  var goals: [Goal] = []
  /// How far the sides' results may differ: the difference of two numbers over the greatest magnitude of their group.
  var tolerance = 1e-4
  let prepare: @Sendable () -> Work
}

/// The work, ready to be run.
struct Work {
  /// Groups of numbers that tell its result: the peers' have to be the same.
  let check: [[Double]]
  /// How many operations a run holds; times are divided by it.
  var operationsPerRun = 1
  /// Does it so many times.
  let run: (Int) -> Void

  init(check: [[Double]], operationsPerRun: Int = 1, run: @escaping (Int) -> Void) {
    self.check = check
    self.operationsPerRun = operationsPerRun
    self.run = run
  }

  init(check: [[Double]], once: @escaping () -> Void) {
    self.init(check: check) { count in for _ in 0..<count { once() } }
  }
}

enum Peer: String, CaseIterable, Codable, Sendable { case torch, numpy }

/// What the project aims at in a row.
enum Goal: Sendable {
  /// The peer's median over ours.
  case ratio(Peer, Double)
  /// Our median, in seconds.
  case time(Double)

  var description: String {
    switch self {
    case .ratio(let peer, let ratio): "\(peer) ÷ ours ≥ " + (ratio == ratio.rounded() ? "\(Int(ratio))" : "\(ratio)")
    case .time(let seconds): "≤ \(seconds.inTimeUnits)"
    }
  }

  /// Nil where the peer is absent.
  func isReached(by result: RowResult) -> Bool? {
    switch self {
    case .ratio(let peer, let ratio): result.ratio(of: peer).map { $0 >= ratio }
    case .time(let seconds): result.ours.median <= seconds
    }
  }
}
