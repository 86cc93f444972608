import Foundation

/// Times of one side of a row, in seconds, each of one run or of one operation.
struct Samples: Codable {
  var times: [Double] = []

  var minimum: Double { times.min() ?? .nan }

  var median: Double {
    let sorted = times.sorted(), middle = sorted.count / 2
    if sorted.isEmpty { return .nan }
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// A quiet machine keeps the median within a few tens of per cent of the least.
  var isDisturbed: Bool { median > 1.5 * minimum }
}

/// Times our side. The peers' twin of it is in peers.py.
struct Stopwatch {
  /// Runs between two looks at the clock: so many that they take a tenth of a millisecond.
  private var runsPerSample = 0
  private let work: Work

  init(_ work: Work) { self.work = work }

  private static func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }

  private func time(_ runs: Int) -> Double {
    let start = Stopwatch.now()
    work.run(runs)
    return Stopwatch.now() - start
  }

  /// Samples for about so many seconds, at least one.
  mutating func sample(seconds: Double) -> [Double] {
    Thread.sleep(forTimeInterval: 0.1)  // PyTorch's threads go on spinning for tens of milliseconds after their work
    if runsPerSample == 0 {
      runsPerSample = 1
      _ = time(1)
      while time(runsPerSample) < 1e-4 { runsPerSample *= 2 }
    }
    var times: [Double] = []
    let warmUp = time(runsPerSample)
    if warmUp > 0.1 { times.append(warmUp) }  // too long to throw away, and too long for cold caches to matter
    let end = Stopwatch.now() + seconds
    while times.isEmpty || Stopwatch.now() < end { times.append(time(runsPerSample)) }
    return times.map { $0 / Double(runsPerSample * work.operationsPerRun) }
  }
}

extension Double {
  /// "12.3 µs"
  var inTimeUnits: String {
    for (unit, name) in [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")] where self >= unit { return (self / unit).formatted + " " + name }
    return (self / 1e-9).formatted + " ns"
  }

  /// Three digits.
  var formatted: String {
    if !isFinite { return "–" }
    let digits = Swift.max(0, 2 - Int(Foundation.log10(Swift.max(abs(self), 1e-9)).rounded(.down)))
    let text = String(format: "%.\(digits)f", self)
    return digits > 0 && Double(Int(self)) == self ? String(Int(self)) : text
  }
}
