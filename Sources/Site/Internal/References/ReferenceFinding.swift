import Lessons

/// What is wrong with a cross-reference.
enum ReferenceFinding {
  private static func finding(_ code: DiagnosticCode, _ message: String, _ reference: CrossReference, _ path: String, help: String) -> Diagnostic {
    Diagnostic(code, message, path: path, range: reference.range, help: help)
  }

  /// - Parameter near: the destination that was probably meant: `#fig-tanh`
  static func missing(_ reference: CrossReference, near: String?, in path: String) -> Diagnostic {
    let label = reference.label ?? ""
    let place = reference.lesson.map { "the lesson `\($0)`" } ?? "the course"
    return finding(
      .referenceBroken, "nothing in \(place) is called `\(label)`", reference, path,
      help: near.map { "did you mean `\($0)`?" }
        ?? "labels are `//| label:` of a block, `{#name}` behind a formula or a heading, a claim's or a derivation's id, or a heading's anchor")
  }

  static func unknownLesson(_ reference: CrossReference, among names: [String], in path: String) -> Diagnostic {
    let lesson = reference.lesson ?? ""
    return finding(
      .referenceBroken, "there is no lesson `\(lesson).md` in the course", reference, path,
      help: Suggestion.nearest(to: lesson, among: names).map { "did you mean `\($0).md`?" } ?? "name the file of a lesson of the course")
  }

  /// Several things of one lesson have the name.
  static func ambiguous(_ reference: CrossReference, _ kinds: [(kind: Target.Kind, names: [String])], in path: String) -> Diagnostic {
    let label = reference.label ?? ""
    let all = kinds.map { Target.described($0.kind) }.joined(separator: " and ")
    let other = kinds.lazy.compactMap { entry in entry.names.first { $0 != label }.map { (entry.kind, $0) } }.first
    return finding(
      .referenceAmbiguous, "`\(label)` names \(all)", reference, path,
      help: other.map { "write `#\($0.1)` for the \($0.0.rawValue), or give the other one another label" } ?? "give each of them a label of its own")
  }

  /// Several lessons have the name, and the one that refers to it has not.
  static func ambiguous(_ reference: CrossReference, lessons: [String], in path: String) -> Diagnostic {
    let label = reference.label ?? ""
    let names = lessons.prefix(3).map { "`\($0)`" }.joined(separator: ", ") + (lessons.count > 3 ? " and \(lessons.count - 3) more" : "")
    return finding(
      .referenceAmbiguous, "`\(label)` is in several lessons: \(names)", reference, path,
      help: "name the lesson: `\(lessons.first ?? "").md#\(label)`")
  }
}
