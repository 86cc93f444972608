import Lessons
import Records

extension LiveLesson {
  /// The values of the prose in another repetition of the lesson.
  public struct Repetition: Sendable {
    /// One for each of the lesson's inline values; nil where the repetition did not get that far.
    public var values: [Value?]
    /// Why it did not come to its end.
    public var failure: Diagnostic?
  }

  /// Runs the lesson's blocks once more from their compiled form, on one thread, with every seed in them standing for another stream.
  /// What they show and claim is not asked for, and the lesson never sees what they change.
  ///
  /// - Parameter number: which repetition; one above 0. The same gives the same values
  public func repeated(_ number: UInt64) async -> Repetition {
    let counts = (0...lesson.experiments.count).filter { !lesson.inlineValues(below: $0).isEmpty }
    var repetition = Repetition(values: lesson.inlineValues.map { _ in nil })
    let known = counts.map { cache?.values(below: $0, repetition: number) }
    if known.allSatisfy({ $0 != nil }) {
      for (count, known) in zip(counts, known) { repetition.take(known?.records ?? [], at: lesson.inlineValues(below: count)) }
      return repetition
    }
    guard var checkpoint = await process.checkpoint(after: 0, of: version) else {
      repetition.failure = await process.failure
      return repetition
    }
    for count in 0...(counts.last ?? 0) {
      if count > 0, lesson.experiments[count - 1].leavesSomethingBehind {
        guard let next = await run(block: count - 1, behind: checkpoint, of: number, &repetition) else { return repetition }
        checkpoint = next
      }
      guard counts.contains(count) else { continue }
      guard await evaluateValues(below: count, behind: checkpoint, of: number, &repetition) else { return repetition }
    }
    return repetition
  }

  private func run(
    block index: Int, behind checkpoint: Checkpoint, of number: UInt64, _ repetition: inout Repetition
  ) async -> Checkpoint? {
    guard case .compiled(let library, _) = await compilation.outcome(of: .experiment(index)) else { return nil }
    let experiment = lesson.experiments[index]
    let seconds = experiment.options.budget?.seconds ?? defaultSeconds, bytes = lesson.memoryBudget(of: experiment)
    let reply = await blocking { checkpoint.run(library, seconds: seconds, bytes: bytes, repetition: number) }
    if reply.next == nil { repetition.failure = reader.blockFailed(experiment, reply, seconds: seconds) }
    return reply.next
  }

  /// - Returns: whether they could all be evaluated
  private func evaluateValues(
    below count: Int, behind checkpoint: Checkpoint, of number: UInt64, _ repetition: inout Repetition
  ) async -> Bool {
    guard case .compiled(let library, _) = await compilation.values(below: count) else { return false }
    let indices = lesson.inlineValues(below: count), seconds = defaultSeconds, bytes = lesson.frontMatter.budget?.bytes
    let reply = await blocking { checkpoint.run(library, seconds: seconds, bytes: bytes, repetition: number) }
    let records = reply.conversation.records
    repetition.take(records, at: indices)
    guard reply.next != nil else {
      let first = indices.first { repetition.values[$0] == nil } ?? indices[0]
      repetition.failure = reader.blockFailed(lesson.placeholder(at: first), reply, seconds: seconds)
      return false
    }
    cache?.keep(StoredRun(messages: "", records: records, expectedFailure: nil), below: count, repetition: number)
    return true
  }
}

extension LiveLesson.Repetition {
  fileprivate mutating func take(_ records: [Record], at indices: [Int]) {
    for case .inline(let place, let value) in records where indices.indices.contains(place) { values[indices[place]] = value }
  }
}
