internal import SwiftSyntax

/// One thing that stands at the top level of a block: a function, a variable, a type, a statement, a claim.
struct CodeItem {
  enum Kind: Equatable {
    /// Runs when something calls it: a function, a type, a computed variable.
    case declaration
    /// Runs with its block: a variable's value, a statement.
    case executed
    /// `claim(…)`. Its arms run in replicates.
    case claim
    /// May change what names mean without being named: an extension, an operator, a protocol.
    case pervasive
  }

  let kind: Kind
  let experiment: Int
  let node: Syntax
  let defines: Set<String>
  /// Those of `defines` that may change after they are declared.
  let variables: Set<String>
  /// The names that it takes from around it; of a claim, those that its measure takes, its control's left out.
  let reads: Set<String>
  /// The same with the control's.
  let mentions: Set<String>
  let lines: ClosedRange<Int>

  /// The items of a block, in their order.
  ///
  /// - Parameter hasClasses: the lesson declares one, so that a constant may refer to an object that changes
  static func items(of code: BlockCode, hasClasses: Bool) -> [CodeItem] {
    code.tree.statements.flatMap { statement -> [CodeItem] in
      guard let lines = code.lines(of: statement) else { return [] }
      func item(
        _ kind: Kind, _ node: some SyntaxProtocol, defines: Set<String> = [], variables: Set<String> = [], reads: Set<String>? = nil
      ) -> CodeItem {
        let mentions = FreeNames.of(node)
        return CodeItem(
          kind: kind, experiment: code.experiment, node: Syntax(node), defines: defines, variables: variables,
          reads: reads ?? mentions, mentions: mentions, lines: lines)
      }
      let node = Syntax(statement.item)
      if let variables = node.as(VariableDeclSyntax.self) {
        let canChange = variables.bindingSpecifier.tokenKind == .keyword(.var) || hasClasses
        return variables.bindings.map { binding in
          let names = FreeNames.bound(by: binding.pattern)
          return item(
            binding.initializer == nil && binding.accessorBlock != nil ? .declaration : .executed, binding, defines: names,
            variables: canChange ? names : [])
        }
      }
      if node.is(ExtensionDeclSyntax.self) || node.is(OperatorDeclSyntax.self) || node.is(ProtocolDeclSyntax.self)
        || node.is(PrecedenceGroupDeclSyntax.self) || node.is(ImportDeclSyntax.self) || node.is(IfConfigDeclSyntax.self)
        || node.as(FunctionDeclSyntax.self).map({ $0.name.tokenKind.isOperator }) == true
      {
        return [item(.pervasive, node)]
      }
      if let named = node.asProtocol((any NamedDeclSyntax).self) { return [item(.declaration, node, defines: [named.name.text])] }
      if let call = ClaimCall(node) { return [item(.claim, node, reads: call.measureReads)] }
      return [item(.executed, node)]
    }
  }
}

extension TokenKind {
  fileprivate var isOperator: Bool {
    switch self {
    case .binaryOperator, .prefixOperator, .postfixOperator: true
    default: false
    }
  }
}

/// `claim("id", relation) { rng in … } control: { rng in … }`, its parts.
struct ClaimCall {
  let id: String?
  let relation: ExprSyntax?
  /// The closure that measures; nil where the claim is given a function by name.
  let measure: ClosureExprSyntax?
  let measureReads: Set<String>

  init?(_ node: Syntax) {
    guard let call = node.as(FunctionCallExprSyntax.self),
      call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text == "claim"
    else { return nil }
    let arguments = Array(call.arguments)
    let unlabelled = arguments.filter { $0.label == nil }
    id = unlabelled.first?.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue
    relation = unlabelled.count > 1 ? unlabelled[1].expression : nil
    measure = call.trailingClosure ?? (unlabelled.count > 2 ? unlabelled[2].expression.as(ClosureExprSyntax.self) : nil)
    var reads: Set<String> = []
    for argument in arguments where argument.label?.text != "control" { reads.formUnion(FreeNames.of(argument)) }
    if let closure = call.trailingClosure { reads.formUnion(FreeNames.of(closure)) }
    measureReads = reads
  }
}
