/// A trained vector for each of a number of words: the rows of a table.
///
/// - Shapes: the table [count, size]; n indices → [n, size]
/// - Errors: indices outside the table stop
/// - Source: normal first vectors of deviation 1, PyTorch's
public struct Embedding<Scalar: TensorScalar>: Model {
  public var table: Parameter<Scalar>

  public init(_ count: Int, size: Int, weights: Initializer = .normal(standardDeviation: 1), using rng: inout RandomStream) {
    if count < 1 || size < 1 { stop("Embedding: \(count) vectors of \(size) numbers; give one or more of each") }
    table = Parameter(Tensor([count, size], drawnFrom: weights, layout: .outputFirst, using: &rng), .weight)
  }

  public init(table: Tensor<Scalar>) {
    if table.rank != 2 { stop("Embedding: a table of \(table.shape); it is [count, size]") }
    self.table = Parameter(table, .weight)
  }

  /// The vectors of these words, as rows. A word that comes twice gets both gradients.
  public func callAsFunction(_ indices: [Int]) -> Variable<Scalar> {
    for (position, index) in indices.enumerated() where index < 0 || index >= table.shape[0] {
      stop("Embedding: word \(index) at position \(position), with \(table.shape[0]) vectors; words are 0 to \(table.shape[0] - 1)")
    }
    return table.variable[rows: indices]
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &table)
  }
}
