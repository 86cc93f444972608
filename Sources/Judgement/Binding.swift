import Lessons
import Records

/// Which sentence asserts which claim, and what is bound to nothing.
public struct Binding: Sendable {
  public private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter isComplete: every block ran, so that a claim nobody declared is truly missing
  public init(lesson: Lesson, claims: [ClaimDeclaration], isComplete: Bool) {
    let path = lesson.source.path
    var declared: [String: ClaimDeclaration] = [:]
    for claim in claims {
      if let first = declared[claim.id] {
        diagnostics.append(
          Diagnostic(
            .claimDuplicate, "claim '\(claim.id)' is declared a second time", path: path,
            range: lesson.source.range(ofLine: claim.line),
            notes: [.init("first declared here", path: path, range: lesson.source.range(ofLine: first.line))],
            help: "give one of them another id: an id names one sentence and one measurement"))
      } else {
        declared[claim.id] = claim
      }
    }
    let bound = Set(lesson.claimReferences.map(\.id))
    for claim in declared.values.sorted(by: { $0.line < $1.line }) where !bound.contains(claim.id) {
      diagnostics.append(
        Diagnostic(
          .claimWithoutSentence, "no sentence asserts claim '\(claim.id)'", path: path,
          range: lesson.source.range(ofLine: claim.line),
          help: "bind the sentence that says it: [the sentence](claim:\(claim.id))"))
    }
    for reference in lesson.claimReferences where isComplete && declared[reference.id] == nil {
      let near = Suggestion.nearest(to: reference.id, among: declared.keys.sorted())
      diagnostics.append(
        Diagnostic(
          .sentenceWithoutClaim, "no block declares claim '\(reference.id)', which this sentence asserts", path: path,
          range: reference.range,
          help: near.map { "did you mean '\($0)'?" }
            ?? "declare it in a block: claim(\"\(reference.id)\", …) { rng in … } control: { rng in … }"))
    }
  }
}

extension SourceFile {
  /// A line from its first sign to its end.
  func range(ofLine number: Int) -> SourceRange {
    let text = line(number) ?? ""
    let indentation = text.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    return SourcePosition(line: number, column: 1 + indentation)..<SourcePosition(
      line: number, column: 1 + max(text.utf8.count, indentation + 1))
  }
}
