import Execution
import Judgement
import Lessons
import Records

extension JSONReport {
  /// How many of each.
  struct Summary: Encodable {
    struct Blocks: Encodable {
      var ran = 0
      var failed = 0
      var failedAsExpected = 0
      var notReached = 0
      var notAsked = 0
    }
    struct Claims: Encodable {
      var holds = 0
      var fails = 0
      var vacuous = 0
      var undecided = 0
      var broken = 0
      /// Sentences whose claim was never measured.
      var unmeasured = 0
      /// Claims without a control, whatever their verdict.
      var uncontrolled = 0
    }
    struct Derivations: Encodable {
      var holds = 0
      var broken = 0
    }
    struct Findings: Encodable {
      var errors = 0
      var warnings = 0
      var notes = 0
    }

    var lessons: Int
    var unreadLessons: Int
    var blocks = Blocks()
    var claims = Claims()
    var derivations = Derivations()
    var diagnostics = Findings()

    init(_ report: CheckReport) {
      lessons = report.lessons.count
      unreadLessons = report.courses.reduce(0) { $0 + $1.unreadLessons }
      for lesson in report.lessons {
        for index in lesson.lesson.experiments.indices { count(lesson.status(ofBlock: index)) }
        lesson.claims.forEach { count($0) }
        claims.unmeasured += lesson.unmeasured.count
        for derivation in lesson.derivations {
          if derivation.isBroken { derivations.broken += 1 } else { derivations.holds += 1 }
        }
      }
      for diagnostic in report.allDiagnostics {
        switch diagnostic.severity {
        case .error: diagnostics.errors += 1
        case .warning: diagnostics.warnings += 1
        case .note: diagnostics.notes += 1
        }
      }
    }

    private mutating func count(_ status: LessonRun.Block.Status) {
      switch status {
      case .ran: blocks.ran += 1
      case .failed: blocks.failed += 1
      case .failedAsExpected: blocks.failedAsExpected += 1
      case .notReached: blocks.notReached += 1
      case .notAsked: blocks.notAsked += 1
      }
    }

    private mutating func count(_ claim: JudgedClaim) {
      switch claim.verdict {
      case .holds: claims.holds += 1
      case .fails: claims.fails += 1
      case .vacuous: claims.vacuous += 1
      case .undecided: claims.undecided += 1
      case .broken: claims.broken += 1
      }
      if claim.isUncontrolled { claims.uncontrolled += 1 }
    }
  }
}
