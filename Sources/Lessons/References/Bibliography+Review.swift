extension Bibliography {
  /// Citations of works that are not there, and, of a whole course, works that nobody cites.
  ///
  /// Diagnostics: `reference-broken`, `reference-uncited`.
  public func review(_ lessons: [Lesson], isWholeCourse: Bool) -> [Diagnostic] {
    var cited: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for lesson in lessons {
      for citation in lesson.root.citations {
        cited.insert(citation.key)
        guard entry(citation.key) == nil else { continue }
        diagnostics.append(
          Diagnostic(
            .referenceBroken, "no work in \(path) has the key `\(citation.key)`", path: lesson.source.path, range: citation.range,
            help: Suggestion.nearest(to: citation.key, among: entries.map(\.id)).map { "did you mean `@\($0)`?" }
              ?? "add it to \(path):\n- id: \(citation.key)\n  title: …\nor write `\\[@` for brackets that cite nothing"))
      }
    }
    guard isWholeCourse else { return diagnostics }
    for entry in entries where !cited.contains(entry.id) {
      diagnostics.append(
        Diagnostic(
          .referenceUncited, "no lesson cites `\(entry.id)`", path: path, range: entry.range,
          help: "cite it, `[@\(entry.id)]`, or take it out"))
    }
    return diagnostics
  }
}
