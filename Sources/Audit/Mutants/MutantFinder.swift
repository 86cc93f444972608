import Lessons
internal import SwiftSyntax

/// Finds the mutants of the code that a lesson's claims reach.
///
/// What would only trap, or means nothing for a claim, is left alone: indices, shapes, bounds of loops, what is shown, and
/// everything that only a control uses, since of a control nothing is said but that it fails.
struct MutantFinder {
  private let lesson: Lesson
  private let code: LessonCode
  /// Names that the lesson declares itself, so that `tanh` may be a function of its own.
  private let declared: Set<String>
  private(set) var mutants: [Mutant] = []

  /// - Parameter items: those that claims reach
  static func mutants(of lesson: Lesson, _ code: LessonCode, in items: some Sequence<Int>) -> [Mutant] {
    var finder = Self(lesson: lesson, code: code, declared: code.items.reduce(into: []) { $0.formUnion($1.defines) })
    for item in items.sorted() { finder.search(item) }
    var found: [Mutant] = []
    for mutant in finder.mutants where !found.contains(where: { $0.edits == mutant.edits }) { found.append(mutant) }
    return found.enumerated().sorted { first, second in
      (first.element.range.lowerBound, first.element.kind.place, first.offset)
        < (second.element.range.lowerBound, second.element.kind.place, second.offset)
    }.map(\.element)
  }

  private init(lesson: Lesson, code: LessonCode, declared: Set<String>) {
    self.lesson = lesson
    self.code = code
    self.declared = declared
  }

  private mutating func search(_ index: Int) {
    let item = code.items[index]
    guard item.kind != .pervasive else { return }
    visit(item.node, index)
  }

  private mutating func search(_ claim: ClaimCall, _ item: Int) {
    guard let measure = claim.measure else { return }
    fixSeed(of: measure, item)
    visit(Syntax(measure.statements), item)
    if let relation = claim.relation, Self.comparesArms(relation) { swapArms(in: measure.statements, item) }
  }

  /// - Parameter node: code that the measures run
  private mutating func visit(_ node: Syntax, _ item: Int) {
    if let claim = ClaimCall(node) { return search(claim, item) }
    if node.is(StringLiteralExprSyntax.self) || node.is(AttributeListSyntax.self) { return }
    if let call = node.as(FunctionCallExprSyntax.self), Self.isShowing(call) { return }
    if node.is(IntegerLiteralExprSyntax.self) || node.is(FloatLiteralExprSyntax.self) { scale(node, item) }
    if let array = node.as(ArrayExprSyntax.self), scale(array, item) { return }
    if let comparison = node.as(BinaryOperatorExprSyntax.self) { turn(comparison, item) }
    if let name = node.as(DeclReferenceExprSyntax.self) { exchange(name, item) }
    if let member = node.as(MemberAccessExprSyntax.self) { exchange(member, item) }
    if let call = node.as(FunctionCallExprSyntax.self) { exchangeRegularizer(call, item) }
    if let function = node.as(FunctionDeclSyntax.self), let body = function.body, Self.returnsArms(function) {
      swapArms(in: body.statements, item)
    }
    for child in node.children(viewMode: .sourceAccurate) { visit(child, item) }
  }

  // MARK: Making mutants

  mutating func add(_ kind: MutantOperator, _ node: some SyntaxProtocol, _ text: String, _ item: Int) {
    guard let range = range(of: node, item) else { return }
    mutants.append(
      Mutant(kind: kind, edits: [.init(range: range, text: text)], summary: "`\(node.trimmedDescription)` → `\(text)`", item: item))
  }

  /// Several places changed together.
  mutating func add(_ kind: MutantOperator, _ whole: some SyntaxProtocol, _ changes: [(node: Syntax, text: String)], _ item: Int) {
    let edits = changes.compactMap { change in range(of: change.node, item).map { Mutant.Edit(range: $0, text: change.text) } }
    guard edits.count == changes.count, !edits.isEmpty else { return }
    let texts = changes.map(\.text).joined(separator: ", ")
    mutants.append(Mutant(kind: kind, edits: edits, summary: "`\(whole.trimmedDescription)` → `[\(texts)]`", item: item))
  }

  private func range(of node: some SyntaxProtocol, _ item: Int) -> Lessons.SourceRange? {
    code.blocks[code.items[item].experiment].range(of: node)
  }

  func isDeclared(_ name: String) -> Bool { declared.contains(name) }

  // MARK: Seeds

  /// Each replicate gets the same stream.
  private mutating func fixSeed(of measure: ClosureExprSyntax, _ item: Int) {
    guard let stream = FreeNames.parameters(of: measure).first, stream != "_", let first = measure.statements.first,
      let place = range(of: first, item)?.lowerBound ?? lineStart(of: first, item)
    else { return }
    let fixed = "\(stream) = RandomStream(seed: 1)"
    let isSingle = measure.statements.count == 1 && Syntax(first.item).asProtocol((any ExprSyntaxProtocol).self) != nil
    mutants.append(
      Mutant(
        kind: .seed, edits: [.init(range: place..<place, text: fixed + (isSingle ? "; return " : "; "))],
        summary: "`\(fixed)` in every replicate", item: item))
  }

  /// Where code begins that goes on over several lines.
  private func lineStart(of node: some SyntaxProtocol, _ item: Int) -> SourcePosition? {
    node.firstToken(viewMode: .sourceAccurate).flatMap { range(of: $0, item)?.lowerBound }
  }

  // MARK: Arms

  /// `(a, b)` as the result of statements, where both are measures.
  private mutating func swapArms(in statements: CodeBlockItemListSyntax, _ item: Int) {
    guard let last = statements.last else { return }
    let result = last.item.as(ReturnStmtSyntax.self)?.expression ?? (statements.count == 1 ? last.item.as(ExprSyntax.self) : nil)
    guard let arms = result?.as(TupleExprSyntax.self).map({ Array($0.elements) }), arms.count == 2,
      arms.allSatisfy({ $0.label == nil }), let first = range(of: arms[0].expression, item),
      let second = range(of: arms[1].expression, item),
      arms[0].expression.trimmedDescription != arms[1].expression.trimmedDescription
    else { return }
    let texts = arms.map(\.expression.trimmedDescription)
    mutants.append(
      Mutant(
        kind: .arms, edits: [.init(range: first, text: texts[1]), .init(range: second, text: texts[0])],
        summary: "`(\(texts[0]), \(texts[1]))` → `(\(texts[1]), \(texts[0]))`", item: item))
  }

  private static func comparesArms(_ relation: ExprSyntax) -> Bool {
    let text = relation.trimmedDescription
    return text.contains(".lessThan") || text.contains(".greaterThan")
  }

  private static func returnsArms(_ function: FunctionDeclSyntax) -> Bool {
    guard let types = function.signature.returnClause?.type.as(TupleTypeSyntax.self)?.elements, types.count == 2 else {
      return false
    }
    return types.allSatisfy { ["Float", "Double"].contains($0.type.trimmedDescription) }
  }

  // MARK: Left alone

  /// Calls whose arguments no measure depends on.
  private static func isShowing(_ call: FunctionCallExprSyntax) -> Bool {
    let name = call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text ?? ""
    return ["show", "print", "record", "derivation", "precondition", "assert", "fatalError"].contains(name)
  }
}

extension MutantOperator {
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
