/// Normalizes each row by its own statistics, then scales and shifts each feature.
///
/// y = γ·(x − μ) / √(σ² + ε) + β, μ and σ² (biased) over the features of one row; the same while training and evaluating.
///
/// - Shapes: x [N, F], or [N, …] with `features` numbers in each row → the same; γ, β of the shape of a row
/// - Source: Ba, Kiros & Hinton 2016, https://arxiv.org/abs/1607.06450; ε and its place are PyTorch's
public struct LayerNormalization<Scalar: TensorScalar>: Layer {
  public var scale: Parameter<Scalar>
  public var shift: Parameter<Scalar>
  public let epsilon: Double

  /// - Parameter features: the shape of a row, [F], or [C, H, W] for images
  public init(_ features: Shape, epsilon: Double = 1e-5) {
    if features.rank == 0 || features.count == 0 {
      stop("LayerNormalization: rows of shape \(features); give the sizes of the last axes")
    }
    checkEpsilon(epsilon, "LayerNormalization")
    scale = Parameter(.ones(features), .scale)
    shift = Parameter(.zeros(features), .shift)
    self.epsilon = epsilon
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    let row = scale.shape, leading = x.shape.rank - row.rank
    if leading < 0 || Shape(x.shape.dimensions.suffix(row.rank)) != row {
      stop(
        "LayerNormalization: \(x.shape) into a layer of rows \(row): the last axes have to be \(row); "
          + "change the layer or its input")
    }
    let rows = x.shape.count / row.count
    func flat(_ parameter: Variable<Scalar>) -> Variable<Scalar> { row.rank == 1 ? parameter : parameter.reshaped(to: [row.count]) }
    let y = standardized(x, AxisView(outer: 1, middle: rows, inner: row.count), epsilon: epsilon).y
    return scaledAndShifted(
      y, AxisView(outer: rows, middle: row.count, inner: 1), scale: flat(scale.variable),
      shift: flat(shift.variable))
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &scale)
    visit(path / "bias", &shift)
  }
}
