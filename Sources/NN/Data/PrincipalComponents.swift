/// The directions of greatest variance of training data, and the maps onto and back from them.
///
/// C = XᵀX / n of the centred samples = V diag(λ) Vᵀ, λ descending
///
/// ```swift
/// let components = PrincipalComponents(of: xTrain)
/// let z = components.project(xTest, onto: 2)              // [n, 2]
/// let whitening = components.whitening(.zca, epsilon: 1e-5)
/// let white = whitening.apply(xTest)
/// ```
///
/// In each direction the number of greatest magnitude is positive (of several as great, up to a millionth, the first one), which
/// fixes the sign that the definition leaves open.
///
/// - Shapes: samples [n, d]; mean [d], directions [d, d] with a direction in each column, variances [d]
/// - Units: variances are biased (1/n); scikit-learn's `explained_variance_` has 1/(n − 1)
/// - Numerics: symmetric eigenvectors of C, in double precision. Variances below some 10⁻¹⁵ of the greatest are rounding
/// - Source: Pearson 1901; Hotelling 1933
public struct PrincipalComponents<Scalar: TensorScalar>: Sendable {
  public let mean: Tensor<Scalar>, directions: Tensor<Scalar>, variances: Tensor<Scalar>
  /// The same before they were rounded to the tensor's precision.
  let exactDirections: Tensor<Double>, exactVariances: Tensor<Double>

  /// - Errors: no samples, NaN or infinity stop
  public init(of samples: Tensor<Scalar>) {
    if samples.rank != 2 || samples.count == 0 {
      stop("PrincipalComponents: \(samples.shape) is not [samples, features] with numbers; reshape it to a row for each sample")
    }
    let x = Tensor<Double>(samples), mean = x.mean(axis: 0), centred = x - mean
    if mean.count(where: .notFinite) > 0 {
      stop("PrincipalComponents: \(samples.shape) holds NaN or infinity; find where it comes from, or leave those samples out")
    }
    let eigen = (product(centred, centred, leftTransposed: true) / Double(samples.shape[0])).symmetricEigen()
    self.mean = Tensor(mean)
    // Descending; rounding may leave a variance of 0 slightly below.
    exactVariances = Tensor<Double>(eigen.values.scalars.reversed().map { max($0, 0) })
    exactDirections = eigen.vectors.transposed()[rows: (0..<samples.shape[1]).reversed()].transposed()
    variances = Tensor(exactVariances)
    directions = Tensor(exactDirections)
  }

  /// Each direction's share of the whole variance, λᵢ / Σλ; NaN where there is none.
  public var explainedVarianceRatio: Tensor<Scalar> { Tensor(exactVariances / exactVariances.sum()) }

  /// (x − μ) V, the first `count` columns; all by default.
  ///
  /// - Shapes: [n, d] → [n, count]
  /// - Errors: a count above d, or another number of features, stops
  public func project(_ x: Tensor<Scalar>, onto count: Int? = nil) -> Tensor<Scalar> {
    checkFeatures(x, variances.count, of: "project")
    let count = count ?? variances.count
    if count < 0 || count > variances.count { stop("project: onto \(count) of \(variances.count) directions; take none up to all") }
    return matmul(x - mean, directions[columns: 0..<count])
  }

  /// Back from `project`: z Vᵀ + μ, the missing directions at their mean.
  ///
  /// - Shapes: [n, count] → [n, d]
  public func reconstruct(_ z: Tensor<Scalar>) -> Tensor<Scalar> {
    if z.rank != 2 || z.shape[1] > variances.count {
      stop("reconstruct: \(z.shape) for \(variances.count) directions; give [samples, count] with at most that many columns")
    }
    return product(z, directions[columns: 0..<z.shape[1]], rightTransposed: true) + mean
  }
}

func checkFeatures<Scalar>(_ x: Tensor<Scalar>, _ features: Int, of operation: StaticString) {
  if x.rank != 2 || x.shape[1] != features {
    stop("\(operation): \(x.shape) for \(features) features; give [samples, \(features)]")
  }
}
