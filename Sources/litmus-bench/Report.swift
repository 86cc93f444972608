import Foundation

/// The table, as Markdown and as JSON.
struct Report {
  let machine: Machine
  var results: [RowResult]
  var foreignShare: Double?

  init(machine: Machine, results: [RowResult]) {
    self.machine = machine
    self.results = results
  }

  var heading: String {
    """
    \(machine.description)

    | work | ours: median / least | torch | numpy | torch ÷ ours | numpy ÷ ours | goal |
    |---|---|---|---|---|---|---|
    """
  }

  func line(_ result: RowResult) -> String {
    if !result.isRight {
      let what = result.differences.map { "\($0.key) has another result: \($0.value)" }.sorted().joined(separator: "; ")
      return "| \(result.row.name) | wrong: \(what) | | | | | |"
    }
    let sides = Peer.allCases.map { peer in
      result.peers[peer].map { text($0) } ?? (result.absent[peer] == nil ? "" : "absent")
    }
    let ratios = Peer.allCases.map { result.ratio(of: $0)?.formatted ?? "" }
    let goals = result.row.goals.map { goal in
      goal.description + (goal.isReached(by: result) == false ? " **missed**" : "")
    }
    let cells = [result.row.name, text(result.ours)] + sides + ratios + [goals.joined(separator: ", ")]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private func text(_ samples: Samples) -> String { "\(samples.median.inTimeUnits) / \(samples.minimum.inTimeUnits)" }

  var ending: String {
    var reasons: [String: Int] = [:]
    for result in results {
      for (peer, reason) in result.absent { reasons["\(reason): \(peer)", default: 0] += 1 }
    }
    var lines = reasons.sorted { $0.key < $1.key }.map { "- \($0.key) is absent in \($0.value) of \(results.count) rows." }
    let disturbed = results.filter { ([$0.ours] + $0.peers.values).contains { $0.isDisturbed } }.map(\.row.name)
    if !disturbed.isEmpty {
      lines.append("- Disturbed, as a side's median is above 1.5 times its least: \(disturbed.joined(separator: "; ")).")
    }
    if let foreignShare { lines.append("- Other programs took \((100 * foreignShare).formatted) % of the processors' time.") }
    return "\n" + lines.joined(separator: "\n")
  }

  func json() throws -> Data {
    struct Side: Codable {
      var median: Double?, minimum: Double?, samples: Int?, ratio: Double?, absent: String?, difference: String?
    }
    struct Line: Codable {
      let name: String, goals: [String], reached: [Bool?], sides: [String: Side]
    }
    struct File: Codable {
      let machine: Machine, foreignShare: Double?, rows: [Line]
    }
    let lines = results.map { result in
      var sides: [String: Side] = [:]
      if result.isRight {
        let ours = result.ours
        sides["ours"] = Side(median: ours.median, minimum: ours.minimum, samples: ours.times.count)
      }
      for peer in Peer.allCases {
        let samples = result.peers[peer].flatMap { $0.times.isEmpty ? nil : $0 }
        sides[peer.rawValue] = Side(
          median: samples?.median, minimum: samples?.minimum, samples: samples?.times.count,
          ratio: samples == nil ? nil : result.ratio(of: peer), absent: result.absent[peer], difference: result.differences[peer])
      }
      let reached = result.row.goals.map { result.isRight ? $0.isReached(by: result) : nil }
      return Line(name: result.row.name, goals: result.row.goals.map(\.description), reached: reached, sides: sides)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return try encoder.encode(File(machine: machine, foreignShare: foreignShare, rows: lines))
  }
}
