extension Lesson {
  /// All that cross-references can call by name in it, as far as its text says.
  public var names: Set<String> {
    var names = Set(experiments.compactMap(\.options.label) + experiments.flatMap(\.declaredDerivations))
    for claim in claimReferences { names.formUnion([claim.id, "claim-" + claim.id]) }
    for id in experiments.flatMap(\.declaredDerivations) { names.insert("derivation-" + id) }
    collect(root, into: &names)
    return names
  }

  private func collect(_ node: Node, into names: inout Set<String>) {
    switch node.kind {
    case .heading(_, let anchor): names.insert(anchor)
    case .equation(let label): names.insert(label.name)
    default: break
    }
    for child in node.children { collect(child, into: &names) }
  }
}

extension Experiment {
  /// The ids of the derivations that its code declares, as far as they are written out.
  public var declaredDerivations: [String] {
    code.flatMap { line in
      line.text.matches(of: #/(?:derivation|gradientCheck)\("([^"\\]+)"/#).map { String($0.output.1) }
    }
  }
}
