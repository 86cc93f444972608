internal import CKernels

/// A buffer of the pool: taken at `init`, given back at `deinit`. Tensors share it until one of them writes.
///
/// It knows bytes, not scalars, so that a generic operation needs no metadata to make one.
class Storage: @unchecked Sendable {
  let address: UnsafeMutableRawPointer
  let byteCount: Int
  /// Whether it is a `StridedView`.
  let isView: Bool

  init(byteCount: Int) {
    address = Storage.allocate(byteCount: byteCount)
    self.byteCount = byteCount
    isView = false
  }

  /// For views, which have no memory of their own.
  fileprivate init(viewAt address: UnsafeMutableRawPointer, byteCount: Int) {
    self.address = address
    self.byteCount = byteCount
    isView = true
  }

  deinit { if !isView { ck_release(address, byteCount) } }

  static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    guard let address = ck_allocate(byteCount) else {
      stop("the machine has no memory for a tensor of \(byteCount) bytes; use smaller tensors, or clear the tape between steps")
    }
    return address
  }

  /// What stands for no storage: an optional reference costs a look-up of metadata at every copy in generic code.
  static let none = Storage(byteCount: 0)
}

/// Numbers of another storage in another order, or some of them: a transposed matrix, some columns.
final class StridedView: Storage, @unchecked Sendable {
  let base: Storage
  let shape: Shape
  /// How far apart neighbours along each axis are, in numbers.
  let steps: SIMD8<Int>
  /// The numbers row by row, once somebody asked for them: several threads may at once, and the first one's copy stays.
  private let copy: UnsafeMutablePointer<UnsafeMutableRawPointer?>

  init(_ base: Storage, at first: UnsafeMutableRawPointer, shape: Shape, steps: SIMD8<Int>, byteCount: Int) {
    self.base = base
    self.shape = shape
    self.steps = steps
    copy = .allocate(capacity: 1)
    copy.initialize(to: nil)
    super.init(viewAt: first, byteCount: byteCount)
  }

  deinit {
    if let copy = copy.pointee { ck_release(copy, byteCount) }
    copy.deallocate()
  }

  /// The steps under another shape if it differs in axes of size 1 alone.
  func steps(as other: Shape) -> SIMD8<Int>? {
    var result = SIMD8<Int>()
    var own = 0
    for axis in 0..<other.rank where other[axis] != 1 {
      while own < shape.rank && shape[own] == 1 { own += 1 }
      if own == shape.rank || shape[own] != other[axis] { return nil }
      result[axis] = steps[own]
      own += 1
    }
    while own < shape.rank && shape[own] == 1 { own += 1 }
    return own == shape.rank ? result : nil
  }

  func dense(_ type: ck_type) -> UnsafeMutableRawPointer {
    if let copy = ck_published(copy) { return copy }
    let made = Storage.allocate(byteCount: byteCount)
    var extents = shape.extents, steps = steps
    withUnsafeMutableBytes(of: &extents) { extents in
      withUnsafeMutableBytes(of: &steps) { steps in
        ck_copy_view(
          type, Int32(truncatingIfNeeded: shape.rank), extents.baseAddress?.assumingMemoryBound(to: Int.self),
          steps.baseAddress?.assumingMemoryBound(to: Int.self), address, made)
      }
    }
    guard let kept = ck_publish(copy, made), kept != made else { return made }
    ck_release(made, byteCount)
    return kept
  }
}
