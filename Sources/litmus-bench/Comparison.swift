/// What one row gave.
struct RowResult {
  let row: Row
  var ours = Samples()
  var peers: [Peer: Samples] = [:]
  var absent: [Peer: String] = [:]
  /// The peers whose results differ from ours, and how.
  var differences: [Peer: String] = [:]

  var isRight: Bool { differences.isEmpty }

  func ratio(of peer: Peer) -> Double? { peers[peer].map { $0.median / ours.median } }
}

/// All sides of a row: compared, then timed in turns.
struct Comparison {
  let row: Row
  let peers: PeerProcess
  let options: Options

  func result() -> RowResult {
    var result = RowResult(row: row)
    let work = row.prepare()
    for peer in Peer.allCases {
      let answer = ask(peer, seconds: 0)
      if let reason = answer.absent {
        result.absent[peer] = reason
      } else if let difference = difference(work.check, answer.check ?? []) {
        result.differences[peer] = difference
      } else {
        result.peers[peer] = Samples()
      }
    }
    if !result.isRight { return result }

    var stopwatch = Stopwatch(work)
    let slice = options.seconds / Double(options.rounds), sides = Double(result.peers.count + 1)
    let clock = ContinuousClock(), start = clock.now
    for round in 0..<options.rounds {
      // Work that takes longer than its slice ends after a few rounds.
      if round >= 5 && clock.now - start > .seconds(2 * options.seconds * sides) { break }
      result.ours.times += stopwatch.sample(seconds: slice)
      for peer in Peer.allCases where result.peers[peer] != nil {
        result.peers[peer]?.times += ask(peer, seconds: slice).times ?? []
      }
    }
    return result
  }

  private func ask(_ peer: Peer, seconds: Double) -> PeerProcess.Answer {
    peers.ask(PeerProcess.Request(row: row.name, peer: peer, seconds: seconds))
  }

  /// Nil if each group's numbers are the same up to the row's tolerance of the group's greatest.
  private func difference(_ ours: [[Double]], _ theirs: [[Double]]) -> String? {
    if ours.map(\.count) != theirs.map(\.count) { return "\(theirs.map(\.count)) numbers for our \(ours.map(\.count))" }
    for (ours, theirs) in zip(ours, theirs) {
      let greatest = theirs.reduce(0) { max($0, abs($1)) }
      for (a, b) in zip(ours, theirs) where !(abs(a - b) <= row.tolerance * greatest) {
        return "\(b) for our \(a), the greatest of its group being \(greatest)"
      }
    }
    return nil
  }
}
