/// The samples 0..<count, cut into batches of indices: one pass over the data, an epoch.
///
/// ```swift
/// for batch in Minibatches(of: x.shape[0], size: 32, order: .shuffled(using: &rng)) {
///   step(x[rows: batch], y[rows: batch])
/// }
/// ```
///
/// A size of `count` is batch gradient descent, 1 is single samples. Shuffling moves `rng`, so each epoch that asks for it has an
/// order of its own; the same value gives the same batches as often as it is walked.
public struct Minibatches: Sendable {
  /// In which order an epoch visits the samples.
  public struct Order: Sendable, Hashable {
    fileprivate let stream: RandomStream?

    /// 0, 1, 2, …
    public static var inOrder: Order { Order(stream: nil) }

    /// A random permutation: every sample once.
    public static func shuffled(using rng: inout RandomStream) -> Order { Order(stream: RandomStream(seed: rng.next())) }
  }

  /// How many batches there are.
  public let count: Int
  private let samples: [Int]
  private let size: Int

  /// - Parameter keepsRemainder: whether the samples that do not fill a batch make a last, smaller one (default) or are left out of
  ///   this epoch; batch normalization wants the latter where that batch could hold a single sample.
  public init(of sampleCount: Int, size: Int, order: Order = .inOrder, keepsRemainder: Bool = true) {
    if sampleCount < 0 { stop("Minibatches: \(sampleCount) samples; give 0 or more") }
    if size < 1 { stop("Minibatches: batches of \(size); give a size of 1 or more") }
    if var stream = order.stream { samples = stream.permutation(of: sampleCount) } else { samples = Array(0..<sampleCount) }
    self.size = size
    let full = sampleCount / size
    count = keepsRemainder && sampleCount % size > 0 ? full + 1 : full
  }
}

extension Minibatches: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// The samples of batch i.
  public subscript(index: Int) -> [Int] {
    if index < 0 || index >= count { stop("Minibatches: batch \(index) of \(count); batches count from 0") }
    return Array(samples[(index * size)..<Swift.min((index + 1) * size, samples.count)])
  }
}
