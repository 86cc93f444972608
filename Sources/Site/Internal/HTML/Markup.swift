/// HTML that is known to be well formed and safe: what the builder, KaTeX, the highlighter or the figure renderer made.
struct Markup: Equatable, Sendable, CustomStringConvertible {
  private(set) var description: String

  static let empty = Markup(trusted: "")

  /// Text that a renderer of ours produced. Never call it with anything that a lesson says.
  init(trusted text: String) { description = text }

  /// Plain text, escaped.
  init(text: String) { description = HTML.escaped(text) }

  var isEmpty: Bool { description.isEmpty }
}
