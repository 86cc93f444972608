/// What a recorded step computed from its one or two inputs. `Tape+Backward.swift` has the rule of each.
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
  case erf, softplus, elu(scale: Double), maxout(pieces: Int)

  // Layout: the operand's shape says how to go back.
  case transpose, reshape
  case sumToShape, broadcastToShape
}
