import NN

/// Maps of data that give a tensor for tensors. They have no gradient: they are fitted before training.
let dataRows: [OperationRow] = [
  columns("standardizing", { Scaling.standardizing($0).apply($0) }, { Scaling.standardizing($0).apply($0) }) { column in
    let centre = mean(column), deviation = variance(column).squareRoot(), isConstant = column.allSatisfy { $0 == column[0] }
    return column.map { isConstant ? $0 - centre : ($0 - centre) / deviation }
  },
  columns("minMax", { Scaling.minMax($0).apply($0) }, { Scaling.minMax($0).apply($0) }) { column in
    let low = column.min() ?? 0, high = column.max() ?? 0
    return column.map { low == high ? 0 : ($0 - low) / (high - low) }
  },
  columns("meanImage", { Scaling.meanImage($0).apply($0) }, { Scaling.meanImage($0).apply($0) }) { column in
    let centre = mean(column)
    return column.map { $0 - centre }
  },
  OperationRow(
    name: "channelMeans", single: { Scaling.channelMeans($0[0]).apply($0[0]) },
    double: { Scaling.channelMeans($0[0]).apply($0[0]) },
    reference: { byChannel($0[0]) { channel in channel.map { $0 - mean(channel) } } }, shapes: imageShapes),
  OperationRow(
    name: "standardizingChannels", single: { Scaling.standardizingChannels($0[0]).apply($0[0]) },
    double: { Scaling.standardizingChannels($0[0]).apply($0[0]) },
    reference: {
      byChannel($0[0]) { channel in
        let centre = mean(channel), deviation = channel.count == 1 ? 1 : variance(channel).squareRoot()
        return channel.map { ($0 - centre) / deviation }
      }
    }, shapes: imageShapes, rounding: 4),
  OperationRow(
    name: "ensembleMean", single: { ensembleMean($0) }, double: { ensembleMean($0) },
    reference: { x in x[0].combined(x[1]) { $0 + $1 }.combined(x[2]) { ($0 + $1) / 3 } },
    shapes: [[[], [], []], [[0], [0], [0]], [[1, 3], [1, 3], [1, 3]], [[33, 7], [33, 7], [33, 7]]]),
  OperationRow(
    name: "meanSquaredError of tensors", single: { Tensor(Float(meanSquaredError($0[0], $0[1]))) },
    double: { Tensor(meanSquaredError($0[0], $0[1])) },
    reference: { x in x[0].combined(x[1]) { ($0 - $1) * ($0 - $1) }.all(mean) }, shapes: pairShapes),
  OperationRow(
    name: "meanAbsoluteError", single: { Tensor(Float(meanAbsoluteError($0[0], $0[1]))) },
    double: { Tensor(meanAbsoluteError($0[0], $0[1])) },
    reference: { x in x[0].combined(x[1]) { abs($0 - $1) }.all(mean) }, shapes: pairShapes),
]

private let pairShapes: [[Shape]] = [[[], []], [[1], [1]], [[17], [17]], [[3, 5], [3, 5]], [[70_001], [70_001]]]
private let imageShapes: [[Shape]] = [[[1, 1, 1, 1]], [[3, 2, 1, 1]], [[2, 3, 5, 4]], [[1, 4, 33, 17]]]

private func columns(
  _ name: String, _ single: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>,
  _ double: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>, _ reference: @escaping @Sendable ([Double]) -> [Double]
) -> OperationRow {
  OperationRow(
    name: name, single: { single($0[0]) }, double: { double($0[0]) },
    reference: { x in
      // Each place of a sample is a column over the samples.
      var result = x[0]
      let width = result.values.count / result.shape[0]
      for place in 0..<width {
        let indices = Array(stride(from: place, to: result.values.count, by: width))
        for (index, value) in zip(indices, reference(indices.map { x[0].values[$0] })) { result.values[index] = value }
      }
      return result
    }, shapes: [[[1, 1]], [[7]], [[1, 5]], [[2, 3]], [[40, 300]], [[300, 40]], [[5, 2, 3, 4]]], rounding: 4)
}

private func byChannel(_ x: Reference, _ function: ([Double]) -> [Double]) -> Reference {
  var result = x
  let places = x.shape[2] * x.shape[3]
  for channel in 0..<x.shape[1] {
    let indices = x.values.indices.filter { $0 / places % x.shape[1] == channel }
    for (index, value) in zip(indices, function(indices.map { x.values[$0] })) { result.values[index] = value }
  }
  return result
}
