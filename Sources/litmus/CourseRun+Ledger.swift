import Judgement
import Lessons

extension CourseRun {
  /// What was judged, as the ledger looks at it. Lessons that could not be run are incomplete, and their claims not gone.
  var judgedLessons: [JudgedLesson] {
    outcomes.compactMap(\.lesson).map { checked in
      JudgedLesson(
        lesson: checked.lesson, claims: checked.claims,
        isComplete: checked.run.blocks.allSatisfy { $0.status != .failed && $0.status != .notReached }, courseSeed: course.seed)
    }
  }

  /// - Parameters:
  ///   - reading: what was found; the course's file unless something else is given
  ///   - claims: those to look at; nil for all
  func comparedWithLedger(
    _ reading: LedgerFile.Reading? = nil, claims: Set<ClaimKey>? = nil, isUsualBudget: Bool = true
  ) -> LedgerComparison {
    LedgerComparison(
      reading ?? LedgerFile(course: course).read(), of: course, lessons: judgedLessons, keys: claims, isUsualBudget: isUsualBudget)
  }
}

extension CourseRun.Chosen {
  /// The claims that names on the command line stand for, and the course with those lessons alone that have them.
  ///
  /// Nothing is run for it: a claim is known by the sentence that asserts it, or by its call in a block.
  func choosing(_ names: [String], besides recorded: [ClaimKey] = []) -> (
    keys: [ClaimKey], course: CourseRun.Chosen, diagnostics: [Diagnostic]
  ) {
    let known = course.chosenPaths.flatMap { path -> [ClaimKey] in
      guard let lesson = LessonReader.read(path: path).lesson else { return [] }
      return (lesson.claimReferences.map(\.id) + lesson.claimsCalled).map { ClaimKey(lesson: lesson.name, claim: $0) }
    }
    let (keys, diagnostics) = ClaimKey.choose(names, among: known + recorded, in: course.folder)
    var chosen = self
    let lessons = Set(keys.map(\.lesson))
    chosen.course.chosenPaths = course.chosenPaths.filter { lessons.contains(LessonReader.name(ofPath: $0)) }
    return (keys, chosen, diagnostics)
  }
}

extension Lesson {
  /// The ids of `claim("…"` in its blocks, as they are written there.
  fileprivate var claimsCalled: [String] {
    experiments.flatMap { experiment in
      experiment.text.split(separator: "claim(\"", omittingEmptySubsequences: false).dropFirst().map {
        String($0.prefix { $0 != "\"" })
      }
    }
  }
}
