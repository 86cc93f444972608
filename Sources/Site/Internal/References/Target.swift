/// Something that cross-references lead to, as other lessons see it.
struct Target: Sendable {
  enum Kind: String, Sendable { case figure, table, equation, claim, derivation, section, block, references }

  var kind: Kind
  /// What references may call it.
  var names: [String]
  /// A name that nobody chose, a heading's: it stands behind chosen ones.
  var isImplicit: Bool
  /// Its `id` on its page.
  var anchor: String
  /// What a reference without words says: "Figure 3".
  var words: Markup
  /// What is shown of it beside a reference from another page; nil where none asked for it, or it is long.
  var preview: Markup?

  /// "a figure", for findings.
  static func described(_ kind: Kind) -> String {
    switch kind {
    case .equation: "an equation"
    case .references: "the list of references"
    default: "a \(kind.rawValue)"
    }
  }
}

/// What can be called by a name: one thing, several, or nothing.
enum Lookup<Found> {
  case one(Found)
  case several([Found])
  case none

  /// Chosen names come before those that nobody chose.
  init(_ candidates: [Found], isImplicit: (Found) -> Bool) {
    let chosen = candidates.filter { !isImplicit($0) }
    let found = chosen.isEmpty ? candidates : chosen
    self = found.count > 1 ? .several(found) : found.first.map { .one($0) } ?? .none
  }
}
