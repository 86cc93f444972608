import NN

/// Of one image with one channel.
private func image(_ x: Tensor<Float>) -> Tensor<Float> { x.reshaped(to: [1, 1, x.shape[0], x.shape[1]]) }
private func image(_ x: Variable<Float>) -> Variable<Float> { x.reshaped(to: [1, 1, x.shape[0], x.shape[1]]) }
private func window(_ shape: Shape) -> PoolingOptions { PoolingOptions(window: min(2, shape[0])) }
private func kernel(_ y: Tensor<Float>) -> Tensor<Float> { .filled([1, 1, 3, 3], with: y[0, 0]) }
private func labels(_ shape: Shape) -> [Int] { Array(repeating: 0, count: shape[0]) }

let imageOperations: [TimedOperation] = [
  TimedOperation(
    "convolution 3×3", { convolution(image($0), kernel($1), ConvolutionOptions(padding: 1)) },
    recorded: { convolution(image($0), Variable(constant: kernel($1.value)), ConvolutionOptions(padding: 1)) }),
  TimedOperation(
    "maxPooling", { x, _ in maxPooling(image(x), window(x.shape)) }, recorded: { x, _ in maxPooling(image(x), window(x.shape)) }),
  TimedOperation(
    "averagePooling", { x, _ in averagePooling(image(x), window(x.shape)) },
    recorded: { x, _ in averagePooling(image(x), window(x.shape)) }),
  TimedOperation(
    "globalAveragePooling", { x, _ in globalAveragePooling(image(x)) }, recorded: { x, _ in globalAveragePooling(image(x)) }),
]

let lossOperations: [TimedOperation] = [
  TimedOperation(loss: "squaredError") { squaredError($0, $1.value) },
  TimedOperation(loss: "meanSquaredError") { meanSquaredError($0, $1.value) },
  TimedOperation(loss: "meanAbsoluteError") { meanAbsoluteError($0, $1.value) },
  TimedOperation(loss: "huberLoss") { huberLoss($0, $1.value) },
  TimedOperation(loss: "hingeLoss") { x, y in hingeLoss(x, .ones(y.shape)) },
  TimedOperation(loss: "multiClassHingeLoss") { x, _ in multiClassHingeLoss(x, labels: labels(x.shape)) },
  TimedOperation(loss: "binaryCrossEntropy of logits") { binaryCrossEntropy(logits: $0, ($1.value + 1) / 2) },
  TimedOperation(loss: "softmaxCrossEntropy of labels") { x, _ in softmaxCrossEntropy(x, labels: labels(x.shape)) },
  TimedOperation(loss: "softmaxDivergence") { softmaxDivergence($0, from: softmax($1.value)) },
  TimedOperation(loss: "gaussianNegativeLogLikelihood") { gaussianNegativeLogLikelihood($0, $1.value, variance: 2) },
  TimedOperation(loss: "laplaceNegativeLogLikelihood") { laplaceNegativeLogLikelihood($0, $1.value, scale: 2) },
  TimedOperation(loss: "l1Penalty") { x, _ in l1Penalty([x], weight: 0.5) },
  TimedOperation(loss: "l2Penalty") { x, _ in l2Penalty([x], weight: 0.5) },
  TimedOperation(loss: "groupLassoPenalty") { x, _ in groupLassoPenalty(x, weight: 0.5) },
]

let matrixOperations: [TimedOperation] = [
  TimedOperation("matmul", { matmul($0, $1) }, recorded: { matmul($0, $1) }),
  TimedOperation(matrix: "solve") { solve($0, $1) },
  TimedOperation(matrix: "leastSquares") { leastSquares($0, $1) },
  TimedOperation(matrix: "qr") { x, _ in abs(x.qr().r) },
  TimedOperation(matrix: "svd") { x, _ in x.svd().values },
  TimedOperation(matrix: "pseudoInverse") { x, _ in x.pseudoInverse() },
  TimedOperation(matrix: "symmetricEigen") { x, _ in (x + x.transposed()).symmetricEigen().values },
  TimedOperation(matrix: "determinant") { x, _ in Tensor(x.determinant()) },
  TimedOperation(matrix: "cholesky") { x, _ in
    var matrix = matmul(x, x.transposed())
    for place in 0..<x.shape[0] { matrix[place, place] += Float(x.shape[0]) }
    return matrix.cholesky()
  },
]

/// A step of x along y; the first one, so that its state is made as well.
private func step(_ name: String, _ method: OptimizationMethod) -> TimedOperation {
  TimedOperation("first step of \(name)") { x, y in
    var optimizer = Optimizer<Float>(method, learningRate: 0.1), weights = [x]
    optimizer.update(&weights, along: [y])
    return weights[0]
  }
}

private func changed(_ x: Tensor<Float>, _ change: (inout Tensor<Float>) -> Void) -> Tensor<Float> {
  var result = x
  change(&result)
  return result
}

let optimizerOperations: [TimedOperation] = [
  step("gradient descent", .gradientDescent), step("momentum", .momentum()), step("Nesterov", .nesterov()),
  step("AdaGrad", .adaGrad()), step("RMSProp", .rmsProp()), step("Adam", .adam()),
  TimedOperation("softThreshold", { x, _ in changed(x) { $0.softThreshold(by: 0.5) } }),
  TimedOperation("clip(byValue:)", { x, _ in changed(x) { $0.clip(byValue: 0.5) } }),
  TimedOperation("limitNorm(ofTensor)", { x, _ in changed(x) { $0.limitNorm(to: .ofTensor(0.5)) } }),
  TimedOperation("limitNorm(ofUnits)", { x, _ in changed(x) { $0.limitNorm(to: .ofUnits(0.5, axis: 1)) } }),
]
