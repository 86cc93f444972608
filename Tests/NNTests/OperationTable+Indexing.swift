import NN

/// Parts by position, parts put together, order, products of batches.
let indexingRows: [OperationRow] = rows {
  reduction(
    "sliced(axis: 1)", shapes: [[[3, 5]], [[2, 4, 3]], [[40, 300]]], { $0.sliced(axis: 1, 1..<3) }, { $0.sliced(axis: 1, 1..<3) },
    { $0.sliced(axis: 1, 1..<3) }, { $0.gathered([1, 2], axis: 1) })
  reduction(
    "rows", shapes: [[[3]], [[4, 2]], [[3, 2, 2]]], { $0[rows: 1..<3] }, { $0[rows: 1..<3] }, { $0[rows: 1..<3] },
    { $0.gathered([1, 2], axis: 0) })
  reduction(
    "rows by index", shapes: [[[3]], [[4, 2]], [[3, 2, 2]], [[300, 70]]], { $0[rows: [2, 0, 2, 2]] }, { $0[rows: [2, 0, 2, 2]] },
    { $0[rows: [2, 0, 2, 2]] }, { $0.gathered([2, 0, 2, 2], axis: 0) })
  reduction(
    "columns", shapes: [[[3, 5]], [[300, 40]]], { $0[columns: 2..<5] }, { $0[columns: 2..<5] }, { $0[columns: 2..<5] },
    { $0.gathered([2, 3, 4], axis: 1) })
  reduction(
    "row", shapes: [[[3]], [[3, 5]], [[2, 3, 2]]], { $0[row: 1] }, { $0[row: 1] }, { $0[row: 1] },
    { Reference(Array($0.shape.dropFirst()), $0.gathered([1], axis: 0).values) })
  reduction(
    "padded(axis: 1)", shapes: [[[2, 3]], [[2, 3, 2]], [[0, 3]], [[2, 0]]], { $0.padded(axis: 1, before: 2, after: 1) },
    { $0.padded(axis: 1, before: 2, after: 1) }, { $0.padded(axis: 1, before: 2, after: 1) },
    { $0.mapped(axis: 1) { [0, 0] + $0 + [0] } })
  reduction(
    "gathered(axis: -1)", shapes: Shapes.threeAxes.filter { $0[0][2] > 3 }, { $0.gathered([3, 1, 3], axis: -1) },
    { $0.gathered([3, 1, 3], axis: -1) }, { $0.gathered([3, 1, 3], axis: -1) }, { $0.gathered([3, 1, 3], axis: 2) })
  reduction(
    "picked", shapes: [[[3, 5]], [[3, 9]]], { $0.picked([4, 0, 4]) }, { $0.picked([4, 0, 4]) }, { $0.picked([4, 0, 4]) },
    { Reference([3], [$0.values[4], $0.values[$0.shape[1]], $0.values[2 * $0.shape[1] + 4]]) })
  reduction(
    "tiled", shapes: Shapes.threeAxes, { $0.tiled(axis: 1, 2) }, { $0.tiled(axis: 1, 2) }, { $0.tiled(axis: 1, 2) },
    { $0.mapped(axis: 1) { $0 + $0 } })
  reduction(
    "repeated", shapes: Shapes.threeAxes, { $0.repeated(axis: 1, 2) }, { $0.repeated(axis: 1, 2) }, { $0.repeated(axis: 1, 2) },
    { $0.mapped(axis: 1) { $0.flatMap { [$0, $0] } } })
  reduction(
    "flipped", shapes: Shapes.threeAxes, { $0.flipped(axis: 1) }, { $0.flipped(axis: 1) }, { $0.flipped(axis: 1) },
    { $0.mapped(axis: 1) { $0.reversed() } })
  reduction(
    "rolled", shapes: [[[3]], [[5, 2]]], { $0.rolled(axis: 0, by: -4) }, { $0.rolled(axis: 0, by: -4) },
    { $0.rolled(axis: 0, by: -4) },
    { $0.mapped(axis: 0) { run in run.indices.map { run[($0 + 4) % run.count] } } })
  reduction(
    "permuted", shapes: Shapes.threeAxes, { $0.permuted([2, 0, 1]) }, { $0.permuted([2, 0, 1]) }, { $0.permuted([2, 0, 1]) },
    { $0.permuted([2, 0, 1]) })
  reduction(
    "flattened(from: 1)", shapes: Shapes.threeAxes, { $0.flattened(from: 1) }, { $0.flattened(from: 1) }, { $0.flattened(from: 1) },
    { $0.joining(1) })
  reduction(
    "expanded and squeezed", { $0.expanded(axis: 0).expanded(axis: -1).squeezed(axis: 0) },
    { $0.expanded(axis: 0).expanded(axis: -1).squeezed(axis: 0) }, { $0.expanded(axis: 0).expanded(axis: -1).squeezed(axis: 0) },
    { Reference($0.shape + [1], $0.values) })
  reduction(
    "split", shapes: [[[2, 4]], [[3, 2, 2]]], { $0.split(axis: 1, into: 2)[1] }, { $0.split(axis: 1, into: 2)[1] },
    { $0.split(axis: 1, into: 2)[1] }, { $0.mapped(axis: 1) { Array($0[($0.count / 2)...]) } })
  reduction("sorted", { $0.sorted() }, { $0.sorted() }, { $0.sorted() }, { $0.rows { $0.sorted() } })
  reduction(
    "sorted(axis: 0, descending)", shapes: Shapes.threeAxes, { $0.sorted(axis: 0, descending: true) },
    { $0.sorted(axis: 0, descending: true) }, { $0.sorted(axis: 0, descending: true) },
    { $0.mapped(axis: 0) { $0.sorted { $0 > $1 } } })
  reduction(
    "topK", shapes: [[[4]], [[2, 5]], [[3, 300]]], { $0.topK(2).values }, { $0.topK(2).values }, { $0.topK(2).values },
    { $0.mapped(axis: $0.shape.count - 1) { Array($0.sorted { $0 > $1 }.prefix(2)) } })
  reduction(
    "quantile", { Tensor($0.quantile(0.3)) }, { Tensor($0.quantile(0.3)) }, { $0.quantile(0.3) },
    { $0.all { quantile($0, 0.3) } })
  reduction(
    "median(axis: 1)", shapes: Shapes.threeAxes, { $0.median(axis: 1) }, { $0.median(axis: 1) }, { $0.median(axis: 1) },
    { $0.reduced(axis: 1) { quantile($0, 0.5) } })
  reduction(
    "lowerTriangle", shapes: [[[3, 5]], [[2, 4, 3]]], { $0.lowerTriangle(diagonal: 1) }, { $0.lowerTriangle(diagonal: 1) },
    { $0.lowerTriangle(diagonal: 1) }, { $0.mappedOfMatrices { row, column, x in column <= row + 1 ? x : 0 } })
  reduction(
    "upperTriangle", shapes: [[[3, 5]], [[2, 4, 3]]], { $0.upperTriangle() }, { $0.upperTriangle() }, { $0.upperTriangle() },
    { $0.mappedOfMatrices { row, column, x in column >= row ? x : 0 } })
  reduction(
    "diagonal", shapes: [[[3, 3]], [[3, 5]], [[4, 2]]], { $0.diagonal() }, { $0.diagonal() }, { $0.diagonal() },
    { x in Reference([min(x.shape[0], x.shape[1])], (0..<min(x.shape[0], x.shape[1])).map { x.values[$0 * x.shape[1] + $0] }) })
  reduction("trace", shapes: [[[3, 3]], [[4, 2]]], { Tensor($0.trace()) }, { Tensor($0.trace()) }, { $0.trace() }, { x in
    Reference([], [(0..<min(x.shape[0], x.shape[1])).reduce(0) { $0 + x.values[$1 * x.shape[1] + $1] }])
  })
  reduction("diagonalMatrix",
    shapes: [[[1]], [[4]]], { $0.diagonalMatrix() }, { $0.diagonalMatrix() }, { $0.diagonalMatrix() }, { x in
    let n = x.values.count
    return Reference([n, n], (0..<(n * n)).map { $0 % (n + 1) == 0 ? x.values[$0 / n] : 0 })
  })
  OperationRow(
    name: "outer", single: { outer($0[0], $0[1]) }, double: { outer($0[0], $0[1]) }, recorded: { outer($0[0], $0[1]) },
    reference: { $0[0].column.matmul(Reference([1, $0[1].values.count], $0[1].values)) },
    shapes: [[[1], [1]], [[3], [4]], [[0], [2]]])
  OperationRow(
    name: "concatenated", single: { concatenated($0, axis: 1) }, double: { concatenated($0, axis: 1) }, recorded: { concatenated($0, axis: 1) },
    reference: { parts in parts.dropFirst().reduce(parts[0]) { $0.permuted($0.swap).appending($1.permuted($1.swap)).permuted($0.swap) } },
    shapes: [[[2, 3], [2, 1], [2, 4]], [[2, 3, 2], [2, 1, 2]], [[2, 0], [2, 2]], [[3, 3]]])
  OperationRow(
    name: "stacked", single: { stacked($0) }, double: { stacked($0) }, recorded: { stacked($0) },
    reference: { parts in Reference([parts.count] + parts[0].shape, parts.flatMap(\.values)) },
    shapes: [[[], []], [[3], [3]], [[2, 3], [2, 3], [2, 3]]])
  OperationRow(
    name: "matmul of batches", single: { matmul($0[0], $0[1]) }, double: { matmul($0[0], $0[1]) }, recorded: { matmul($0[0], $0[1]) },
    reference: { batchedProduct($0[0], $0[1]) },
    shapes: [
      [[2, 2, 3], [2, 3, 2]], [[1, 1, 1], [1, 1, 1]], [[3, 2, 0], [3, 0, 2]], [[0, 2, 3], [0, 3, 2]], [[40, 17, 9], [40, 9, 35]],
      [[2, 130, 90], [2, 90, 140]], [[2, 3, 4], [4, 2]], [[5, 17, 9], [9, 35]],
    ], rounding: 8)
}

private func quantile(_ values: [Double], _ share: Double) -> Double {
  let sorted = values.sorted(), place = Double(values.count - 1) * share, lower = Int(place)
  let upper = min(lower + 1, values.count - 1)
  return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
}

private func batchedProduct(_ a: Reference, _ b: Reference) -> Reference {
  let size = a.shape[1] * a.shape[2], otherSize = b.shape.suffix(2).reduce(1, *)
  var values: [Double] = []
  for batch in 0..<a.shape[0] {
    let start = b.shape.count == 3 ? batch * otherSize : 0
    values += Reference([a.shape[1], a.shape[2]], Array(a.values[(batch * size)..<((batch + 1) * size)]))
      .matmul(Reference(Array(b.shape.suffix(2)), Array(b.values[start..<(start + otherSize)]))).values
  }
  return Reference([a.shape[0], a.shape[1], b.shape.last ?? 0], values)
}

extension Reference {
  /// Axes 0 and 1 exchanged.
  fileprivate var swap: [Int] { [1, 0] + Array(2..<max(shape.count, 2)) }
  fileprivate var column: Reference { Reference([values.count, 1], values) }

  fileprivate func appending(_ other: Reference) -> Reference {
    Reference([shape[0] + other.shape[0]] + shape[1...], values + other.values)
  }

  fileprivate func mappedOfMatrices(_ function: (_ row: Int, _ column: Int, Double) -> Double) -> Reference {
    let columns = shape[shape.count - 1], rows = shape[shape.count - 2]
    return Reference(shape, values.indices.map { function($0 / columns % rows, $0 % columns, values[$0]) })
  }
}
