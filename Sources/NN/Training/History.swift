/// What a training recorded: series of numbers by their names, in the order in which the names came first.
///
/// ```swift
/// var history = History()
/// history.record(loss, as: "training loss", at: step)
/// history["training loss"].last
/// ```
public struct History: Sendable, Hashable {
  /// In the order of their first records.
  public private(set) var series: [Series] = []

  public init() {}

  /// Adds a number to the series of this name, which begins with it if there is none.
  ///
  /// - Errors: a step at or before the series' last stops
  public mutating func record(_ value: Double, as name: String, at step: Int) {
    if let place = place(of: name) {
      series[place].append(value, at: step)
    } else {
      var new = Series(name: name)
      new.append(value, at: step)
      series.append(new)
    }
  }

  /// The series of this name; an empty one if nothing was recorded under it.
  public subscript(name: String) -> Series {
    if let place = place(of: name) { return series[place] }
    return Series(name: name)
  }

  public var names: [String] { series.map { $0.name } }

  // Byte by byte: comparing strings as Unicode does needs tables that an embedded build has not.
  private func place(of name: String) -> Int? { series.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } }
}

/// Numbers over steps.
public struct Series: Sendable, Hashable {
  public struct Point: Sendable, Hashable {
    public let step: Int
    public let value: Double

    public init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  public let name: String
  public private(set) var points: [Point] = []

  public init(name: String) { self.name = name }

  fileprivate mutating func append(_ value: Double, at step: Int) {
    if let last = points.last, step <= last.step {
      stop("History: step \(step) of \"\(name)\" after step \(last.step); steps go up, one number a step")
    }
    points.append(Point(step: step, value: value))
  }

  public var steps: [Int] { points.map { $0.step } }
  public var values: [Double] { points.map { $0.value } }
  public var last: Double? { points.last?.value }

  /// The first of the best points; NaN is never best. Nil if there is none.
  public func best(_ goal: Goal = .least) -> Point? {
    var best: Point?
    for point in points where !point.value.isNaN {
      if let known = best, !goal.improves(point.value, on: known.value, by: 0) { continue }
      best = point
    }
    return best
  }

  /// At each step the mean of the last `count` values, of fewer at the beginning.
  public func movingAverage(over count: Int) -> [Double] {
    if count < 1 { stop("movingAverage: over \(count) values; give 1 or more") }
    return points.indices.map { place in
      let window = points[max(0, place + 1 - count)...place]
      return window.reduce(0) { $0 + $1.value } / Double(window.count)
    }
  }

  /// At each step Σ s^j·x[i − j] / Σ s^j over the values so far: e ← s·e + (1 − s)·x from 0, divided by 1 − s^(i+1), so that the
  /// first average is the first value.
  ///
  /// - Parameter smoothing: s, from 0 (the values themselves) to below 1
  public func exponentialAverage(smoothing: Double) -> [Double] {
    if !(smoothing >= 0 && smoothing < 1) { stop("exponentialAverage: a smoothing of \(smoothing); it is 0 or more and below 1") }
    var average = 0.0, weight = 0.0
    return points.map { point in
      average = smoothing * average + (1 - smoothing) * point.value
      weight = smoothing * weight + (1 - smoothing)
      return average / weight
    }
  }
}
