import NN

let reductionOperations: [TimedOperation] = [
  TimedOperation("sum", { x, _ in Tensor(x.sum()) }, recorded: { x, _ in x.sum() }),
  TimedOperation("sum(axis: 0)", { x, _ in x.sum(axis: 0) }, recorded: { x, _ in x.sum(axis: 0) }),
  TimedOperation("sum(axis: 1)", { x, _ in x.sum(axis: 1) }, recorded: { x, _ in x.sum(axis: 1) }),
  TimedOperation("mean", { x, _ in Tensor(x.mean()) }, recorded: { x, _ in x.mean() }),
  TimedOperation("mean(axis: 0)", { x, _ in x.mean(axis: 0) }, recorded: { x, _ in x.mean(axis: 0) }),
  TimedOperation("variance", { x, _ in Tensor(x.variance()) }),
  TimedOperation("variance(axis: 0)", { x, _ in x.variance(axis: 0) }),
  TimedOperation("standardDeviation", { x, _ in Tensor(x.standardDeviation()) }),
  TimedOperation("min", { x, _ in Tensor(x.min()) }),
  TimedOperation("max", { x, _ in Tensor(x.max()) }),
  TimedOperation("max(axis: 1)", { x, _ in x.max(axis: 1) }),
  TimedOperation("norm", { x, _ in Tensor(x.norm()) }),
  TimedOperation("argmaxOfRows", { x, _ in Tensor(x.argmaxOfRows().map { Float($0) }) }),
  TimedOperation("count(where:)", { x, _ in Tensor(Float(x.count(where: .above(0)))) }),
  TimedOperation("histogram", { x, _ in Tensor(x.histogram(bins: 20).counts.map { Float($0) }) }),
]

let layoutOperations: [TimedOperation] = [
  TimedOperation("transposed, copied", { x, _ in x.transposed() + 0 }, recorded: { x, _ in x.transposed() + 0 }),
  TimedOperation("reshaped", { x, _ in x.reshaped(to: [x.count]) }, recorded: { x, _ in x.reshaped(to: [x.shape.count]) }),
  TimedOperation("broadcast", { x, _ in x[row: 0].broadcast(to: x.shape) }),
  TimedOperation("rows 0..<half", { x, _ in x[rows: 0..<((x.shape[0] + 1) / 2)] }),
  TimedOperation("rows of indices", { x, _ in x[rows: Array(0..<x.shape[0])] }),
  TimedOperation("columns, copied", { x, _ in x[columns: 0..<((x.shape[1] + 1) / 2)] + 0 }),
  TimedOperation("to Double", { x, _ in
    _ = Tensor<Double>(x)
    return x
  }),
  TimedOperation("filled", { x, _ in .filled(x.shape, with: 2) }),
  TimedOperation("oneHot", { x, _ in .oneHot(Array(0..<x.shape[0]), classes: x.shape[1]) }),
]

let drawingOperations: [TimedOperation] = [
  TimedOperation(drawing: "normal") { x, _ in
    var rng = RandomStream(seed: 1)
    return .normal(x.shape, using: &rng)
  },
  TimedOperation(drawing: "uniform") { x, _ in
    var rng = RandomStream(seed: 1)
    return .uniform(x.shape, using: &rng)
  },
  TimedOperation(drawing: "truncatedNormal") { x, _ in
    var rng = RandomStream(seed: 1)
    return Tensor(x.shape, drawnFrom: .truncatedNormal(standardDeviation: 1), using: &rng)
  },
]
