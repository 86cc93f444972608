@testable import NN

let imageComparisons: [Comparison] = convolutionComparisons + poolingComparisons

extension PyTorchCase {
  fileprivate func pair(_ name: String) throws -> HeightWidth {
    let numbers = try integers(name)
    return HeightWidth(numbers[0], numbers[1])
  }

  fileprivate func convolutionOptions() throws -> ConvolutionOptions {
    ConvolutionOptions(
      stride: try pair("stride"), padding: try pair("padding"), dilation: try pair("dilation"), groups: try integers("groups")[0])
  }

  fileprivate func poolingOptions() throws -> PoolingOptions {
    PoolingOptions(window: try pair("kernel_size"), stride: try pair("stride"), padding: try pair("padding"))
  }
}

private let convolutionComparisons: [Comparison] = [
  "conv2d", "conv2d_stride", "conv2d_padding", "conv2d_dilation", "conv2d_groups", "conv2d_depthwise", "conv2d_pointwise",
  "conv2d_all",
].map { name in
  Comparison(
    name, { convolution($1.x, $1("w"), try $0.convolutionOptions()) + $1("b").reshaped(to: [4, 1, 1]) },
    // The kernel flipped, as mathematics' convolution has it. One number is its own mirror image: there the bias is left out.
    wrong: { known, inputs in
      let w = inputs("w").value, area = w.shape[2] * w.shape[3], numbers = w.scalars
      let flipped = Tensor(numbers.indices.map { numbers[$0 / area * area + area - 1 - $0 % area] }, shape: w.shape)
      return convolution(inputs.x, Variable(constant: flipped), try known.convolutionOptions())
    })
}

private let poolingComparisons: [Comparison] = comparisons {
  Comparison("max_pool2d", { maxPooling($1.x, try $0.poolingOptions()) })
  Comparison("max_pool2d_overlapping", { maxPooling($1.x, try $0.poolingOptions()) })
  Comparison("max_pool2d_uneven", { maxPooling($1.x, try $0.poolingOptions()) })
  Comparison("avg_pool2d", { averagePooling($1.x, try $0.poolingOptions()) })
  Comparison(
    "avg_pool2d_with_padding", { averagePooling($1.x, try $0.poolingOptions()) },
    wrong: { averagePooling($1.x, try $0.poolingOptions(), countsPadding: false) })
  Comparison(
    "avg_pool2d_without_padding", { averagePooling($1.x, try $0.poolingOptions(), countsPadding: false) },
    wrong: { averagePooling($1.x, try $0.poolingOptions()) })
  Comparison("global_average_pool2d", { globalAveragePooling($1.x).reshaped(to: [2, 3, 1, 1]) })
}
