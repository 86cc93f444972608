import Execution
import Lessons
import Records

extension LessonJudge {
  /// How often a lesson is repeated, where nothing else is said.
  public static let usualRepetitions = 8

  /// Repeats a lesson under other seeds, several repetitions at a time, for what that makes of the values in its prose.
  ///
  /// A lesson that prints no value, or did not come to its end, is not repeated.
  ///
  /// - Returns: one spread for each inline value, none where it was not repeated; and what is to be said of repetitions that failed
  public func spreads(of live: LiveLesson, repetitions count: Int) async -> (spreads: [ValueSpread], diagnostics: [Diagnostic]) {
    let isComplete = live.run.blocks.allSatisfy { $0.status != .failed && $0.status != .notReached }
    guard count > 0, isComplete, !live.lesson.inlineValues.isEmpty else { return ([], []) }
    let repetitions = await withTaskGroup(of: (Int, LiveLesson.Repetition).self) { group in
      for number in 1...count {
        group.addTask { (number, await slots.withSlot { await live.repeated(UInt64(number)) }) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    let ordered = (1...count).compactMap { repetitions[$0] }
    let spreads = live.lesson.inlineValues.indices.map { index in ValueSpread(ordered.map { $0.values[index] }) }
    return (spreads, Self.warning(of: ordered).map { [$0] } ?? [])
  }

  /// One warning for all that failed, at the place of the first.
  private static func warning(of repetitions: [LiveLesson.Repetition]) -> Diagnostic? {
    let failures = repetitions.enumerated().compactMap { number, repetition in repetition.failure.map { (number + 1, $0) } }
    guard let (number, first) = failures.first else { return nil }
    var warning = Diagnostic(
      .repetitionFailed,
      "the lesson does not come to its end under other seeds, in \(failures.count) of \(repetitions.count) repetitions: \(first.message)",
      path: first.path, range: first.range, notes: first.notes,
      help: "make the experiment one that no seed can end, or ask for no repetitions: `repetitions: 0`")
    warning.notes.insert(.init("this was repetition \(number)"), at: 0)
    return warning
  }
}
