/// "Did you mean …?"
public enum Suggestion {
  /// The name that was probably meant, or nothing where none is near.
  ///
  /// ```swift
  /// Suggestion.nearest(to: "lable", among: ["label", "caption"])  // "label"
  /// ```
  public static func nearest(to name: String, among names: [String]) -> String? {
    let wanted = name.lowercased()
    let candidates = names.map { (name: $0, distance: distance(Array(wanted), Array($0.lowercased()))) }
    guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, (wanted.count + 1) / 3) { return best.name }
    return wanted.count >= 3 ? names.first { $0.lowercased().hasPrefix(wanted) } : nil
  }

  /// Help for an unknown name: the nearest one, or all.
  static func help(for name: String, among names: [String]) -> String {
    nearest(to: name, among: names).map { "did you mean `\($0)`?" }
      ?? "known are " + names.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other (optimal string alignment).
  static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1]
      for column in second.indices {
        let substitution = last[column] + (first[row] == second[column] ? 0 : 1)
        var best = min(substitution, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
