internal import CKernels

/// The product of two matrices, Cᵢⱼ = Σₖ Aᵢₖ Bₖⱼ, or of the matrices in two batches, one by one.
///
/// - Shapes: [m, k] · [k, n] → [m, n]; [b, m, k] · [b, k, n] → [b, m, n]; [b, m, k] · [k, n] → [b, m, n]
/// - Numerics: the same bits for any number of threads on one type of processor
/// - Errors: "matmul: [16, 4096] times [1024, 4096]: the inner dimensions 4096 and 1024 differ; …"
public func matmul<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  if a.rank == 3 && b.rank == 2 {
    return product(a.reshaped(to: a.shape.joiningRows), b).reshaped(to: a.shape.withColumns(of: b.shape))
  }
  return product(a, b)
}

extension Shape {
  /// The rows of all matrices of a batch under each other: [b, m, k] → [b · m, k]
  var joiningRows: Shape { Shape(rows: self[0] * self[1], columns: self[2]) }
  /// [b, m, k] and [k, n] → [b, m, n]
  func withColumns(of other: Shape) -> Shape { replacing(2, by: other[1]) }
}

/// op(A) · op(B), where op may transpose without a copy.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func product<Scalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, leftTransposed aTransposed: Bool = false, rightTransposed bTransposed: Bool = false
) -> Tensor<Scalar> {
  if a.rank != b.rank || a.rank < 2 || a.rank > 3 {
    stop("matmul: \(a.shape) times \(b.shape): both have to be matrices; reshape a vector of n to [1, n] or [n, 1]")
  }
  let row = a.rank - 2, column = a.rank - 1, batch = a.rank == 3 ? a.shape[0] : 1
  if a.rank == 3 && b.shape[0] != batch {
    stop("matmul: \(a.shape) times \(b.shape): batches of \(batch) and \(b.shape[0]) matrices; give as many on both sides")
  }
  let rows = a.shape[aTransposed ? column : row], inner = a.shape[aTransposed ? row : column]
  let otherInner = b.shape[bTransposed ? column : row], columns = b.shape[bTransposed ? row : column]
  if inner != otherInner {
    stop(
      "matmul: \(a.shape) times \(b.shape): the inner dimensions \(inner) and \(otherInner) differ; "
        + "transpose one, or check the layer's fan-in")
  }
  if !hasBLAS && (aTransposed || bTransposed) {
    return product(aTransposed ? a.lastAxesSwapped : a, bTransposed ? b.lastAxesSwapped : b)
  }
  let result = Tensor<Scalar>(uninitialized: a.rank == 3 ? [batch, rows, columns] : Shape(rows: rows, columns: columns))
  // Transposed views are read as they lie, other views from their copy.
  let aLayout = hasBLAS ? a.block.matrixLayout : nil, bLayout = hasBLAS ? b.block.matrixLayout : nil
  var job = ProductJob(
    type: Scalar.type, rows: rows, columns: columns, inner: inner,
    a: aLayout == nil ? a.address : a.block.firstAddress, aStep: aLayout?.step ?? a.shape[column],
    aTransposed: aTransposed != (aLayout?.isTransposed ?? false),
    b: bLayout == nil ? b.address : b.block.firstAddress, bStep: bLayout?.step ?? b.shape[column],
    bTransposed: bTransposed != (bLayout?.isTransposed ?? false), c: result.address)
  if a.rank == 2 {
    job.run()
  } else {
    var batches = ProductBatch(
      first: job, count: batch, aDistance: aLayout?.matrixStep ?? rows * inner, bDistance: bLayout?.matrixStep ?? inner * columns)
    batches.run()
  }
  return result
}

/// Products of matrices that lie the given distances apart.
private struct ProductBatch {
  let first: ProductJob
  let count: Int
  let aDistance: Int, bDistance: Int

  /// Small products are shared out whole, large ones panel by panel; either way each is cut the same way.
  mutating func run() {
    let size = Double(first.rows) * Double(first.columns) * Double(first.inner)
    if size >= 1_000_000 { return compute(0..<count) }
    makeBLASSerial
    let count = count, share = Int(1_000_000 / Swift.max(size, 1_000))
    withUnsafePointer(to: &self) { batch in
      ck_parallel_for(count, share, { context, _, begin, end in
        context?.assumingMemoryBound(to: ProductBatch.self).pointee.compute(begin..<end)
      }, UnsafeMutableRawPointer(mutating: batch))
    }
  }

  private func compute(_ range: Range<Int>) {
    for index in range {
      var job = first
      job.a += index * aDistance * first.type.byteCount
      job.b += index * bDistance * first.type.byteCount
      job.c += index * first.rows * first.columns * first.type.byteCount
      job.run()
    }
  }
}

/// One product, cut into panels of rows or columns of the result. The cut depends on the sizes alone, so the bits do not depend on
/// who computes a panel: a BLAS that splits by its own threads gives other bits for another number of them.
private struct ProductJob {
  let type: ck_type
  let rows: Int, columns: Int, inner: Int
  var a: UnsafeMutableRawPointer
  let aStep: Int, aTransposed: Bool
  var b: UnsafeMutableRawPointer
  let bStep: Int, bTransposed: Bool
  var c: UnsafeMutableRawPointer

  /// With few rows a BLAS spends most of its time copying B; the kernel of ours does not copy. Measured at 16 × 4096 × 4096: 6 ms
  /// against 13 ms on one core.
  private var hasFewRows: Bool { !hasBLAS || (!aTransposed && !bTransposed && rows <= 32) }
  private var splitsColumns: Bool { columns >= rows }
  private var scalarSize: Int { type == ck_float32 ? 4 : 8 }

  mutating func run() {
    if rows == 0 || columns == 0 { return }
    if inner == 0 { return ck_fill(type, 0, c, rows * columns) }
    makeBLASSerial
    let extent = splitsColumns ? columns : rows
    // A second thread is of no use below about a million multiplications.
    let isSmall = Double(rows) * Double(columns) * Double(inner) < 1_000_000
    let panel = isSmall ? extent : hasFewRows ? 512 : max(128, (extent / 16 + 63) / 64 * 64)
    withUnsafePointer(to: &self) { job in
      ck_parallel_for(extent, panel, { context, _, begin, end in
        context?.assumingMemoryBound(to: ProductJob.self).pointee.compute(begin..<end)
      }, UnsafeMutableRawPointer(mutating: job))
    }
  }

  /// The panel's columns, or rows.
  private func compute(_ panel: Range<Int>) {
    let first = panel.lowerBound, size = panel.count
    // Where the panel begins in A, B and C, in elements.
    let aStart = splitsColumns ? 0 : aTransposed ? first : first * aStep
    let bStart = !splitsColumns ? 0 : bTransposed ? first * bStep : first
    let cStart = splitsColumns ? first : first * columns
    let m = splitsColumns ? rows : size, n = splitsColumns ? size : columns
    let a = a + aStart * scalarSize, b = b + bStart * scalarSize, c = c + cStart * scalarSize
    if hasFewRows { return ck_product_of_few_rows(type, m, n, inner, a, aStep, b, bStep, c, columns) }
    multiplyByBLAS(
      type, m, n, inner, a, aStep, aTransposed: aTransposed, b, bStep, bTransposed: bTransposed, c, columns, adding: false)
  }
}
