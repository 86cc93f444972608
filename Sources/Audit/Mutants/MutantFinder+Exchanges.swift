internal import SwiftSyntax

/// Activations and initializers, each for another of its kind; regularizers for another, or for none.
extension MutantFinder {
  private static let activations = [
    "tanh": "relu", "relu": "tanh", "sigmoid": "tanh", "leakyRelu": "tanh", "gelu": "tanh", "geluByTanh": "tanh", "elu": "tanh",
    "selu": "tanh", "swish": "tanh", "softplus": "tanh",
  ]

  private static let initializers = [
    "xavier": "he", "glorot": "he", "lecun": "he", "he": "xavier", "heOfFanOut": "glorot", "glorotUniform": "heUniform",
    "lecunUniform": "heUniform", "heUniform": "glorotUniform", "orthogonal": "xavier",
  ]

  private static let penalties = [
    "l1Penalty", "l2Penalty", "groupLassoPenalty", "activationPenalty", "sparsityPenalty", "sharingPenalty", "traceNormPenalty",
  ]

  /// `tanh(x)` → `relu(x)`; `f(tanh)` → `f(relu)`; `l1Penalty` → `l2Penalty`.
  mutating func exchange(_ name: DeclReferenceExprSyntax, _ item: Int) {
    let text = name.baseName.text
    guard !isDeclared(text), name.argumentNames == nil, name.parent?.is(MemberAccessExprSyntax.self) != true else { return }
    if text == "l1Penalty" || text == "l2Penalty" {
      return add(.regularizer, name, text == "l1Penalty" ? "l2Penalty" : "l1Penalty", item)
    }
    guard let other = Self.activations[text] else { return }
    if let call = name.parent?.as(FunctionCallExprSyntax.self), call.calledExpression.id == name.id {
      guard call.arguments.count == 1, call.arguments.first?.label == nil, call.trailingClosure == nil else { return }
    }
    add(.activation, name, other, item)
  }

  /// `.relu` → `.tanh`, `.he` → `.xavier`.
  mutating func exchange(_ member: MemberAccessExprSyntax, _ item: Int) {
    let text = member.declName.baseName.text
    let base = member.base?.trimmedDescription
    let isCalled = member.parent?.is(FunctionCallExprSyntax.self) == true
    if base == nil, !isCalled, let other = Self.activations[text] {
      add(.activation, member.declName, other, item)
    } else if base == nil || base == "Initializer", !isCalled, let other = Self.initializers[text] {
      add(.initializer, member.declName, other, item)
    }
  }

  /// `Dropout(0.5)` → `Dropout(0)`, `.l2(1e-4)` → `.none`, a penalty's weight → 0.
  mutating func exchangeRegularizer(_ call: FunctionCallExprSyntax, _ item: Int) {
    if let member = call.calledExpression.as(MemberAccessExprSyntax.self), member.base == nil,
      ["l2", "decoupled", "independent"].contains(member.declName.baseName.text)
    {
      return add(.regularizer, call, ".none", item)
    }
    guard let strength = strength(in: call)?.expression, strength.trimmedDescription != "0" else { return }
    add(.regularizer, strength, "0", item)
  }

  private func strength(in call: FunctionCallExprSyntax) -> LabeledExprSyntax? {
    let callee = call.calledExpression
    let name =
      callee.as(DeclReferenceExprSyntax.self)?.baseName.text
      ?? callee.as(GenericSpecializationExprSyntax.self)?.expression.as(DeclReferenceExprSyntax.self)?.baseName.text ?? ""
    guard !isDeclared(name) else { return nil }
    switch name {
    case "Dropout", "AlphaDropout": return call.arguments.first { $0.label == nil }
    case "DropConnect": return call.arguments.filter { $0.label == nil }.dropFirst().first
    case "GaussianNoise": return call.arguments.first { $0.label?.text == "standardDeviation" }
    case _ where Self.penalties.contains(name): return call.arguments.first { $0.label?.text == "weight" }
    default: return nil
    }
  }
}
