import Lessons

/// What a course's claims came to, beside what was recorded of them.
///
/// ```swift
/// let comparison = LedgerComparison(LedgerFile(course: course).read(), of: course, lessons: judged)
/// comparison.diagnostics   // what moved, flipped, is new or gone
/// comparison.summary       // "ledger: 11 claims as recorded, 1 moved"
/// ```
public struct LedgerComparison: Sendable {
  /// Those that were judged or are gone, by lesson and id.
  public private(set) var changes: [LedgerChange] = []
  /// Whether there is a ledger at all.
  public let isRecorded: Bool
  private let file: LedgerFile
  private let readingDiagnostics: [Diagnostic]

  /// - Parameters:
  ///   - keys: the claims to look at; nil for all
  ///   - isUsualBudget: the replicates are as many as the course asks for; otherwise a claim that is left open has not flipped
  public init(
    _ reading: LedgerFile.Reading, of course: Course, lessons: [JudgedLesson], keys: Set<ClaimKey>? = nil,
    isUsualBudget: Bool = true
  ) {
    file = LedgerFile(course: course)
    isRecorded = reading.ledger != nil
    readingDiagnostics = reading.diagnostics
    let ledger = reading.ledger ?? Ledger()
    var declared: Set<ClaimKey> = []
    for judged in lessons {
      for claim in judged.claims {
        let new = LedgerEntry(claim, in: judged.lesson, seed: judged.seed)
        guard declared.insert(new.key).inserted, keys?.contains(new.key) ?? true else { continue }
        let path = judged.lesson.source.path
        let range =
          judged.lesson.claimReferences.first { $0.id == claim.declaration.id }?.range
          ?? judged.lesson.source.range(ofLine: claim.declaration.line)
        changes.append(
          ledger[new.key].map { LedgerChange(old: $0, new: new, isUsualBudget: isUsualBudget, path: path, range: range) }
            ?? LedgerChange(new: new, path: path, range: range))
      }
    }
    let complete = Set(lessons.filter(\.isComplete).map(\.lesson.name))
    let names = Set(course.lessonPaths.map(LessonReader.name(ofPath:)))
    for old in ledger.entries where !declared.contains(old.key) && keys?.contains(old.key) ?? true {
      guard complete.contains(old.key.lesson) || !names.contains(old.key.lesson) else { continue }
      changes.append(LedgerChange(vanished: old, path: file.path, range: reading.places[old.key]))
    }
    changes.sort { $0.key < $1.key }
  }

  /// What moved, with its place and remedy; and why the ledger could not be read.
  ///
  /// Diagnostics: `ledger-invalid`, `verdict-flipped`, `claim-drifted`, `ledger-outdated`.
  public var diagnostics: [Diagnostic] {
    guard isRecorded else { return [] }
    let isWhole = readingDiagnostics.isEmpty
    // A claim whose line cannot be read is not new.
    return readingDiagnostics + changes.compactMap { $0.kind == .new && !isWhole ? nil : $0.diagnostic(course: file.folder) }
  }

  /// One line for the report; nil where there is nothing to say.
  public var summary: String? {
    guard !changes.isEmpty else { return nil }
    guard isRecorded else {
      return "no ledger yet: `litmus accept\(CourseArgument.text(folder: file.folder))` records these values in \(file.path)"
    }
    func count(_ kinds: LedgerChange.Kind...) -> Int { changes.count { kinds.contains($0.kind) } }
    let same = count(.unchanged, .restated)
    var parts = ["\(same) \(same == 1 ? "claim" : "claims") as recorded"]
    for (number, words) in [
      (count(.rounding), "the same but for rounding"), (count(.slight), "moved slightly"), (count(.moved), "moved"),
      (count(.flipped), "flipped"),
      (count(.new), "new"), (count(.vanished), "gone"), (count(.unmeasured), "not measured"),
    ] where number > 0 {
      parts.append("\(number) \(words)")
    }
    return "ledger: " + parts.joined(separator: ", ")
  }
}
