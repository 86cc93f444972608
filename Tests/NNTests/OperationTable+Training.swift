@testable import NN

/// One step of an optimizer from the first operand along the second.
private func row(_ name: String, _ method: OptimizationMethod) -> OperationRow {
  @Sendable func stepped<S: TensorScalar>(_ operands: [Tensor<S>]) -> Tensor<S> {
    var optimizer = Optimizer<S>(method, learningRate: 0.1, decay: .decoupled(0.01), proximalL1: 0.2), weights = [operands[0]]
    optimizer.update(&weights, along: [operands[1]])
    return weights[0]
  }
  return OperationRow(
    name: "step of \(name)", single: { stepped($0) }, double: { stepped($0) },
    reference: { operands in
      var twin = ReferenceOptimizer(method, decay: .decoupled(0.01), proximalL1: 0.2), weights = operands[0]
      twin.step(&weights.values, operands[1].values, rate: 0.1)
      return weights
    },
    shapes: [[[], []], [[0], [0]], [[1], [1]], [[17], [17]], [[3, 5], [3, 5]], [[2, 3, 4], [2, 3, 4]], [[70_001], [70_001]]])
}

private func changed<S: TensorScalar>(_ tensor: Tensor<S>, _ change: (inout Tensor<S>) -> Void) -> Tensor<S> {
  var result = tensor
  change(&result)
  return result
}

let trainingRows: [OperationRow] = [
  row("gradient descent", .gradientDescent), row("momentum", .momentum()), row("Nesterov", .nesterov()), row("AdaGrad", .adaGrad()),
  row("RMSProp", .rmsProp()), row("Adam", .adam()),
  OperationRow(
    name: "softThreshold", single: { changed($0[0]) { $0.softThreshold(by: 0.75) } },
    double: { changed($0[0]) { $0.softThreshold(by: 0.75) } },
    reference: { $0[0].map { ($0 < 0 ? -1 : 1) * max(abs($0) - 0.75, 0) } }, shapes: Shapes.one),
  OperationRow(
    name: "clip(byValue:)", single: { changed($0[0]) { $0.clip(byValue: 0.75) } },
    double: { changed($0[0]) { $0.clip(byValue: 0.75) } },
    reference: { $0[0].map { min(max($0, -0.75), 0.75) } }, shapes: Shapes.one),
  OperationRow(
    name: "limitNorm(ofTensor)", single: { changed($0[0]) { $0.limitNorm(to: .ofTensor(2)) } },
    double: { changed($0[0]) { $0.limitNorm(to: .ofTensor(2)) } }, reference: { $0[0].limited(to: 2, axis: nil) },
    shapes: Shapes.one),
  OperationRow(
    name: "limitNorm(ofUnits)", single: { changed($0[0]) { $0.limitNorm(to: .ofUnits(2, axis: 1)) } },
    double: { changed($0[0]) { $0.limitNorm(to: .ofUnits(2, axis: 1)) } }, reference: { $0[0].limited(to: 2, axis: 1) },
    shapes: Shapes.threeAxes + [[[40, 300]], [[300, 40]], [[0, 3]], [[3, 0]]]),
]
