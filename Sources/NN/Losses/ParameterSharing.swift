// Soft sharing of parameters: each task has its own, and the loss keeps them alike.

/// weight · Σ over pairs of tasks of Σ (a − b)².
///
/// - Shapes: the same for all tasks → []
/// - Parameter tasks: the same layer's weight in each task
/// - Errors: shapes that differ and a negative weight stop
/// - Source: Ruder 2017, section 3.2, https://arxiv.org/abs/1706.05098
public func sharingPenalty<Scalar>(_ tasks: [Variable<Scalar>], weight: Double) -> Variable<Scalar> {
  checkWeight(weight, of: "sharingPenalty")
  checkTasks(tasks, of: "sharingPenalty")
  var distances: [Variable<Scalar>] = []
  for a in tasks.indices { for b in tasks.indices where a < b { distances.append(square(tasks[a] - tasks[b]).sum()) } }
  return total(distances) * Scalar(weight)
}

/// The trace norm ‖W‖* = Σ σ(W), the sum of the singular values: the convex relative of the rank.
///
/// Computed as ⟨W, U Vᵀ⟩ with U Vᵀ taken as a constant, which has that value and the (sub)gradient U Vᵀ.
///
/// - Shapes: [m, n] → []
/// - Numerics: singular values up to max(m, n) · unit roundoff of the greatest count as 0 and leave their directions out of the
///   gradient, so that it is 0 at W = 0. Gradients of the gradient are 0, which they are not: take no second derivatives of it.
/// - Errors: another rank, NaN and infinity stop
/// - Source: Watson 1992, "Characterization of the subdifferential of some matrix norms"
public func traceNorm<Scalar>(_ matrix: Variable<Scalar>) -> Variable<Scalar> {
  (matrix * matrix.value.orthogonalFactor(of: "traceNorm")).sum()
}

/// weight · the trace norm of the tasks' parameters, each a row of one matrix: tasks come to share few directions.
///
/// - Shapes: the same for all tasks → []
/// - Errors: shapes that differ and a negative weight stop
/// - Source: Yang & Hospedales 2017, https://arxiv.org/abs/1606.04038
public func traceNormPenalty<Scalar>(_ tasks: [Variable<Scalar>], weight: Double) -> Variable<Scalar> {
  checkWeight(weight, of: "traceNormPenalty")
  checkTasks(tasks, of: "traceNormPenalty")
  guard let shape = tasks.first?.shape else { return Variable(constant: Tensor(0)) }
  let numbers = tasks.flatMap { $0.value.scalars }
  let stacked = Tensor(numbers, shape: Shape(rows: tasks.count, columns: shape.count))
  let factor = stacked.orthogonalFactor(of: "traceNormPenalty")
  let terms = tasks.indices.map { (tasks[$0] * factor[row: $0].reshaped(to: shape)).sum() }
  return total(terms) * Scalar(weight)
}

private func checkTasks<Scalar>(_ tasks: [Variable<Scalar>], of name: StaticString) {
  for task in tasks.dropFirst() where task.shape != tasks[0].shape {
    stop("\(name): \(tasks[0].shape) with \(task.shape): tasks share layers of one shape; leave their heads out")
  }
}

extension Tensor {
  /// U (Σ − threshold)₊ Vᵀ: the X with the least ½ ‖X − W‖² + threshold · ‖X‖*, the proximal step of the trace norm.
  ///
  /// - Shapes: a matrix → the same shape
  /// - Parameter threshold: rate · weight of the penalty, after a step along the gradient of the rest
  /// - Errors: a negative threshold, another rank, NaN and infinity stop
  /// - Source: Cai, Candès & Shen 2010, theorem 2.1, https://arxiv.org/abs/0810.3286
  public func shrinkingSingularValues(by threshold: Double) -> Tensor {
    if !(threshold >= 0) { stop("shrinkingSingularValues: a threshold of \(threshold); it is 0 or more") }
    return Matrix(self, of: "shrinkingSingularValues").svd().composed { Swift.max($0 - threshold, 0) }.tensor()
  }

  /// U Vᵀ over the singular values that differ from 0.
  fileprivate func orthogonalFactor(of name: StaticString) -> Tensor {
    let decomposition = Matrix(self, of: name).svd()
    let least = Double(Swift.max(shape[0], shape[1])) * Tensor.precision * (decomposition.values.first ?? 0)
    return decomposition.composed { $0 > least ? 1 : 0 }.tensor()
  }
}

extension SingularValues {
  /// Σ f(σ) u vᵀ
  fileprivate func composed(_ function: (Double) -> Double) -> Matrix {
    var result = Matrix(rows: u.columns, columns: v.columns)
    for (k, value) in values.enumerated() {
      let factor = function(value)
      if factor == 0 { continue }
      for i in 0..<result.rows { result.add(factor * u[k, i], of: v, row: k, toRow: i) }
    }
    return result
  }
}
