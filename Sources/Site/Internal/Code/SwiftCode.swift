internal import SwiftParser
internal import SwiftSyntax

/// Code with its tree, as the compiler's own parser reads it. That takes longer than all that is made of the tree.
struct SwiftCode {
  let text: String
  let tree: SourceFileSyntax

  init(_ text: String) {
    self.text = text
    tree = Parser.parse(source: text)
  }
}
