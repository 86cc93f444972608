#if !hasFeature(Embedded)

  /// Named tensors, as they lie in a safetensors file.
  ///
  /// ```swift
  /// try Weights(["dense.weight": w, "dense.bias": b]).write(to: "model.safetensors")
  /// let weights = try Weights<Float>(contentsOf: "model.safetensors")
  /// let w = try weights.tensor("dense.weight", shape: [10, 784])
  /// ```
  ///
  /// The format: eight bytes with the header's length, little-endian; the header, a JSON object of each tensor's type, shape and
  /// range of bytes; the numbers, row by row, little-endian, tensor after tensor without a hole.
  ///
  /// - Source: https://github.com/huggingface/safetensors#format
  public struct Weights<Scalar: TensorScalar>: Sendable {
    public var tensors: [String: Tensor<Scalar>]
    /// Free text by free names: the format's `__metadata__`.
    public var metadata: [String: String]
    /// Named in errors.
    private let file: String

    public init(_ tensors: [String: Tensor<Scalar>] = [:], metadata: [String: String] = [:]) {
      self.init(tensors, metadata: metadata, file: "weights")
    }

    init(_ tensors: [String: Tensor<Scalar>], metadata: [String: String], file: String) {
      self.tensors = tensors
      self.metadata = metadata
      self.file = file
    }

    /// The tensors' names, in order of their bytes.
    public var names: [String] { tensors.keys.sorted(by: precedes) }

    /// The tensor of this name and shape.
    ///
    /// - Throws: where there is none, or of another shape
    public func tensor(_ name: String, shape: Shape) throws(WeightsError) -> Tensor<Scalar> {
      guard let tensor = tensors[name] else { throw WeightsError(file: file, problem: .noTensor(named: name, available: names)) }
      if tensor.shape != shape {
        throw WeightsError(file: file, problem: .wrongShape(tensor: name, found: tensor.shape, expected: shape))
      }
      return tensor
    }
  }

  /// By UTF-8 bytes, as the format's own writer sorts.
  func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

#endif
