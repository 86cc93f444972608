/// Plain Swift for work along an axis.
extension Reference {
  /// Each run along the axis turned into another one, which may have another length.
  func mapped(axis: Int, _ function: ([Double]) -> [Double]) -> Reference {
    let inner = shape[(axis + 1)...].reduce(1, *), outer = shape[..<axis].reduce(1, *), extent = shape[axis]
    let runs = (0..<(outer * inner)).map { place in
      function((0..<extent).map { values[(place / inner * extent + $0) * inner + place % inner] })
    }
    let size = runs.first?.count ?? function([Double](repeating: 0, count: extent)).count
    let zeros = [Double](repeating: 0, count: outer * size * inner)
    var result = Reference(Array(shape[..<axis]) + [size] + shape[(axis + 1)...], zeros)
    for (place, run) in runs.enumerated() {
      for (index, value) in run.enumerated() { result.values[(place / inner * size + index) * inner + place % inner] = value }
    }
    return result
  }

  func gathered(_ indices: [Int], axis: Int) -> Reference { mapped(axis: axis) { run in indices.map { run[$0] } } }

  /// As `reduced`, for an axis without entries too.
  func reducedOrFilled(axis: Int, _ function: ([Double]) -> Double) -> Reference {
    let kept = mapped(axis: axis) { [function($0)] }
    return Reference(Array(shape[..<axis] + shape[(axis + 1)...]), kept.values)
  }

  /// Axis i of the result is axis order[i].
  func permuted(_ order: [Int]) -> Reference {
    let target = order.map { shape[$0] }
    var result = Reference(target, [])
    for flat in 0..<values.count {
      var rest = flat, place = [Int](repeating: 0, count: shape.count)
      for axis in target.indices.reversed() {
        place[order[axis]] = rest % target[axis]
        rest /= target[axis]
      }
      result.values.append(values[zip(shape, place).reduce(0) { $0 * $1.0 + $1.1 }])
    }
    return result
  }

  /// The axes from this one on as one.
  func joining(_ axis: Int) -> Reference { Reference(Array(shape[..<axis]) + [shape[axis...].reduce(1, *)], values) }
}
