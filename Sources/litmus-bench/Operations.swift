import NN

/// `--operations`: every public operation on one number and on 262 144, [512, 512], beside PyTorch where one expression does the
/// same. Decompositions, which lessons do to small matrices, are on [64, 64].
let operationRows: [Row] = [
  arithmeticOperations, functionOperations, reductionOperations, layoutOperations, drawingOperations, imageOperations,
  lossOperations, matrixOperations, optimizerOperations,
].joined().flatMap(\.rows)

/// One operation of two matrices by the formula, x and y; a positive operation's are from 1 to 3.
struct TimedOperation: Sendable {
  typealias Function = @Sendable (Tensor<Float>, Tensor<Float>) -> Tensor<Float>
  typealias Recorded = @Sendable (Variable<Float>, Variable<Float>) -> Variable<Float>

  let name: String
  var isPositive = false
  var isDrawing = false
  var isMatrix = false
  var sides = [1, 512]
  /// Nil where only the recorded form exists: losses.
  var function: Function?
  /// Nil where it has no gradient.
  var recorded: Recorded?

  init(_ name: String, isPositive: Bool = false, _ function: @escaping Function, recorded: Recorded? = nil) {
    self.name = name
    self.isPositive = isPositive
    self.function = function
    self.recorded = recorded
  }

  /// A loss of x, with y for targets.
  init(loss name: String, _ recorded: @escaping Recorded) {
    self.name = name
    self.recorded = recorded
  }

  /// Has random numbers for a result, which are not compared.
  init(drawing name: String, _ function: @escaping Function) {
    self.name = name
    self.function = function
    isDrawing = true
  }

  /// Of a small matrix x, a tenth of the formula's and ones on the diagonal, far from singular.
  init(matrix name: String, _ function: @escaping Function) {
    self.name = name
    self.function = function
    isMatrix = true
    sides = [1, 64]
  }

  var rows: [Row] { sides.flatMap { side in forward(side) + both(side) } }

  private func operands(_ side: Int) -> (Tensor<Float>, Tensor<Float>) {
    let x: Tensor<Float> = formula([side, side]), y: Tensor<Float> = formula([side, side], offset: 9)
    if isMatrix { return (x * 0.1 + .oneHot(Array(0..<side), classes: side), y) }
    return isPositive ? (x + 2, y + 2) : (x, y)
  }

  private func forward(_ side: Int) -> [Row] {
    guard let function else { return [] }
    return [
      Row(name: "operation \(name) [\(side), \(side)]", tolerance: 1e-3) {
        let (x, y) = operands(side)
        return Work(check: isDrawing ? [] : [fingerprint(function(x, y))]) { _ = function(x, y) }
      }
    ]
  }

  private func both(_ side: Int) -> [Row] {
    guard let recorded else { return [] }
    return [
      Row(name: "operation \(name) [\(side), \(side)], forward and backward", tolerance: 1e-3) {
        let (start, other) = operands(side), tape = Tape<Float>(), y = Variable(constant: other)
        let cotangent = formula(recorded(Variable(constant: start), y).shape, offset: 3)
        func gradient() -> Tensor<Float> {
          let x = tape.variable(start)
          defer { tape.clear() }
          return tape.gradients(of: recorded(x, y), cotangent: cotangent)[x]
        }
        return Work(check: [fingerprint(gradient())]) { _ = gradient() }
      }
    ]
  }
}
