internal import CKernels

// `Tensor+Order.swift`, recorded: a number that was moved takes its gradient along.

extension Variable {
  public func sorted(axis: Int = -1, descending: Bool = false) -> Variable {
    if shape.rank == 0 { return self }
    return withLast(shape.resolve(axis: axis, of: "sorted")) { x in
      let columns = x.shape[x.shape.rank - 1], order = x.value.argsort(descending: descending)
      return x.taken(order.indices.map { $0 / columns * columns + order[$0] }, as: x.shape)
    }
  }

  public func topK(_ k: Int) -> (values: Variable, indices: [Int]) {
    let axis = shape.resolve(axis: -1, of: "topK"), columns = shape[axis]
    if k < 0 || k > columns { stop("topK: \(k) of \(shape): the last axis has \(columns) numbers; ask for 0 to \(columns)") }
    let order = value.argsort(descending: true), shape = shape.replacing(axis, by: k)
    let kept = (0..<shape.count).map { $0 / k * columns + $0 % k }
    return (taken(kept.map { $0 / columns * columns + order[$0] }, as: shape), kept.map { order[$0] })
  }

  public func quantile(_ share: Double) -> Variable { flattened().quantile(share, axis: 0) }

  public func quantile(_ share: Double, axis: Int, keepingAxis: Bool = false) -> Variable {
    let axis = shape.resolve(axis: axis, of: "quantile"), size = shape[axis]
    if !(share >= 0 && share <= 1) { stop("quantile: a share of \(share); it is from 0 to 1") }
    if size == 0 { stop("quantile: axis \(axis) of \(shape) holds no numbers; check the slice that it comes from") }
    let ordered = sorted(axis: axis), place = Double(size - 1) * share
    let lower = Int(place), rest = place - Double(lower)
    var result = ordered.sliced(axis: axis, lower..<(lower + 1))
    if rest > 0 { result = result + (ordered.sliced(axis: axis, (lower + 1)..<(lower + 2)) - result) * Scalar(rest) }
    let last = ordered.value.sliced(axis: axis, (size - 1)..<size)
    if last.count(where: .notANumber) > 0 { result = select(last.equal(to: last), result, Variable(constant: last)) }
    return keepingAxis ? result : result.squeezed(axis: axis)
  }

  public func median() -> Variable { quantile(0.5) }

  public func median(axis: Int, keepingAxis: Bool = false) -> Variable { quantile(0.5, axis: axis, keepingAxis: keepingAxis) }
}
