/// What counts as better.
public enum Goal: Sendable, Hashable {
  case least, greatest

  func improves(_ value: Double, on best: Double, by least: Double) -> Bool {
    switch self {
    case .least: value < best - least
    case .greatest: value > best + least
    }
  }
}

/// Stops a training whose validation measure does not improve any more, and gives back the parameters that were best.
///
/// ```swift
/// var stopping = EarlyStopping<[Tensor<Float>]>(patience: 5)
/// for epoch in 0..<100 {
///   …
///   if stopping.record(validationLoss, at: epoch, snapshot: parameters) { break }
/// }
/// stopping.restore(&parameters)
/// ```
///
/// Improving means better than the best so far by more than `leastImprovement`; what improves less is neither kept nor does it
/// renew the patience (Keras's rule for both). NaN never improves. Tensors share memory with their snapshot until a step writes to
/// them.
///
/// - State: the best value, its step and snapshot, and how many records in a row did not improve on it
/// - Source: Prechelt 1998, "Early stopping — but when?"; Goodfellow, Bengio & Courville 2016, algorithm 7.1
public struct EarlyStopping<Snapshot: Sendable>: Sendable {
  public struct Best: Sendable {
    public let value: Double
    public let step: Int
    public let snapshot: Snapshot
  }

  /// After how many records in a row without improvement to stop.
  public let patience: Int
  public let leastImprovement: Double
  public let goal: Goal

  /// Nil until the first number.
  public private(set) var best: Best?
  /// How many records in a row did not improve.
  public private(set) var waited = 0

  public init(patience: Int, leastImprovement: Double = 0, goal: Goal = .least) {
    if patience < 1 { stop("EarlyStopping: a patience of \(patience); give 1 record or more") }
    if !(leastImprovement >= 0) { stop("EarlyStopping: a least improvement of \(leastImprovement); it is 0 or more") }
    self.patience = patience
    self.leastImprovement = leastImprovement
    self.goal = goal
  }

  public var isFinished: Bool { waited >= patience }

  /// Takes note of a value, and of the snapshot (which is only made then) if it is the best; true when it is time to stop.
  public mutating func record(_ value: Double, at step: Int, snapshot: @autoclosure () -> Snapshot) -> Bool {
    let improves = best.map { goal.improves(value, on: $0.value, by: leastImprovement) } ?? !value.isNaN
    if improves {
      best = Best(value: value, step: step, snapshot: snapshot())
      waited = 0
    } else {
      waited += 1
    }
    return isFinished
  }

  /// Puts the best snapshot in place of `current`; leaves it if there is none.
  public func restore(_ current: inout Snapshot) {
    if let best { current = best.snapshot }
  }
}

/// Early stopping for each task of a network by itself: a task that is finished keeps its best value and snapshot (its head's
/// parameters, say) while the others go on, and takes no further records.
///
/// - Source: Zhang, Luo, Loy & Tang 2014, "Facial landmark detection by deep multi-task learning", for the idea of stopping tasks
///   one by one; their criterion is another
public struct TaskEarlyStopping<Snapshot: Sendable>: Sendable {
  /// One for each task, in the order in which they are numbered.
  public private(set) var tasks: [EarlyStopping<Snapshot>]

  public init(_ tasks: [EarlyStopping<Snapshot>]) {
    if tasks.isEmpty { stop("TaskEarlyStopping: no tasks; give one EarlyStopping for each") }
    self.tasks = tasks
  }

  /// Takes note of a task's value; true when this task is finished, now or before.
  public mutating func record(_ value: Double, task: Int, at step: Int, snapshot: @autoclosure () -> Snapshot) -> Bool {
    check(task)
    return tasks[task].isFinished || tasks[task].record(value, at: step, snapshot: snapshot())
  }

  public func isFinished(_ task: Int) -> Bool {
    check(task)
    return tasks[task].isFinished
  }

  /// The numbers of the finished tasks, in order.
  public var finished: [Int] { tasks.indices.filter { tasks[$0].isFinished } }
  public var allFinished: Bool { tasks.allSatisfy { $0.isFinished } }

  /// Puts a task's best snapshot in place of `current`; leaves it if there is none.
  public func restore(_ current: inout Snapshot, of task: Int) {
    check(task)
    tasks[task].restore(&current)
  }

  private func check(_ task: Int) {
    if task < 0 || task >= tasks.count { stop("TaskEarlyStopping: task \(task) of \(tasks.count); tasks count from 0") }
  }
}
