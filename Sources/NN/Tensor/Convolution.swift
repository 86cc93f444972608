internal import CKernels

/// Each output channel's kernel laid over the images at every place and multiplied: features that are looked for everywhere.
///
/// y[n, o, i, j] = Σ_c Σ_u Σ_v weight[o, c, u, v] · x[n, c, i·stride + u·dilation − padding, j·stride + v·dilation − padding],
/// x being 0 outside. This is what mathematics calls cross-correlation: the kernel is not flipped, as everywhere in the field.
///
/// ```swift
/// let features = convolution(images, weight, ConvolutionOptions(padding: 1)) + bias.reshaped(to: [16, 1, 1])
/// ```
///
/// - Shapes: x [batch, channels, height, width], weight [out, channels / groups, kernel height, kernel width] →
///   [batch, out, height', width'], sizes as `ConvolutionOptions` says
/// - Numerics: sums in the tensors' own precision; the same bits for any number of threads on one type of processor
/// - Errors: "convolution: [2, 3, 8, 8] with a weight of [16, 4, 3, 3]: the weight reads 4 channels in each of 1 groups, the images
///   have 3; …", and likewise for groups that do not divide, a kernel larger than the padded image, a stride of 0
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func convolution<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ options: ConvolutionOptions = ConvolutionOptions()
) -> Tensor<Scalar> {
  convolution(x, weight, options, usesBLAS: hasBLAS)
}

@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func convolution<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ options: ConvolutionOptions, usesBLAS: Bool
) -> Tensor<Scalar> {
  let plan = ConvolutionPlan(Scalar.type, x.shape, weight.shape, options, usesBLAS: usesBLAS)
  if plan.isTrivial { return .zeros(plan.outputShape) }
  let y = Tensor<Scalar>(uninitialized: plan.outputShape)
  ForwardConvolution(plan: plan, x: x.address, weight: weight.address, y: y.address).run()
  return y
}

/// The gradient of a convolution at its images, given g, the gradient at its result. Linear in both g and the weight: its own
/// gradient at g is `convolution(h, weight)`, at the weight `convolutionWeightGradient(g, h)`.
///
/// - Shapes: g [batch, out, height', width'], weight [out, channels / groups, kernel height, kernel width] → inputShape
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func convolutionInputGradient<Scalar>(
  _ g: Tensor<Scalar>, _ weight: Tensor<Scalar>, inputShape: Shape, _ options: ConvolutionOptions, usesBLAS: Bool = hasBLAS
) -> Tensor<Scalar> {
  let plan = ConvolutionPlan(Scalar.type, inputShape, weight.shape, options, usesBLAS: usesBLAS)
  plan.checkGradient(g.shape)
  if plan.isTrivial { return .zeros(inputShape) }
  let dx = Tensor<Scalar>(uninitialized: inputShape)
  // [out, depth] → [depth, out], so that the product that makes columns needs no transposed operand.
  let transposed = Tensor<Scalar>(uninitialized: Shape(rows: plan.depth, columns: weight.shape[0]))
  ck_transpose(Scalar.type, weight.address, transposed.address, weight.shape[0], plan.depth)
  withExtendedLifetime(transposed) {
    ConvolutionInputGradient(plan: plan, g: g.address, transposedWeight: transposed.address, dx: dx.address).run()
  }
  return dx
}

/// The gradient of a convolution at its weight, given g, the gradient at its result. Linear in both g and x: its own gradient at g
/// is `convolution(x, h)`, at x `convolutionInputGradient(g, h)`.
///
/// - Shapes: g [batch, out, height', width'], x [batch, channels, height, width] → weightShape
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func convolutionWeightGradient<Scalar>(
  _ g: Tensor<Scalar>, _ x: Tensor<Scalar>, weightShape: Shape, _ options: ConvolutionOptions, usesBLAS: Bool = hasBLAS
) -> Tensor<Scalar> {
  let plan = ConvolutionPlan(Scalar.type, x.shape, weightShape, options, usesBLAS: usesBLAS)
  plan.checkGradient(g.shape)
  if plan.isTrivial { return .zeros(weightShape) }
  let dw = Tensor<Scalar>(uninitialized: weightShape)
  ConvolutionWeightGradient(plan: plan, g: g.address, x: x.address, dw: dw.address).run()
  return dw
}
