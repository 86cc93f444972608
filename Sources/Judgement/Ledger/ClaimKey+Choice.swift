import Lessons

extension ClaimKey {
  /// The claims that names on the command line stand for: `lesson#id`, or the id alone where one lesson has it.
  ///
  /// Diagnostics: `claim-unknown`, with the nearest name, or with the lessons between which the id does not choose.
  /// - Parameters:
  ///   - known: the claims that there are
  ///   - place: what is named in the message as the place where they were looked for
  public static func choose(_ names: [String], among known: some Sequence<ClaimKey>, in place: String) -> (
    keys: [ClaimKey], diagnostics: [Diagnostic]
  ) {
    let known = Set(known).sorted()
    var keys: [ClaimKey] = []
    var diagnostics: [Diagnostic] = []
    for name in names {
      let meant = known.filter { name == $0.description || name == $0.claim }
      switch meant.count {
      case 1: if !keys.contains(meant[0]) { keys.append(meant[0]) }
      case 0:
        diagnostics.append(
          Diagnostic(.claimUnknown, "no claim of `\(place)` is called `\(name)`", help: suggestion(for: name, among: known)))
      default:
        diagnostics.append(
          Diagnostic(
            .claimUnknown, "`\(name)` is a claim of \(meant.count) lessons",
            help: "say which: " + meant.map { "`\($0)`" }.joined(separator: " or ")))
      }
    }
    return (keys.sorted(), diagnostics)
  }

  private static func suggestion(for name: String, among known: [ClaimKey]) -> String {
    // With the lesson's name the whole is compared, so that a slip in either half is found.
    let near =
      name.contains("#")
      ? Suggestion.nearest(to: name, among: known.map(\.description))
      : Suggestion.nearest(to: name, among: known.map(\.claim)).flatMap { id in known.first { $0.claim == id }?.description }
    if let near { return "did you mean `\(near)`?" }
    guard let first = known.first else { return "the course has no claims" }
    let more = known.count - 1
    return "its claims are called like `\(first)`" + (more > 0 ? ", and there \(more == 1 ? "is one" : "are \(more)") more" : "")
  }
}
