/// What a recorded step computed from its operands. `Tape+Backward.swift` has the rule of each.
enum Operation {
  /// A variable: nothing before it.
  case leaf

  // Two operands, broadcast.
  case add, subtract, multiply, divide
  case matmul(leftTransposed: Bool, rightTransposed: Bool)

  // One operand and a number.
  case scale(Double)
  case shift
  case leakyRelu(slope: Double)

  // One operand.
  case reciprocal
  case tanh, sigmoid, relu, exp, log, square, squareRoot, absolute
  case softmax, logSoftmax

  // Activations.
  case erf, softplus, elu(scale: Double), maxout(pieces: Int), swish(beta: Double), gelu

  // Further functions of each number.
  case power(Double), reciprocalSquareRoot, sine, cosine, logOnePlus, expMinusOne
  case clampBelow(Double), clampAbove(Double)

  // Two operands, one of them chosen.
  case maximum, minimum, select(Mask)

  // Reductions, whose axes keep the size 1; `extreme` is of all numbers.
  case variance(Spread), standardDeviation(Spread), norm, extreme, product(axis: Int), logSumExp(axis: Int)
  case cumulativeSum(axis: Int32, isReversed: Bool)

  // Parts.
  case slice(axis: Int32, from: Int32), pad(axis: Int32, from: Int32)
  case gather(Picks), scatter(Picks), concatenate(Pieces), permute(SIMD8<Int8>)

  // Layout: the operand's shape says how to go back.
  case transpose, reshape
  case sumToShape, broadcastToShape

  // Images; `Variable+Convolution.swift`.
  case convolution(ConvolutionRule), convolutionInputGradient(ConvolutionRule), convolutionWeightGradient(ConvolutionRule)
  case gatherWinners(WinnersRule), scatterToWinners(WinnersRule)
  case averagePooling(PoolingRule), averagePoolingGradient(PoolingRule)

  case softmaxCrossEntropy(CrossEntropyRule)

  /// The core of the normalizations.
  case standardize(StandardizationRule), scaleAndShift(ScaleAndShiftRule)

  /// A caller's function with its own rule.
  case custom(CustomRule)
}

/// Which values an operation's rule reads, besides the shapes.
struct NeededValues: OptionSet {
  let rawValue: UInt8
  static var left: NeededValues { NeededValues(rawValue: 1) }
  static var right: NeededValues { NeededValues(rawValue: 2) }
  static var result: NeededValues { NeededValues(rawValue: 4) }
  /// The left one, but only for the right one's gradient.
  static var leftForRight: NeededValues { NeededValues(rawValue: 8) }
  /// The right one, but only for the left one's gradient.
  static var rightForLeft: NeededValues { NeededValues(rawValue: 16) }
}

extension Operation {
  var needs: NeededValues {
    switch self {
    case .leaf, .add, .subtract, .scale, .shift, .transpose, .reshape, .sumToShape, .broadcastToShape, .custom: []
    case .slice, .pad, .gather, .scatter, .concatenate, .permute, .cumulativeSum, .select: []
    case .swish, .gelu, .power, .sine, .cosine, .logOnePlus, .clampBelow, .clampAbove, .variance, .product: .left
    case .standardDeviation, .norm, .extreme, .logSumExp: [.left, .result]
    case .reciprocalSquareRoot, .expMinusOne: .result
    case .maximum, .minimum: [.left, .right]
    case .gatherWinners, .scatterToWinners, .averagePooling, .averagePoolingGradient: []
    case .multiply, .matmul, .convolution, .convolutionInputGradient, .convolutionWeightGradient: [.leftForRight, .rightForLeft]
    case .standardize, .softmaxCrossEntropy: .left
    case .scaleAndShift(let rule): rule.scalePlace >= 0 ? .left : []
    case .divide: [.right, .result]
    case .leakyRelu, .log, .square, .absolute, .erf, .softplus, .maxout: .left
    case .reciprocal, .tanh, .sigmoid, .relu, .exp, .squareRoot, .softmax, .logSoftmax, .elu: .result
    }
  }

  /// What a message calls it.
  var name: String {
    switch self {
    case .leaf: "variable"
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .matmul: "matmul"
    case .scale: "* number"
    case .shift: "+ number"
    case .leakyRelu: "leakyRelu"
    case .reciprocal: "number /"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .relu: "relu"
    case .exp: "exp"
    case .log: "log"
    case .square: "square"
    case .squareRoot: "sqrt"
    case .absolute: "abs"
    case .softmax: "softmax"
    case .logSoftmax: "logSoftmax"
    case .erf: "erf"
    case .softplus: "softplus"
    case .elu: "elu"
    case .maxout: "maxout"
    case .swish: "swish"
    case .gelu: "gelu"
    case .power: "pow"
    case .reciprocalSquareRoot: "reciprocalSquareRoot"
    case .sine: "sin"
    case .cosine: "cos"
    case .logOnePlus: "log1p"
    case .expMinusOne: "expm1"
    case .clampBelow, .clampAbove: "clamp"
    case .maximum: "maximum"
    case .minimum: "minimum"
    case .select: "select"
    case .variance: "variance"
    case .standardDeviation: "standardDeviation"
    case .norm: "norm"
    case .extreme: "max or min"
    case .product: "product"
    case .logSumExp: "logSumExp"
    case .cumulativeSum: "cumulativeSum"
    case .slice: "sliced"
    case .pad: "padded"
    case .gather: "gathered"
    case .scatter: "scattered"
    case .concatenate: "concatenated"
    case .permute: "permuted"
    case .transpose: "transposed"
    case .reshape: "reshaped"
    case .sumToShape: "sum"
    case .broadcastToShape: "broadcast"
    case .convolution: "convolution"
    case .convolutionInputGradient, .convolutionWeightGradient: "the gradient of convolution"
    case .gatherWinners: "maxPooling"
    case .scatterToWinners: "the gradient of maxPooling"
    case .averagePooling: "averagePooling"
    case .averagePoolingGradient: "the gradient of averagePooling"
    case .softmaxCrossEntropy: "softmaxCrossEntropy"
    case .standardize: "normalization"
    case .scaleAndShift: "scaling and shifting"
    case .custom(let rule): rule.name
    }
  }
}
