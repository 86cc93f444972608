internal import SwiftSyntax

/// The names that a piece of code takes from around it: those that it mentions and does not bind itself.
///
/// `{ rng in f(width, &rng) }` takes `f` and `width`. Members behind a dot are left out. What a condition binds (`if let`) is not
/// taken away, so that there may be a name too many and none too few.
enum FreeNames {
  static func of(_ node: some SyntaxProtocol) -> Set<String> { names(Syntax(node)) }

  private static func names(_ node: Syntax) -> Set<String> {
    if let closure = node.as(ClosureExprSyntax.self) { return children(node).subtracting(parameters(of: closure)) }
    if let function = node.as(FunctionDeclSyntax.self) {
      return children(node).subtracting(parameters(of: function.signature.parameterClause))
    }
    if let initializer = node.as(InitializerDeclSyntax.self) {
      return children(node).subtracting(parameters(of: initializer.signature.parameterClause))
    }
    if let statements = node.as(CodeBlockItemListSyntax.self) { return names(statements) }
    if let loop = node.as(ForStmtSyntax.self) {
      let inside = names(Syntax(loop.body)).union(loop.whereClause.map { names(Syntax($0)) } ?? [])
      return names(Syntax(loop.sequence)).union(inside.subtracting(bound(by: loop.pattern)))
    }
    if let reference = node.as(DeclReferenceExprSyntax.self) {
      if let access = reference.parent?.as(MemberAccessExprSyntax.self), access.declName.id == reference.id { return [] }
      return [reference.baseName.text]
    }
    if let type = node.as(IdentifierTypeSyntax.self) { return children(node).union([type.name.text]) }
    return children(node)
  }

  /// A name is the surrounding one up to where the statements declare it.
  private static func names(_ statements: CodeBlockItemListSyntax) -> Set<String> {
    var local: Set<String> = []
    var found: Set<String> = []
    for statement in statements {
      found.formUnion(names(Syntax(statement.item)).subtracting(local))
      local.formUnion(declared(by: statement))
    }
    return found
  }

  private static func children(_ node: Syntax) -> Set<String> {
    node.children(viewMode: .sourceAccurate).reduce(into: []) { $0.formUnion(names($1)) }
  }

  /// What a statement declares.
  static func declared(by statement: CodeBlockItemSyntax) -> Set<String> {
    let item = Syntax(statement.item)
    if let variables = item.as(VariableDeclSyntax.self) {
      return variables.bindings.reduce(into: []) { $0.formUnion(bound(by: $1.pattern)) }
    }
    return (item.asProtocol((any NamedDeclSyntax).self)).map { [$0.name.text] } ?? []
  }

  /// The names in a pattern: `(low, high)`.
  static func bound(by pattern: some SyntaxProtocol) -> Set<String> {
    if let name = Syntax(pattern).as(IdentifierPatternSyntax.self) { return [name.identifier.text] }
    return pattern.children(viewMode: .sourceAccurate).reduce(into: []) { $0.formUnion(bound(by: $1)) }
  }

  private static func parameters(of clause: FunctionParameterClauseSyntax) -> Set<String> {
    Set(clause.parameters.map { ($0.secondName ?? $0.firstName).text })
  }

  static func parameters(of closure: ClosureExprSyntax) -> [String] {
    switch closure.signature?.parameterClause {
    case .simpleInput(let names): names.map(\.name.text)
    case .parameterClause(let clause): clause.parameters.map { ($0.secondName ?? $0.firstName).text }
    case nil: []
    @unknown default: []
    }
  }
}
