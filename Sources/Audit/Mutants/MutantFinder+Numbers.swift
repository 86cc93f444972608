import Foundation
internal import SwiftSyntax

/// Numbers: `0.05` → `0.1` and `0.025`, `300` → `150`, `1` → `2`, `0` → `1`, a list of them together; and the axis along which
/// something is taken.
extension MutantFinder {
  mutating func scale(_ literal: Syntax, _ item: Int) {
    let digits = literal.trimmedDescription.filter { $0 != "_" }
    let isWhole = literal.is(IntegerLiteralExprSyntax.self)
    if isWhole, argument(around: literal)?.label?.text == "axis" {
      if digits == "0" || digits == "1" { add(.axis, literal, digits == "0" ? "1" : "0", item) }
      return
    }
    guard !isOfNoParameter(literal, isWhole: isWhole) else { return }
    if isWhole {
      guard let value = Int(digits) else { return }
      add(.number, literal, value < 2 ? "\(value + 1)" : "\((value + 1) / 2)", item)
    } else if let value = Double(digits), value.isFinite {
      guard value != 0 else { return add(.number, literal, "1.0", item) }
      for scaled in [value * 2, value / 2] where scaled.isFinite { add(.number, literal, "\(scaled)", item) }
    }
  }

  /// Numbers that are listed, such as rates to try, are one parameter. False where the array is something else.
  mutating func scale(_ array: ArrayExprSyntax, _ item: Int) -> Bool {
    let literals = array.elements.map { Syntax($0.expression) }
    let values = literals.compactMap { Double($0.trimmedDescription.filter { $0 != "_" }) }
    guard values.count > 1, values.count == literals.count, literals.contains(where: { $0.is(FloatLiteralExprSyntax.self) }) else {
      return false
    }
    for factor in [2, 0.5] { add(.number, array, zip(literals, values).map { ($0, "\($1 * factor)") }, item) }
    return true
  }

  private func turn(_ comparison: BinaryOperatorExprSyntax) -> String? {
    ["<": ">", ">": "<", "<=": ">=", ">=": "<="][comparison.operator.text]
  }

  mutating func turn(_ comparison: BinaryOperatorExprSyntax, _ item: Int) {
    if let turned = turn(comparison) { add(.comparison, comparison, turned, item) }
  }

  /// Indices, shapes, bounds, seeds: what would only trap, or is no number that an experiment was set up with.
  private func isOfNoParameter(_ literal: Syntax, isWhole: Bool) -> Bool {
    if isWhole, literal.parent?.is(ArrayElementSyntax.self) == true { return true }
    if isStartOfSum(literal) { return true }
    if let label = argument(around: literal)?.label?.text, ["seed", "bins", "count", "size", "format"].contains(label) {
      return true
    }
    var node = literal
    while let parent = node.parent {
      if parent.is(SubscriptCallExprSyntax.self), node.is(LabeledExprListSyntax.self) { return true }
      if parent.is(EnumCaseElementSyntax.self) || parent.is(SwitchCaseItemSyntax.self) { return true }
      if let sequence = parent.as(ExprListSyntax.self), sequence.contains(where: Self.countsOrIndexes) { return true }
      // A closure or a call is a computation of its own, wherever its result goes.
      if parent.is(CodeBlockItemSyntax.self) { return false }
      if parent.is(FunctionCallExprSyntax.self) { return false }
      node = parent
    }
    return false
  }

  /// `reduce(0, +)`
  private func isStartOfSum(_ literal: Syntax) -> Bool {
    guard let argument = argument(around: literal), argument.label == nil,
      let call = argument.parent?.parent?.as(FunctionCallExprSyntax.self), call.arguments.first?.id == argument.id
    else { return false }
    return call.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.text == "reduce"
  }

  private static func countsOrIndexes(_ part: ExprSyntax) -> Bool {
    guard let sign = part.as(BinaryOperatorExprSyntax.self)?.operator.text else { return false }
    return ["..<", "...", "==", "!=", "%", "&", ">>", "<<"].contains(sign)
  }

  /// The argument that is this expression, or one whose sign it carries.
  private func argument(around expression: Syntax) -> LabeledExprSyntax? {
    let outer = expression.parent?.as(PrefixOperatorExprSyntax.self).map(Syntax.init) ?? expression
    return outer.parent?.as(LabeledExprSyntax.self)
  }
}
