internal import CKernels

#if canImport(CBLAS) && !hasFeature(Embedded)
  internal import CBLAS
  let hasBLAS = true
#else
  // In the browser our kernel computes every product.
  let hasBLAS = false
#endif

/// The threads are ours; the BLAS computes a product on the thread that asks. Evaluated once, before the first product.
let makeBLASSerial: Void = {
  #if os(Linux) && !hasFeature(Embedded)
    openblas_set_num_threads(1)
  #endif
}()

/// C [m, n] = op(A) [m, k] · op(B) [k, n], row by row with the given distances between rows; or that added to C.
func multiplyByBLAS(
  _ type: ck_type, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutableRawPointer, _ aStep: Int, aTransposed: Bool,
  _ b: UnsafeMutableRawPointer, _ bStep: Int, bTransposed: Bool, _ c: UnsafeMutableRawPointer, _ cStep: Int, adding: Bool
) {
  #if canImport(CBLAS) && !hasFeature(Embedded)
    let aOrder = aTransposed ? CblasTrans : CblasNoTrans, bOrder = bTransposed ? CblasTrans : CblasNoTrans
    let (m, n, k) = (Int32(m), Int32(n), Int32(k)), (aStep, bStep, cStep) = (Int32(aStep), Int32(bStep), Int32(cStep))
    if type == ck_float32 {
      let a = a.assumingMemoryBound(to: Float.self), b = b.assumingMemoryBound(to: Float.self)
      let c = c.assumingMemoryBound(to: Float.self)
      cblas_sgemm(CblasRowMajor, aOrder, bOrder, m, n, k, 1, a, aStep, b, bStep, adding ? 1 : 0, c, cStep)
    } else {
      let a = a.assumingMemoryBound(to: Double.self), b = b.assumingMemoryBound(to: Double.self)
      let c = c.assumingMemoryBound(to: Double.self)
      cblas_dgemm(CblasRowMajor, aOrder, bOrder, m, n, k, 1, a, aStep, b, bStep, adding ? 1 : 0, c, cStep)
    }
  #endif
}

/// A product of two blocks on the calling thread, C = A · B or A · Bᵀ: what is left for one thread once the work is cut.
struct SerialProduct {
  let type: ck_type
  /// False computes by our own kernel alone, as the browser does.
  let usesBLAS: Bool

  /// C [m, n] = A [m, k] · B [k, n], with the given distances between rows.
  func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutableRawPointer, _ aStep: Int, _ b: UnsafeMutableRawPointer, _ bStep: Int,
    into c: UnsafeMutableRawPointer, _ cStep: Int
  ) {
    // Our kernel does not copy B, which is most of a BLAS's work for few rows.
    if usesBLAS && m > 32 {
      multiplyByBLAS(type, m, n, k, a, aStep, aTransposed: false, b, bStep, bTransposed: false, c, cStep, adding: false)
    } else {
      ck_product_of_few_rows(type, m, n, k, a, aStep, b, bStep, c, cStep)
    }
  }

  /// C [m, n] = A [m, k] · Bᵀ, B [n, k], or that added to C; with the given distances between rows.
  func multiplyByTransposed(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutableRawPointer, _ aStep: Int, _ b: UnsafeMutableRawPointer, _ bStep: Int,
    into c: UnsafeMutableRawPointer, _ cStep: Int, adding: Bool
  ) {
    if usesBLAS && m * n > 1024 {
      multiplyByBLAS(type, m, n, k, a, aStep, aTransposed: false, b, bStep, bTransposed: true, c, cStep, adding: adding)
    } else {
      ck_product_by_transposed(type, adding, m, n, k, a, aStep, b, bStep, c, cStep)
    }
  }
}
