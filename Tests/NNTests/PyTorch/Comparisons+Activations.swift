@testable import NN

let activationComparisons: [Comparison] = comparisons {
  Comparison("relu", { relu($1.x) })
  Comparison("leaky_relu", { leakyRelu($1.x, slope: try $0.number("slope")) }, wrong: { leakyRelu($1.x) })
  Comparison("prelu", { prelu($1.x, slope: $1("slope")) })
  Comparison("elu", { elu($1.x, scale: try $0.number("scale")) }, wrong: { elu($1.x) })
  Comparison("selu", { selu($1.x) }, wrong: { elu($1.x, scale: SelfNormalizing.alpha) })
  Comparison("gelu", { gelu($1.x) }, wrong: { geluByTanh($1.x) })
  Comparison("gelu_tanh", { geluByTanh($1.x) }, wrong: { gelu($1.x) })
  Comparison("softplus", { softplus($1.x) })
  Comparison("silu", { swish($1.x) })
  Comparison("swish", { swish($1.x, beta: try $0.number("beta")) }, wrong: { swish($1.x) })
  Comparison("tanh", { tanh($1.x) })
  Comparison("sigmoid", { sigmoid($1.x) })
  Comparison("erf", { erf($1.x) })
  Comparison("softmax", { softmax($1.x) }, wrong: { softmax($1.x.transposed()).transposed() })
  Comparison("log_softmax", { logSoftmax($1.x) })
  Comparison("maxout", { maxout($1.x, pieces: try $0.integers("pieces")[0]) }, wrong: { maxout($1.x, pieces: 2) })
}
