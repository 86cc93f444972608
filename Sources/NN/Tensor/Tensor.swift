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
  public private(set) var shape: Shape
  private var storage: Storage

  /// Memory whose contents are still undefined.
  init(uninitialized shape: Shape) {
    self.shape = shape
    storage = Storage(byteCount: shape.count * Scalar.byteCount)
  }

  private init(shape: Shape, storage: Storage) {
    self.shape = shape
    self.storage = storage
  }

  /// How many numbers it has.
  public var count: Int { shape.count }
  public var rank: Int { shape.rank }

  /// Where the numbers are. Valid while the tensor is; not to be written through unless it was just made.
  var address: UnsafeMutableRawPointer { storage.address }

  var pointer: UnsafeMutablePointer<Scalar> { storage.address.assumingMemoryBound(to: Scalar.self) }

  /// Where the numbers are, for writing: copied first if another tensor shares them.
  mutating func writableAddress() -> UnsafeMutableRawPointer {
    if !isKnownUniquelyReferenced(&storage) {
      let own = Storage(byteCount: count * Scalar.byteCount)
      own.address.copyMemory(from: storage.address, byteCount: count * Scalar.byteCount)
      storage = own
    }
    return storage.address
  }

  /// The same numbers read under another shape of the same count; shares the memory.
  func viewed(as shape: Shape) -> Tensor { Tensor(shape: shape, storage: storage) }
}

// MARK: Elementwise kernels

extension Tensor {
  func mapped(_ operation: ck_unary_operation, _ parameter: Double = 0) -> Tensor {
    let result = Tensor(uninitialized: shape)
    ck_unary(Scalar.type, operation, parameter, address, result.address, count)
    return result
  }

  mutating func map(_ operation: ck_unary_operation, _ parameter: Double = 0) {
    let address = writableAddress()
    ck_unary(Scalar.type, operation, parameter, address, address, count)
  }

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
