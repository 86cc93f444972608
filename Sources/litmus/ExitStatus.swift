import ArgumentParser
import Lessons

/// What the process says when it ends; interfaces to scripts and CI.
enum ExitStatus {
  static let somethingIsFalse = ExitCode(1)
  static let somethingUnchecked = ExitCode(2)

  /// 0 where everything holds, 1 where something said is false, 2 where something could not be checked. A falsehood weighs more:
  /// it is certain, whatever else could not be looked at.
  static func of(_ diagnostics: [Diagnostic]) -> ExitCode {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.contains(where: { $0.code.consequence == .falsehood }) { return somethingIsFalse }
    return errors.isEmpty ? .success : somethingUnchecked
  }
}
