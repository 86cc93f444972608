@testable import NN
import Testing

@Suite struct ScalingTests {
  private let x = DataConstants.x

  @Test func agreesWithScikitLearn() {
    let standard = Scaling.standardizing(x)
    #expect(gap(standard.apply(x), D(DataConstants.standardized, shape: x.shape)) < 1e-14)
    #expect(gap(Scaling.minMax(x).apply(x), D(DataConstants.minMax, shape: x.shape)) < 1e-14)
    // The wrong divisor, n − 1, is far outside.
    let unbiased = (x - x.mean(axis: 0)) / x.standardDeviation(axis: 0, unbiased: true)
    #expect(gap(unbiased[columns: 0..<3], D(DataConstants.standardized, shape: x.shape)[columns: 0..<3]) > 0.01)
  }

  @Test func numbersComeFromTrainingDataAlone() {
    let scaling = Scaling.minMax(x[rows: 0..<3]), test = scaling.apply(x[rows: 3..<6])
    #expect(test.min() < 0 && test.max() > 1)
    #expect(scaling.apply(x)[rows: 3..<6] == test)
  }

  @Test func inversesGiveTheDataBack() {
    var rng = RandomStream(seed: 2)
    let images = D.normal([5, 3, 4, 2], mean: 100, standardDeviation: 7, using: &rng)
    let scalings = [
      Scaling.standardizing(images), .minMax(images), .meanImage(images), .channelMeans(images), .standardizingChannels(images),
    ]
    for scaling in scalings { #expect(gap(scaling.invert(scaling.apply(images)), images) < 1e-12) }
    #expect(gap(Scaling.standardizing(x).invert(Scaling.standardizing(x).apply(x)), x) < 1e-14)
  }

  @Test func knownNumbers() {
    let scaling = Scaling<Double>(offset: D([1, 2]), scale: D([2, 4]))
    #expect(scaling.apply(D([[3, 2], [1, 10]])) == D([[1, 0], [0, 2]]))
  }

  @Test func constantFeaturesAreDividedBy1() {
    // 0.1 in both precisions: the mean of three is not 0.1 to the bit, so a deviation above 0 would pass for one.
    let constant = D([[0.1, 1], [0.1, 2], [0.1, 4]]), single = Tensor<Float>(constant)
    #expect(Scaling.standardizing(constant).scale[0] == 1 && Scaling.standardizing(single).scale[0] == 1)
    #expect(Scaling.minMax(constant).scale[0] == 1)
    #expect(abs(Scaling.standardizing(constant).apply(constant)[0, 0]) < 1e-15)
    let images = D.filled([2, 2, 3, 3], with: 0.1)
    #expect(Scaling.standardizingChannels(images).scale.scalars == [1, 1])
    #expect(Scaling.standardizing(D([[.nan, 1], [1, 2]])).apply(D([[1, 1]]))[0, 0].isNaN)
  }

  /// By the plain definition: all numbers of a channel together.
  @Test func channelsAgreeWithTheirDefinition() {
    var rng = RandomStream(seed: 3)
    let images = D.normal([4, 3, 5, 2], mean: 2, using: &rng), values = images.scalars
    let means = Scaling.channelMeans(images), standard = Scaling.standardizingChannels(images)
    #expect(means.offset.shape == [3, 1, 1] && means.scale == Tensor(1))
    for channel in 0..<3 {
      let numbers = values.indices.filter { $0 / 10 % 3 == channel }.map { values[$0] }
      #expect(abs(means.offset.scalars[channel] - mean(numbers)) < 1e-14)
      #expect(abs(standard.scale.scalars[channel] - variance(numbers).squareRoot()) < 1e-14)
      // Nearest wrong: the mean of the images' own deviations.
      let perImage = images.reshaped(to: [4, 3, 10]).standardDeviation(axis: 2).mean(axis: 0)
      #expect(abs(perImage[channel] - variance(numbers).squareRoot()) > 1e-3)
    }
    #expect(gap(Scaling.meanImage(images).apply(images).mean(axis: 0), D.zeros([3, 5, 2])) < 1e-15)
  }
}
