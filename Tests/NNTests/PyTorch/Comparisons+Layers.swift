@testable import NN

let layerComparisons: [Comparison] = convolutionComparisons + poolingComparisons + normalizationComparisons + sequenceComparisons

extension PyTorchCase {
  fileprivate func sizes(_ name: String) throws -> HeightWidth {
    let sizes = try integers(name)
    return HeightWidth(sizes[0], sizes[1])
  }

  fileprivate var convolution: ConvolutionOptions {
    get throws {
      ConvolutionOptions(stride: try sizes("stride"), padding: try sizes("padding"), dilation: try sizes("dilation"), groups: try integers("groups")[0])
    }
  }

  fileprivate var pooling: PoolingOptions {
    get throws { PoolingOptions(window: try sizes("kernel_size"), stride: try sizes("stride"), padding: try sizes("padding")) }
  }

  /// With the case's running statistics.
  fileprivate func batchNormalization(_ inputs: Inputs) throws -> BatchNormalization<Double> {
    var layer = BatchNormalization<Double>(3, momentum: try number("momentum"), epsilon: try number("eps"))
    layer.scale.variable = inputs("weight")
    layer.shift.variable = inputs("bias")
    layer.runningMean.value = try input("running_mean")
    layer.runningVariance.value = try input("running_var")
    return layer
  }
}

private func convolved(_ known: PyTorchCase, _ inputs: Inputs) throws -> V {
  var layer = ConvolutionLayer<Double>(weight: inputs("w").value, bias: inputs("b").value, options: try known.convolution)
  layer.weight.variable = inputs("w")
  layer.bias?.variable = inputs("b")
  return layer.output(inputs.x, isTraining: true)
}

private let convolutionComparisons: [Comparison] = [
  "conv2d", "conv2d_stride", "conv2d_padding", "conv2d_dilation", "conv2d_groups", "conv2d_depthwise", "conv2d_pointwise", "conv2d_all",
].map { Comparison($0, convolved) }

private let poolingComparisons: [Comparison] = comparisons {
  Comparison("max_pool2d", { maxPooling($1.x, try $0.pooling) })
  Comparison("max_pool2d_overlapping", { maxPooling($1.x, try $0.pooling) })
  Comparison("max_pool2d_uneven", { maxPooling($1.x, try $0.pooling) })
  Comparison("avg_pool2d", { averagePooling($1.x, try $0.pooling) })
  Comparison(
    "avg_pool2d_with_padding", { averagePooling($1.x, try $0.pooling) },
    wrong: { averagePooling($1.x, try $0.pooling, countsPadding: false) })
  Comparison(
    "avg_pool2d_without_padding", { averagePooling($1.x, try $0.pooling, countsPadding: false) },
    wrong: { averagePooling($1.x, try $0.pooling) })
  Comparison("global_average_pool2d", { globalAveragePooling($1.x).reshaped(to: [2, 3, 1, 1]) })
}

private let normalizationComparisons: [Comparison] = comparisons {
  Comparison("batch_norm1d_training", { try $0.batchNormalization($1).output($1.x, isTraining: true) })
  Comparison("batch_norm1d_evaluation", { try $0.batchNormalization($1).output($1.x, isTraining: false) })
  Comparison(
    "batch_norm2d_training", { try $0.batchNormalization($1).output($1.x, isTraining: true) },
    wrong: { try $0.batchNormalization($1).output($1.x, isTraining: false) })
  Comparison(
    "batch_norm2d_evaluation", { try $0.batchNormalization($1).output($1.x, isTraining: false) },
    wrong: { try $0.batchNormalization($1).output($1.x, isTraining: true) })
  Comparison("layer_norm", { LayerNormalization([6]).replacingTrained(by: [$1("weight"), $1("bias")]).output($1.x, isTraining: true) })
  Comparison(
    "layer_norm_images",
    { LayerNormalization([3, 2, 2]).replacingTrained(by: [$1("weight"), $1("bias")]).output($1.x, isTraining: true) })
  Comparison(
    "group_norm",
    { GroupNormalization(groups: 2, channels: 4).replacingTrained(by: [$1("weight"), $1("bias")]).output($1.x, isTraining: true) },
    wrong: { GroupNormalization(groups: 1, channels: 4).replacingTrained(by: [$1("weight"), $1("bias")]).output($1.x, isTraining: true) })
  Comparison(
    "instance_norm",
    { InstanceNormalization(4, hasScaleAndShift: true).replacingTrained(by: [$1("weight"), $1("bias")]).output($1.x, isTraining: true) })
  Comparison(
    "weight_norm",
    { _, inputs in
      WeightNormalization(Dense<Double>(weight: inputs("v").value, bias: nil)).replacingTrained(by: [inputs("magnitude"), inputs("v")]).weight
    })
}

private func cell(_ inputs: Inputs) -> RecurrentCell<Double> {
  var cell = RecurrentCell<Double>(input: Dense(weight: inputs("wx").value, bias: inputs("bx").value), recurrent: inputs("wh").value)
  cell.input.weight.variable = inputs("wx")
  cell.input.bias?.variable = inputs("bx") + inputs("bh")
  cell.recurrent.variable = inputs("wh")
  return cell
}

private let sequenceComparisons: [Comparison] = comparisons {
  Comparison(
    "embedding",
    { known, inputs in
      var layer = Embedding<Double>(table: inputs("w").value)
      layer.table.variable = inputs("w")
      return layer(try known.integers("indices"))
    })
  Comparison(
    "rnn_tanh_cell",
    { _, inputs in
      var cell = cell(inputs), pass = Pass.evaluation
      return cell(inputs.x, after: inputs("h"), in: &pass)
    })
  Comparison(
    "rnn_tanh_3_steps",
    { _, inputs in
      var cell = cell(inputs), pass = Pass.evaluation, state = inputs("h")
      for step in 0..<3 { state = cell(inputs.x[row: step], after: state, in: &pass) }
      return state
    })
}
