internal import CKernels

/// An array of numbers with a shape, laid out row by row (the last axis runs fastest).
///
/// A tensor is a value: copies share their memory until one of them is written to.
///
/// ```swift
/// var rng = RandomStream(seed: 1)
/// let x = Tensor<Float>.normal([16, 4096], using: &rng)
/// let h = tanh(matmul(x, .normal([4096, 4096], standardDeviation: 0.01, using: &rng)))
/// h.standardDeviation()
/// ```
public struct Tensor<Scalar: TensorScalar>: Sendable {
  private(set) var block: Block

  init(block: Block) { self.block = block }

  /// Memory whose contents are still undefined.
  init(uninitialized shape: Shape) { block = Block(shape: shape, storage: Storage(byteCount: shape.count * Scalar.byteCount)) }

  public var shape: Shape { block.shape }
  /// How many numbers it has.
  public var count: Int { block.shape.count }
  public var rank: Int { block.shape.rank }

  /// Where the numbers are, row by row. Valid while the tensor is; not to be written through unless it was just made.
  var address: UnsafeMutableRawPointer { block.address(Scalar.type) }

  var pointer: UnsafeMutablePointer<Scalar> { address.assumingMemoryBound(to: Scalar.self) }

  /// Where the numbers are, for writing: copied first if another tensor shares them.
  mutating func writableAddress() -> UnsafeMutableRawPointer { block.writableAddress(Scalar.type) }

  /// The same numbers read under another shape of the same count; shares the memory.
  func viewed(as shape: Shape) -> Tensor { Tensor(block: block.viewed(as: shape, Scalar.type)) }
}

// MARK: Elementwise kernels
//
// Lessons call these without knowing `Scalar` at compile time; the specialised copies spare them the look-up of metadata, which
// costs more than a small operation.

extension Tensor {
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func mapped(_ operation: ck_unary_operation, _ parameter: Double = 0) -> Tensor {
    let result = Tensor(uninitialized: shape)
    ck_unary(Scalar.type, operation, parameter, address, result.address, count)
    return result
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  mutating func map(_ operation: ck_unary_operation, _ parameter: Double = 0) {
    let address = writableAddress()
    ck_unary(Scalar.type, operation, parameter, address, address, count)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func combined(
    _ operation: ck_binary_operation, with other: Tensor, parameter: Double = 0, of name: StaticString
  ) -> Tensor {
    if shape == other.shape {
      let result = Tensor(uninitialized: shape)
      ck_binary(Scalar.type, operation, parameter, address, other.address, result.address, count)
      return result
    }
    let result = Tensor(uninitialized: shape.broadcast(with: other.shape, of: name))
    var walk = ck_walk(left: shape, right: other.shape, result: result.shape)
    ck_binary_walk(Scalar.type, operation, parameter, &walk, address, other.address, result.address)
    return result
  }

  /// In place; the result has to have this tensor's shape.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  mutating func combine(
    _ operation: ck_binary_operation, with other: Tensor, parameter: Double = 0, of name: StaticString
  ) {
    if shape != other.shape && shape.broadcast(with: other.shape, of: name) != shape {
      stop("\(name): \(shape) changed in place by \(other.shape): the result would be larger; write x = x + y instead")
    }
    let address = writableAddress()
    if shape == other.shape {
      ck_binary(Scalar.type, operation, parameter, address, other.address, address, count)
    } else {
      var walk = ck_walk(left: shape, right: other.shape, result: shape)
      ck_binary_walk(Scalar.type, operation, parameter, &walk, address, other.address, address)
    }
  }
}
