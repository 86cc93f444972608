import Execution

/// What pages need to know of code, remembered from build to build: parsing it anew would take most of an unchanged course's build.
struct CodeHighlighter {
  let store: ResultStore?

  func markup(_ code: String) -> Markup {
    let name = ["highlight", code]
    if let known = store?.text(madeOf: name) { return Markup(trusted: known) }
    let made = SwiftHighlighter.markup(code)
    store?.keep(text: made.description, madeOf: name)
    return made
  }

  /// The names that a block declares at its top.
  func declared(in code: String) -> Set<String> { names(["declared", code]) { SwiftNames.declared(in: code) } }

  /// The names that an expression uses.
  func names(in expression: String) -> Set<String> { names(["names", expression]) { SwiftNames.names(in: expression) } }

  private func names(_ name: [String], _ make: () -> Set<String>) -> Set<String> {
    if let known = store?.text(madeOf: name) { return Set(known.split(separator: "\n").map(String.init)) }
    let made = make()
    store?.keep(text: made.sorted().joined(separator: "\n"), madeOf: name)
    return made
  }
}
