private import SwiftSyntax

/// The names that a block declares at its top, and those that an expression uses.
enum SwiftNames {
  static func declared(in code: SwiftCode) -> Set<String> {
    var names: Set<String> = []
    for item in code.tree.statements {
      guard case .decl(let declaration) = item.item else { continue }
      if let variable = declaration.as(VariableDeclSyntax.self) {
        for binding in variable.bindings {
          for token in binding.pattern.tokens(viewMode: .sourceAccurate) {
            if case .identifier(let name) = token.tokenKind { names.insert(name) }
          }
        }
      } else if let function = declaration.as(FunctionDeclSyntax.self) {
        names.insert(function.name.text)
      } else if let type = declaration.asProtocol((any NamedDeclSyntax).self) {
        names.insert(type.name.text)
      }
    }
    return names
  }

  static func names(in expression: SwiftCode) -> Set<String> {
    var names: Set<String> = []
    for token in expression.tree.tokens(viewMode: .sourceAccurate) {
      guard case .identifier(let name) = token.tokenKind, token.parent?.is(DeclReferenceExprSyntax.self) == true else { continue }
      // `last.std` uses `last`; what stands behind the point is a member.
      if token.previousToken(viewMode: .sourceAccurate)?.tokenKind != .period { names.insert(name) }
    }
    return names
  }
}
