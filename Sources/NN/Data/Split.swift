/// Which samples train, validate and test: three lists of row indices without overlap.
///
/// ```swift
/// let split = Split(of: 1000, validation: 0.2, test: 0.1, using: &rng)
/// let xTrain = x[rows: split.training]
/// ```
public struct Split: Sendable, Hashable {
  public let training: [Int], validation: [Int], test: [Int]

  init(training: [Int], validation: [Int], test: [Int] = []) {
    self.training = training
    self.validation = validation
    self.test = test
  }

  /// A random split. Validation and test get their share of `count`, rounded to the nearest whole number (halves up), training the
  /// rest.
  ///
  /// - Errors: shares below 0, together above 1, or that leave nothing for training stop with "Split: shares of 0.6 and 0.5 …"
  public init(of count: Int, validation: Double, test: Double = 0, using rng: inout RandomStream) {
    let counts = Split.counts(of: count, validation: validation, test: test)
    self.init(of: count, validationCount: counts.validation, testCount: counts.test, using: &rng)
  }

  /// A random split by numbers of samples.
  public init(of count: Int, validationCount: Int, testCount: Int = 0, using rng: inout RandomStream) {
    Split.checkCounts(of: count, validation: validationCount, test: testCount)
    let order = rng.permutation(of: count), trainingCount = count - validationCount - testCount
    training = Array(order[..<trainingCount])
    validation = Array(order[trainingCount..<(trainingCount + validationCount)])
    test = Array(order[(trainingCount + validationCount)...])
  }

  /// A random split of labelled samples that keeps the classes' shares.
  ///
  /// The sizes are those of the plain split. Test holds each class's share to less than one sample; validation holds the share of
  /// what test left, to less than one sample.
  ///
  /// - Source: systematic sampling with a random start from the samples in order of their labels, shuffled within a label
  ///   (Madow & Madow 1944); each sample has the same chance to be taken
  public init(stratifying labels: [Int], validation: Double, test: Double = 0, using rng: inout RandomStream) {
    let counts = Split.counts(of: labels.count, validation: validation, test: test)
    let byLabel = Split.shuffledByLabel(labels, using: &rng)
    let (test, others) = Split.systematicSample(of: counts.test, from: byLabel, using: &rng)
    let (validation, training) = Split.systematicSample(of: counts.validation, from: others, using: &rng)
    func shuffled(_ indices: [Int], _ rng: inout RandomStream) -> [Int] { rng.permutation(of: indices.count).map { indices[$0] } }
    self.training = shuffled(training, &rng)
    self.validation = shuffled(validation, &rng)
    self.test = shuffled(test, &rng)
  }

  private static func counts(of count: Int, validation: Double, test: Double) -> (validation: Int, test: Int) {
    if count < 0 || !(validation >= 0 && test >= 0 && validation + test <= 1) {
      stop("Split: shares of \(validation) and \(test) of \(count) samples; each is 0 or more, together at most 1")
    }
    let counts = (Int((Double(count) * validation).rounded()), Int((Double(count) * test).rounded()))
    checkCounts(of: count, validation: counts.0, test: counts.1)
    return counts
  }

  private static func checkCounts(of count: Int, validation: Int, test: Int) {
    if count < 0 || validation < 0 || test < 0 || (count > 0 && validation + test >= count) {
      stop("Split: \(validation) and \(test) of \(count) samples for validation and test leave none for training; take fewer")
    }
    if count == 0 && validation + test > 0 { stop("Split: \(validation) and \(test) of 0 samples; there are none to take") }
  }

  /// The indices in order of their labels, shuffled within a label.
  static func shuffledByLabel(_ labels: [Int], using rng: inout RandomStream) -> [Int] {
    // Places of the shuffle break ties, since Swift does not promise that sorting is stable.
    let order = rng.permutation(of: labels.count)
    return order.indices.sorted { (labels[order[$0]], $0) < (labels[order[$1]], $1) }.map { order[$0] }
  }

  /// `size` of the indices at equal distances, and the others. Of neighbouring ones it takes their share to less than one.
  private static func systematicSample(
    of size: Int, from indices: [Int], using rng: inout RandomStream
  ) -> (taken: [Int], others: [Int]) {
    if indices.isEmpty { return ([], []) }
    let count = indices.count, start = Int(rng.next().multipliedFullWidth(by: UInt64(count)).high)
    var taken: [Int] = [], others: [Int] = []
    for (place, index) in indices.enumerated() {
      let isTaken = (start + (place + 1) * size) / count > (start + place * size) / count
      if isTaken { taken.append(index) } else { others.append(index) }
    }
    return (taken, others)
  }
}
