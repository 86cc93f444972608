import NN

let dataBrokenCalls: [BrokenCall] = [
  BrokenCall("Split: shares of 0.6 and 0.5 of 10 samples; each is 0 or more, together at most 1") {
    var rng = RandomStream(seed: 1)
    _ = Split(of: 10, validation: 0.6, test: 0.5, using: &rng)
  },
  BrokenCall("Split: 8 and 2 of 10 samples for validation and test leave none for training; take fewer") {
    var rng = RandomStream(seed: 1)
    _ = Split(of: 10, validationCount: 8, testCount: 2, using: &rng)
  },
  BrokenCall("Split: 1 and 0 of 0 samples; there are none to take") {
    var rng = RandomStream(seed: 1)
    _ = Split(of: 0, validationCount: 1, using: &rng)
  },
  BrokenCall("folds: 5 folds of 3 samples; take from 2 folds up to one for each sample") {
    var rng = RandomStream(seed: 1)
    _ = Split.folds(5, of: 3, using: &rng)
  },
  BrokenCall("standardizing: [0, 3] holds no samples; give [samples, …] of the training data") {
    _ = Scaling.standardizing(D.zeros([0, 3]))
  },
  BrokenCall("channelMeans: [4, 3] is not [N, C, H, W] with images; reshape it") { _ = Scaling.channelMeans(D.zeros([4, 3])) },
  BrokenCall(
    "Scaling: samples of [16, 4] by numbers of [3]: the last sizes differ; give samples shaped as those it was made from"
  ) { _ = Scaling.minMax(D.zeros([5, 3])).apply(D.zeros([16, 4])) },
  BrokenCall("Scaling: a scale of [2] that holds 0 or NaN; give 1 where a feature is to stay as it is") {
    _ = Scaling(offset: D.zeros([2]), scale: D([1, 0]))
  },
  BrokenCall("PrincipalComponents: [0, 3] is not [samples, features] with numbers; reshape it to a row for each sample") {
    _ = PrincipalComponents(of: D.zeros([0, 3]))
  },
  BrokenCall("PrincipalComponents: [1, 2] holds NaN or infinity; find where it comes from, or leave those samples out") {
    _ = PrincipalComponents(of: D([[1, .nan]]))
  },
  BrokenCall("project: [2, 4] for 3 features; give [samples, 3]") {
    _ = PrincipalComponents(of: D.zeros([5, 3])).project(D.zeros([2, 4]))
  },
  BrokenCall("project: onto 5 of 3 directions; take none up to all") {
    _ = PrincipalComponents(of: D.zeros([5, 3])).project(D.zeros([2, 3]), onto: 5)
  },
  BrokenCall("reconstruct: [2, 4] for 3 directions; give [samples, count] with at most that many columns") {
    _ = PrincipalComponents(of: D.zeros([5, 3])).reconstruct(D.zeros([2, 4]))
  },
  BrokenCall("whitening: ε = 0.0 with a least variance of 0.0; take a positive ε, such as 1e-5 of the greatest variance") {
    _ = PrincipalComponents(of: D([[1, 2], [2, 2]])).whitening(.zca, epsilon: 0)
  },
  BrokenCall("whitening: [2, 1] for 2 features; give [samples, 2]") {
    _ = PrincipalComponents(of: D([[1, 2], [2, 3]])).whitening(.pca).apply(D.zeros([2, 1]))
  },
  BrokenCall("accuracy: 2 predictions for 1 labels; give one for each") { _ = accuracy([1, 2], [1]) },
  BrokenCall("accuracy: a label of -1; labels start at 0") { _ = accuracy([-1], [-1]) },
  BrokenCall("accuracy: 1 labels for scores of [2, 3]; give one label a row of [n, classes]") {
    _ = accuracy(of: D.zeros([2, 3]), labels: [1])
  },
  BrokenCall("accuracy: label 3 at position 1, with 3 classes; labels are 0 to 2") {
    _ = accuracy(of: D.zeros([2, 3]), labels: [1, 3])
  },
  BrokenCall("ConfusionMatrix: 0 classes; give one or more") { _ = ConfusionMatrix([], [], classes: 0) },
  BrokenCall("ConfusionMatrix: 2 for label 0 at position 0, with 2 classes; they are 0 to 1") {
    _ = ConfusionMatrix([2], [0], classes: 2)
  },
  BrokenCall("coefficientOfDetermination: targets of [2] without spread; give two different ones at least") {
    _ = coefficientOfDetermination(D([1, 2]), D([3, 3]))
  },
  BrokenCall(
    "meanAbsoluteError: a prediction of [4, 1] against a target of [4]: shapes have to be equal; reshape the target"
  ) { _ = meanAbsoluteError(D.zeros([4, 1]), D.zeros([4])) },
  BrokenCall("brierScore: a probability of -0.5; they are 0 to 1, take the softmax of logits first") {
    _ = brierScore(probabilities: D([[-0.5, 1.5]]), labels: [0])
  },
  BrokenCall("negativeLogLikelihood: row 1 adds up to 0.5, not to 1; take the softmax of logits first") {
    _ = negativeLogLikelihood(probabilities: D([[0.5, 0.5], [0.25, 0.25]]), labels: [0, 1])
  },
  BrokenCall("Calibration: 0 bins; give one or more") { _ = Calibration(probabilities: D([[1]]), labels: [0], bins: 0) },
  BrokenCall("centredKernelAlignment: [3, 2] with [4, 2]: give [samples, features] of the same samples") {
    _ = centredKernelAlignment(D.zeros([3, 2]), D.zeros([4, 2]))
  },
  BrokenCall("independenceCriterion: [3, 3] with [3, 3]: give [n, n] twice, of 4 samples at least") {
    _ = independenceCriterion(gram: D.zeros([3, 3]), with: D.zeros([3, 3]), unbiased: true)
  },
  BrokenCall("SquaredBiasVariance: predictions [3, 2], truth [3], noise [3]; give [fits, points], [points] and [points]") {
    _ = SquaredBiasVariance(predictions: D.zeros([3, 2]), truth: D.zeros([3]))
  },
  BrokenCall("SquaredBiasVariance: predictions [1, 2] of less than two fits have no variance; fit more") {
    _ = SquaredBiasVariance(predictions: D.zeros([1, 2]), truth: D.zeros([2]))
  },
  BrokenCall("SquaredBiasVariance: a noise variance of -1.0; it is 0 or more") {
    _ = SquaredBiasVariance(predictions: D.zeros([2, 2]), truth: D.zeros([2]), noiseVariance: -1)
  },
  BrokenCall("ZeroOneBiasVariance: no fits; give the labels that at least one predicts") {
    _ = ZeroOneBiasVariance(predictions: [], labels: [0], classes: 2)
  },
  BrokenCall("ZeroOneBiasVariance: 1 labels of fit 1 for 2 points; give one for each") {
    _ = ZeroOneBiasVariance(predictions: [[0, 1], [0]], labels: [0, 1], classes: 2)
  },
  BrokenCall("ZeroOneBiasVariance: label -1 of fit 0, with 2 classes; labels are 0 to 1") {
    _ = ZeroOneBiasVariance(predictions: [[-1]], labels: [0], classes: 2)
  },
  BrokenCall("linearDichotomies: -1 points in 2 dimensions; both are 0 or more") { _ = linearDichotomies(of: -1, dimensions: 2) },
  BrokenCall("isLinearlySeparable: 1 labels for points [2, 3]; give one label a row of [points, dimensions]") {
    _ = isLinearlySeparable(D.zeros([2, 3]), labels: [true])
  },
  BrokenCall("ensembleMean: no predictions; give those of at least one member") { _ = ensembleMean([D]()) },
  BrokenCall("ensembleMean: [3] of member 1 beside [2] of member 0; members predict the same samples") {
    _ = ensembleMean([D.zeros([2]), D.zeros([3])])
  },
  BrokenCall("majorityVote: no predictions; give those of at least one member") { _ = majorityVote([]) },
  BrokenCall("majorityVote: 1 labels of member 1 beside 2 of member 0; members predict the same samples") {
    _ = majorityVote([[1, 2], [1]])
  },
  BrokenCall("testTimeAugmented: no views; give at least { $0 }, the samples as they are") {
    _ = testTimeAugmented(D([1]), by: []) { $0 }
  },
  BrokenCall("randomSearch: -1 trials; give 0 or more") {
    _ = randomSearch(trials: -1, for: .least, using: RandomStream(seed: 1)) { $0.next() } score: { _ in 0 }
  },
  BrokenCall("logUniform: 0.0...1.0; both ends are positive, finite numbers") {
    var rng = RandomStream(seed: 1)
    _ = rng.logUniform(in: 0...1)
  },
  BrokenCall("element: nothing to choose from; give one value or more") {
    var rng = RandomStream(seed: 1)
    _ = rng.element(of: [Int]())
  },
]
