/// How a convolution's kernel moves over the images.
///
/// Along an axis of n numbers, a kernel of k gives ⌊(n + 2·padding − dilation·(k − 1) − 1) / stride⌋ + 1.
///
/// - Source: PyTorch's conventions, https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
public struct ConvolutionOptions: Hashable, Sendable {
  /// Pixels from one place of the kernel to the next.
  public var stride: HeightWidth
  /// Zeros on each side of the image.
  public var padding: HeightWidth
  /// Pixels from one number of the kernel to the next.
  public var dilation: HeightWidth
  /// Into how many groups the channels are cut; output channels of a group see its input channels alone. As many groups as input
  /// channels is a depthwise convolution.
  public var groups: Int

  public init(stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1) {
    self.init(stride: HeightWidth(stride), padding: HeightWidth(padding), dilation: HeightWidth(dilation), groups: groups)
  }

  public init(stride: HeightWidth, padding: HeightWidth = HeightWidth(0), dilation: HeightWidth = HeightWidth(1), groups: Int = 1) {
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }
}
