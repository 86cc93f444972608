import CKernels
import Glibc
import Testing

@testable import NN

/// Tensors that share memory with others.
@Suite struct ViewTests {
  private static let x = Tensor<Double>((0..<24).map { Double($0) }, shape: [2, 3, 4])

  @Test func writingToAViewLeavesTheBaseAlone() {
    let base = Tensor<Double>([[1, 2, 3], [4, 5, 6]])
    var transposed = base.transposed(), columns = base[columns: 1..<3], rows = base[rows: 1..<2]
    transposed[0, 1] = 40
    columns += 10
    rows[0, 0] = -4
    #expect(base == Tensor([[1, 2, 3], [4, 5, 6]]))
    #expect(transposed == Tensor([[1, 40], [2, 5], [3, 6]]))
    #expect(columns == Tensor([[12, 13], [15, 16]]) && rows == Tensor([[-4, 5, 6]]))
  }

  @Test func writingToTheBaseLeavesViewsAlone() {
    var base = Tensor<Double>([[1, 2, 3], [4, 5, 6]])
    let transposed = base.transposed(), columns = base[columns: 1..<3], rows = base[rows: 1..<2], shaped = base.reshaped(to: [6])
    base *= 0
    base[1, 2] = 7
    #expect(base == Tensor([[0, 0, 0], [0, 0, 7]]))
    #expect(transposed == Tensor([[1, 4], [2, 5], [3, 6]]) && columns == Tensor([[2, 3], [5, 6]]))
    #expect(rows == Tensor([[4, 5, 6]]) && shaped == Tensor([1, 2, 3, 4, 5, 6]))
  }

  @Test func aViewOutlivesItsBase() {
    func view() -> Tensor<Double> { (Self.x + 1).sliced(axis: 2, 1..<3).permuted([2, 0, 1]) }
    #expect(view() == Tensor([2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23], shape: [2, 2, 3]))
  }

  @Test func viewsOfViews() {
    let turned = Self.x.permuted([2, 0, 1]), part = turned.sliced(axis: 2, 1..<3).sliced(axis: 0, 3..<4)
    #expect(part == Tensor([7, 11, 19, 23], shape: [1, 2, 2]))
    #expect(part.squeezed(axis: 0).transposed() == Tensor([[7, 19], [11, 23]]))
    #expect(part.squeezed(axis: 0).block.isStrided, "leaving out an axis of size 1 needs no copy")
    #expect(part.expanded(axis: 1).shape == [1, 1, 2, 2] && part.expanded(axis: 1).scalars == [7, 11, 19, 23])
    #expect(turned.reshaped(to: [8, 3])[row: 1].scalars == [12, 16, 20])
    #expect(Self.x.sliced(axis: 1, 2..<2).shape == [2, 0, 4] && Self.x.sliced(axis: 1, 2..<2).sum() == 0)
  }

  /// Both ask for the numbers row by row at once; the copy that is made then is made once, or made twice and one let go of.
  @Test func twoThreadsReadOneView() {
    var rng = RandomStream(seed: 3)
    let base = Tensor<Double>.normal([300, 200], using: &rng), expected = Reference(base).transposed().values
    for _ in 0..<20 {
      let view = base.transposed()
      final class Sums: @unchecked Sendable { var read = [[Double]](repeating: [], count: 4) }
      let sums = Sums(), threads = (0..<4).map { index -> pthread_t? in
        final class Work { let run: () -> Void; init(_ run: @escaping () -> Void) { self.run = run } }
        let work = Work {
          let numbers = view.scalars
          sums.read.withUnsafeMutableBufferPointer { $0[index] = numbers }
        }
        var thread = pthread_t()
        let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
          return nil
        }
        let status = pthread_create(&thread, nil, start, Unmanaged.passRetained(work).toOpaque())
        return status == 0 ? thread : nil
      }
      for case .some(let thread) in threads { pthread_join(thread, nil) }
      for numbers in sums.read { #expect(numbers == expected) }
    }
  }

  /// In a process of its own, where no buffer is kept and each one taken counts: the product takes memory for its result alone.
  @Test func aProductReadsTransposedMatricesAsTheyLie() async {
    await #expect(processExitsWith: .success) {
      setThreadCount(1)
      var rng = RandomStream(seed: 4)
      let a = Tensor<Float>.normal([60, 50], using: &rng), b = Tensor<Float>.normal([50, 40], using: &rng)
      let left = a.transposed(), batch = Tensor<Float>.normal([6, 5, 4], using: &rng), turned = batch.permuted([0, 2, 1])
      ck_set_kept_bytes(0)
      func allocations(_ body: () -> Tensor<Float>) -> Int {
        let before = ck_fresh_allocations()
        withExtendedLifetime(body()) {}
        return ck_fresh_allocations() - before
      }
      guard allocations({ matmul(left, a) }) == 1 else { exit(1) }
      guard allocations({ matmul(b.transposed(), left) }) == 1 else { exit(2) }
      guard allocations({ matmul(a[columns: 10..<30], b[rows: 5..<25]) }) == 1 else { exit(3) }
      guard allocations({ matmul(batch, turned) }) == 1 else { exit(4) }
      // Where neither axis has neighbours side by side a copy is made.
      let apart = stacked([a, a], axis: 2).sliced(axis: 2, 0..<1).squeezed(axis: 2)
      guard allocations({ matmul(apart, b) }) == 2 else { exit(5) }
      exit(0)
    }
  }
}
