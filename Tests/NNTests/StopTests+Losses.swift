import NN

private typealias T = Tensor<Float>

private func variable(_ tensor: T) -> Variable<Float> { Tape<Float>().variable(tensor) }
private func zeros(_ shape: Shape) -> Variable<Float> { variable(.zeros(shape)) }

let lossCalls: [BrokenCall] = [
  BrokenCall("meanSquaredError: a batch of [0, 3] holds no numbers; leave empty batches out") {
    _ = meanSquaredError(zeros([0, 3]), T.zeros([0, 3]))
  },
  BrokenCall("huberLoss: a threshold of 0.0; it is above 0") { _ = huberLoss(zeros([2]), T.zeros([2]), threshold: 0) },
  BrokenCall(
    "softmaxCrossEntropy: logits [4, 3] with targets [4]: both are [batch, classes]; make targets from labels with Tensor.oneHot"
  ) { _ = softmaxCrossEntropy(zeros([4, 3]), T.zeros([4])) },
  BrokenCall("softmaxCrossEntropy: 3 labels for logits [4, 3]; give one label a row of [batch, classes]") {
    _ = softmaxCrossEntropy(zeros([4, 3]), labels: [0, 1, 2])
  },
  BrokenCall("softmaxCrossEntropy: targets from 0.0 to 2.0; they are from 0 to 1: logits come first, then probabilities") {
    _ = softmaxCrossEntropy(zeros([1, 2]), T([[0, 2]]))
  },
  BrokenCall("softmaxCrossEntropy: a smoothing of 1.5; it is from 0 to 1: the share that all classes get, as 0.1") {
    _ = softmaxCrossEntropy(zeros([1, 2]), labels: [0], smoothing: 1.5)
  },
  BrokenCall("softmaxCrossEntropy: class weights [3] for 2 classes; give one for each") {
    _ = softmaxCrossEntropy(zeros([1, 2]), labels: [0], classWeights: .ones([3]))
  },
  BrokenCall("softmaxCrossEntropy: a class weight of -1.0; weights are 0 or more") {
    _ = softmaxCrossEntropy(zeros([1, 2]), labels: [0], classWeights: T([1, -1]))
  },
  BrokenCall("softmaxCrossEntropy: all labels of the batch have the weight 0, so that no mean exists; use reduction: .sum") {
    _ = softmaxCrossEntropy(zeros([1, 2]), labels: [0], classWeights: T([0, 1]))
  },
  BrokenCall("oneHot: label 2 at position 0, with 2 classes; labels are 0 to 1") {
    _ = softmaxCrossEntropy(zeros([1, 2]), labels: [2])
  },
  BrokenCall("softmaxDivergence: logits [3] are not [batch, classes]; reshape them") {
    _ = softmaxDivergence(zeros([3]), from: T.zeros([3]))
  },
  BrokenCall("binaryCrossEntropy: targets from -1.0 to 1.0; they are from 0 to 1: labels −1 and 1 become 0 and 1 by (y + 1) / 2") {
    _ = binaryCrossEntropy(logits: zeros([2]), T([-1, 1]))
  },
  BrokenCall(
    "binaryCrossEntropy: probabilities from -0.5 to 3.0; they are from 0 to 1: give logits as logits:, or take their sigmoid"
  ) { _ = binaryCrossEntropy(probabilities: variable(T([-0.5, 3])), T([0, 1])) },
  BrokenCall("binaryCrossEntropy: a weight of -2.0; it is 0 or more") {
    _ = binaryCrossEntropy(logits: zeros([2]), T([0, 1]), positiveWeight: -2)
  },
  BrokenCall("gaussianNegativeLogLikelihood: a variance of -1.0; it is above 0") {
    _ = gaussianNegativeLogLikelihood(zeros([2]), T.zeros([2]), variance: -1)
  },
  BrokenCall(
    "gaussianNegativeLogLikelihood: a variance of -1.0; it is 0 or more: predict its logarithm and give that as logVariance:"
  ) { _ = gaussianNegativeLogLikelihood(zeros([2]), T.zeros([2]), variance: variable(T([1, -1]))) },
  BrokenCall("gaussianNegativeLogLikelihood: a spread of [3] for a prediction of [2]; give its shape, or one that repeats to it") {
    _ = gaussianNegativeLogLikelihood(zeros([2]), T.zeros([2]), logVariance: zeros([3]))
  },
  BrokenCall("laplaceNegativeLogLikelihood: a scale of 0.0; it is above 0") {
    _ = laplaceNegativeLogLikelihood(zeros([2]), T.zeros([2]), scale: 0)
  },
  BrokenCall("prior: a standard deviation of -1.0; it is above 0") {
    _ = negativeLogPrior([zeros([2])], .gaussian(standardDeviation: -1))
  },
  BrokenCall("penaltyWeight: a noise variance of 0.0; it is above 0") {
    _ = Prior.laplace(scale: 1).penaltyWeight(noiseVariance: 0)
  },
  BrokenCall("maximumAPosteriori: averaged over 0 numbers; it is 1 for a sum, or how many the mean is of") {
    _ = maximumAPosteriori(zeros([]), parameters: [], prior: .laplace(scale: 1), averagedOver: 0)
  },
  BrokenCall("hingeLoss: 2 labels are neither −1 nor 1; labels 0 and 1 become them by 2y − 1") {
    _ = hingeLoss(zeros([3]), T([0, 1, 0]))
  },
  BrokenCall("multiClassHingeLoss: 1 labels for scores [2, 3]; give one label a row of [batch, classes]") {
    _ = multiClassHingeLoss(zeros([2, 3]), labels: [0])
  },
  BrokenCall("l2Penalty: a weight of -0.1; it is 0 or more") { _ = l2Penalty([zeros([2])], weight: -0.1) },
  BrokenCall("groupLassoPenalty: [3] has no rows to group; reshape it to [groups, members]") {
    _ = groupLassoPenalty(zeros([3]), weight: 1)
  },
  BrokenCall("sparsityPenalty: a rate of 0.0; it is between 0 and 1, as 0.05 is") {
    _ = sparsityPenalty(zeros([2, 2]), rate: 0, weight: 1)
  },
  BrokenCall("sparsityPenalty: [4] is not [batch, units]; reshape the activations") {
    _ = sparsityPenalty(zeros([4]), rate: 0.1, weight: 1)
  },
  BrokenCall("sparsityPenalty: activations from -1.0 to 1.0; they are from 0 to 1: give the output of a sigmoid") {
    _ = sparsityPenalty(variable(T([[-1, 1]])), rate: 0.1, weight: 1)
  },
  BrokenCall("sharingPenalty: [2, 3] with [3]: tasks share layers of one shape; leave their heads out") {
    _ = sharingPenalty([zeros([2, 3]), zeros([3])], weight: 1)
  },
  BrokenCall("traceNorm: [3] is not a matrix; reshape it to [rows, columns] first") { _ = traceNorm(zeros([3])) },
  BrokenCall("shrinkingSingularValues: a threshold of -1.0; it is 0 or more") {
    _ = T.zeros([2, 2]).shrinkingSingularValues(by: -1)
  },
  BrokenCall("featureLoss: 1 weights for 2 layers of features; give one for each") {
    _ = featureLoss(zeros([2]), T.zeros([2]), weights: [1]) { [$0, $0] }
  },
  BrokenCall("weightedSum: 1 weights for 2 losses; give one for each") { _ = weightedSum([zeros([]), zeros([])], weights: [1]) },
  BrokenCall(
    "uncertaintyWeightedSum: 2 losses, 1 logarithms and 2 likelihoods; give one of each for a task"
  ) { _ = uncertaintyWeightedSum([zeros([]), zeros([])], logVariances: [zeros([])], likelihoods: [.gaussian, .gaussian]) },
  BrokenCall("uncertaintyWeightedSum: [2] holds 2 numbers; give one for each task: reduce the loss") {
    _ = uncertaintyWeightedSum([zeros([2])], logVariances: [zeros([])], likelihoods: [.gaussian])
  },
]
