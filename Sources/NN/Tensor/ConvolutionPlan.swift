internal import CKernels

/// A convolution's sizes, checked, and how its work is cut: by them alone, so that the bits do not depend on the number of threads.
struct ConvolutionPlan {
  let type: ck_type
  let usesBLAS: Bool
  let batch: Int, groups: Int
  /// Channels of one group.
  let inputChannels: Int, outputChannels: Int
  var window: ck_window
  let outputShape: Shape

  init(_ type: ck_type, _ input: Shape, _ weight: Shape, _ options: ConvolutionOptions, usesBLAS: Bool) {
    options.check(input, weight)
    self.type = type
    self.usesBLAS = usesBLAS
    batch = input[0]
    groups = options.groups
    inputChannels = weight[1]
    outputChannels = weight[0] / options.groups
    window = ck_window(
      of: "convolution", input, kernel: HeightWidth(weight[2], weight[3]), stride: options.stride, padding: options.padding,
      dilation: options.dilation)
    outputShape = [input[0], weight[0], window.out_height, window.out_width]
  }

  var scalarSize: Int { type.byteCount }
  /// Numbers under one kernel: rows of the columns' matrix.
  var depth: Int { inputChannels * kernelArea }
  var kernelArea: Int { window.kernel_height * window.kernel_width }
  /// Numbers of one image's channel, and of one channel of the result.
  var inputPlane: Int { window.height * window.width }
  var outputPlane: Int { window.out_height * window.out_width }

  /// No sum has a term.
  var isTrivial: Bool { batch * outputChannels * depth * outputPlane == 0 || inputPlane == 0 }

  /// The columns' matrix is the image itself.
  var isPointwise: Bool {
    kernelArea == 1 && window.stride_y == 1 && window.stride_x == 1 && window.padding_y == 0 && window.padding_x == 0
  }

  /// Places whose columns are laid out at a time: about 1 MB of them, and enough parts for the threads where images are few.
  func tile(depth: Int, items: Int) -> Int {
    let most = max(64, (1 << 20) / (depth * scalarSize))
    let tiles = max((outputPlane + most - 1) / most, min(16 / max(items, 1), outputPlane / 256), 1)
    return min(((outputPlane + tiles - 1) / tiles + 15) / 16 * 16, outputPlane)
  }

  /// Items of `work` multiplications that make a chunk worth handing to a thread.
  func chunk(work: Int) -> Int { max(1, 100_000 / max(work, 1)) }

  /// Calls the body for chunks of the items, each with memory of its own.
  func inParallel<Job>(
    _ job: Job, items: Int, chunk: Int, scratch: Int,
    _ body: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int, Int) -> Void
  ) {
    makeBLASSerial
    let hadMemory = withUnsafePointer(to: job) {
      ck_parallel_with_scratch(items, chunk, scratch * scalarSize, body, UnsafeMutableRawPointer(mutating: $0))
    }
    if !hadMemory {
      stop("convolution: the machine has no memory for its columns; use smaller images, or clear the tape between steps")
    }
  }

  func checkGradient(_ g: Shape) {
    if g != outputShape { stop("convolution: a gradient of \(g) for a result of \(outputShape); give one of the result's shape") }
  }
}

extension ConvolutionOptions {
  fileprivate func check(_ input: Shape, _ weight: Shape) {
    if input.rank != 4 || weight.rank != 4 {
      stop(
        "convolution: \(input) with a weight of \(weight): both have four axes; give images [batch, channels, height, width] and a "
          + "weight [out, channels / groups, kernel height, kernel width]")
    }
    if groups < 1 || input[1] % groups != 0 || weight[0] % groups != 0 {
      stop(
        "convolution: \(groups) groups of \(input[1]) input and \(weight[0]) output channels; they have to divide both, "
          + "and one group is all channels together")
    }
    if input[1] / groups != weight[1] {
      stop(
        "convolution: \(input) with a weight of \(weight): the weight reads \(weight[1]) channels in each of \(groups) groups, "
          + "the images have \(input[1]); give the weight \(input[1] / groups), or check the layer before")
    }
  }
}

extension ck_window {
  /// A kernel over images [batch, channels, height, width], checked.
  init(
    of operation: StaticString, _ input: Shape, kernel: HeightWidth, stride: HeightWidth, padding: HeightWidth,
    dilation: HeightWidth
  ) {
    if kernel.height < 1 || kernel.width < 1 { stop("\(operation): a kernel of \(kernel); it has one row and column or more") }
    if stride.height < 1 || stride.width < 1 { stop("\(operation): a stride of \(stride); it is 1 or more") }
    if padding.height < 0 || padding.width < 0 { stop("\(operation): a padding of \(padding); it is 0 or more") }
    if dilation.height < 1 || dilation.width < 1 {
      stop("\(operation): a dilation of \(dilation); it is 1 or more, and 1 leaves no gaps")
    }
    let span = HeightWidth(dilation.height * (kernel.height - 1) + 1, dilation.width * (kernel.width - 1) + 1)
    let padded = HeightWidth(input[2] + 2 * padding.height, input[3] + 2 * padding.width)
    if span.height > padded.height || span.width > padded.width {
      stop(
        "\(operation): a kernel of \(kernel) spans \(span), the images of \(input) with their padding \(padded); "
          + "pad more, or use a smaller kernel")
    }
    self.init(
      height: input[2], width: input[3], out_height: (padded.height - span.height) / stride.height + 1,
      out_width: (padded.width - span.width) / stride.width + 1, kernel_height: kernel.height, kernel_width: kernel.width,
      stride_y: stride.height, stride_x: stride.width, padding_y: padding.height, padding_x: padding.width,
      dilation_y: dilation.height, dilation_x: dilation.width)
  }
}
