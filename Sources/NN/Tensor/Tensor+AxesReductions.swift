internal import CKernels

// Reductions over several axes at once, as if they were one: [n, c, h, w] over [0, 2, 3] → [c]. The sums run in double precision
// through all of them.

extension Tensor {
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = shape.resolve(axes: axes, of: "sum")
    return Tensor(reduced(ck_sum, axes: axes)).viewed(as: shape.reducing(axes, keepingAxes: keepingAxes))
  }

  public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = shape.resolve(axes: axes, of: "mean")
    return Tensor(reduced(ck_sum, axes: axes) / shape.extent(of: axes)).viewed(as: shape.reducing(axes, keepingAxes: keepingAxes))
  }

  /// Σ(x − x̄)² / n, or / (n − 1) if unbiased; biased by default, as batch normalization's.
  public func variance(axes: [Int], unbiased: Bool = false, keepingAxes: Bool = false) -> Tensor {
    let axes = shape.resolve(axes: axes, of: "variance")
    return Tensor(varianceInDouble(axes: axes, unbiased: unbiased)).viewed(as: shape.reducing(axes, keepingAxes: keepingAxes))
  }

  public func standardDeviation(axes: [Int], unbiased: Bool = false, keepingAxes: Bool = false) -> Tensor {
    let axes = shape.resolve(axes: axes, of: "standardDeviation")
    return Tensor(sqrt(varianceInDouble(axes: axes, unbiased: unbiased))).viewed(as: shape.reducing(axes, keepingAxes: keepingAxes))
  }

  private func varianceInDouble(axes: [Int], unbiased: Bool) -> Tensor<Double> {
    let extent = shape.extent(of: axes), means = reduced(ck_sum, axes: axes) / extent
    return reduced(ck_sum_of_squared_deviations, axes: axes, centres: means) / (unbiased ? extent - 1 : extent)
  }

  /// A vector with a number for each place of the other axes, row by row.
  private func reduced(_ operation: ck_reduction, axes: [Int], centres: Tensor<Double>? = nil) -> Tensor<Double> {
    let first = axes.first ?? rank, areNeighbours = axes.count - 1 == (axes.last ?? first) - first
    if axes.isEmpty || areNeighbours {
      let outer = shape.count(0..<first), extent = shape.count(first..<(first + axes.count))
      return viewed(as: [outer, extent, shape.count((first + axes.count)..<rank)])
        .reduced(operation, axis: 1, centres: centres, keepingAxis: false, of: "sum").reshaped(to: [count(without: axes)])
    }
    let others = (0..<rank).filter { !axes.contains($0) }
    return permuted(others + axes).viewed(as: [count(without: axes), axes.reduce(1) { $0 * shape[$1] }])
      .reduced(operation, axis: 1, centres: centres, keepingAxis: false, of: "sum")
  }

  private func count(without axes: [Int]) -> Int { shape.reducing(axes, keepingAxes: true).count }
}

extension Shape {
  /// How many numbers become one.
  func extent(of axes: [Int]) -> Double { Double(axes.reduce(1) { $0 * self[$1] }) }
}
