internal import CKernels

/// A buffer of the pool: taken at `init`, given back at `deinit`. Tensors share it until one of them writes.
///
/// It knows bytes, not scalars, so that a generic operation needs no metadata to make one.
final class Storage: @unchecked Sendable {
  let address: UnsafeMutableRawPointer
  private let byteCount: Int

  init(byteCount: Int) {
    guard let address = ck_allocate(byteCount) else {
      stop("the machine has no memory for a tensor of \(byteCount) bytes; use smaller tensors, or clear the tape between steps")
    }
    self.address = address
    self.byteCount = byteCount
  }

  deinit { ck_release(address, byteCount) }
}
