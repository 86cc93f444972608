internal import CKernels

extension Tape {
  /// The gradients of a single number with respect to all variables.
  ///
  /// - Parameter keeping: computed values whose gradients are wanted too, such as a hidden layer's
  /// - Errors: a loss of several numbers stops with "gradients: the loss has shape [16, 10]; reduce it with mean() or sum(), …"
  public func gradients(of loss: Variable<Scalar>, keeping kept: Variable<Scalar>...) -> Gradients<Scalar> {
    if loss.value.count != 1 {
      stop("gradients: the loss has shape \(loss.shape); reduce it with mean() or sum(), or give a cotangent of its shape")
    }
    return backward(from: loss, cotangent: .ones(loss.shape), keeping: kept, isRecorded: false)
  }

  /// The gradients of Σ cotangent · output: a vector-Jacobian product.
  public func gradients(
    of output: Variable<Scalar>, cotangent: Tensor<Scalar>, keeping kept: Variable<Scalar>...
  ) -> Gradients<Scalar> {
    if output.shape != cotangent.shape {
      stop("gradients: a cotangent of shape \(cotangent.shape) for an output of shape \(output.shape); give it the output's shape")
    }
    return backward(from: output, cotangent: cotangent, keeping: kept, isRecorded: false)
  }

  /// Gradients that are recorded themselves, to take gradients of: `gradients.variable(w)`.
  public func recordedGradients(of loss: Variable<Scalar>, keeping kept: Variable<Scalar>...) -> Gradients<Scalar> {
    if loss.value.count != 1 {
      stop("gradients: the loss has shape \(loss.shape); reduce it with mean() or sum(), or give a cotangent of its shape")
    }
    return backward(from: loss, cotangent: .ones(loss.shape), keeping: kept, isRecorded: true)
  }

  /// Walks the steps from the last one back. A step's gradient is complete when the walk reaches it: only later steps add to it.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func backward(
    from output: Variable<Scalar>, cotangent: Tensor<Scalar>, keeping kept: [Variable<Scalar>], isRecorded: Bool
  ) -> Gradients<Scalar> {
    if !output.isRecorded { stop("gradients: the loss does not depend on a variable of this tape; make one with tape.variable(_:)") }
    let last = operand(output).step - firstStep
    var slots = [Variable<Scalar>?](repeating: nil, count: last + 1)
    let keptSteps = Set(kept.map { operand($0).step - firstStep })
    slots[last] = Variable(constant: cotangent)
    for index in (0...last).reversed() {
      let step = steps[index]
      if case .leaf = step.operation { continue }
      guard let gradient = slots[index] else { continue }
      if !keptSteps.contains(index) { slots[index] = nil }
      let y = variable(step.value, at: firstStep + index, isRecorded: isRecorded)
      let a = variable(step.left.value, at: step.left.step, isRecorded: isRecorded)
      let b = step.right.map { variable($0.value, at: $0.step, isRecorded: isRecorded) }
      pullBack(gradient, through: step, a, b, y) { operand, contribution in
        let slot = operand.step - firstStep
        if let present = slots[slot] {
          slots[slot] = nil  // so that the sum may be taken in place
          slots[slot] = present.adding(contribution)
        } else {
          slots[slot] = contribution
        }
      }
    }
    return Gradients(slots: slots, firstStep: firstStep, kept: keptSteps, steps: steps)
  }

  private func variable(_ value: Tensor<Scalar>, at step: Int, isRecorded: Bool) -> Variable<Scalar> {
    Variable(value: value, tape: isRecorded && step >= 0 ? self : nil, step: step)
  }

  /// The rule of each operation y = f(a, b): what a gradient g of y adds to the gradients of a and b.
  ///
  /// The rules are made of recordable operations, so that they can be differentiated in turn.
  private func pullBack(
    _ g: Variable<Scalar>, through step: Step, _ a: Variable<Scalar>, _ b: Variable<Scalar>?, _ y: Variable<Scalar>,
    add: (Operand, Variable<Scalar>) -> Void
  ) {
    /// Constants get no gradient, and none is computed for them.
    func toLeft(_ gradient: @autoclosure () -> Variable<Scalar>) { if step.left.step >= 0 { add(step.left, gradient()) } }
    func toRight(_ gradient: (Variable<Scalar>) -> Variable<Scalar>) {
      if let operand = step.right, operand.step >= 0, let b { add(operand, gradient(b)) }
    }
    let b = b ?? a
    switch step.operation {
    case .leaf:
      break
    case .add:
      toLeft(g.summed(to: a.shape))
      toRight { b in g.summed(to: b.shape) }
    case .subtract:
      toLeft(g.summed(to: a.shape))
      toRight { b in -g.summed(to: b.shape) }
    case .multiply:
      toLeft((g * b).summed(to: a.shape))
      toRight { b in (g * a).summed(to: b.shape) }
    case .divide:
      toLeft((g / b).summed(to: a.shape))
      toRight { b in -(g * y / b).summed(to: b.shape) }
    case .matmul(let aTransposed, let bTransposed):
      toLeft(
        aTransposed
          ? product(b, g, leftTransposed: bTransposed, rightTransposed: true)
          : product(g, b, rightTransposed: !bTransposed))
      toRight { b in
        bTransposed
          ? product(g, a, leftTransposed: true, rightTransposed: aTransposed)
          : product(a, g, leftTransposed: !aTransposed)
      }
    case .scale(let factor):
      toLeft(g * Scalar(factor))
    case .shift:
      toLeft(g)
    case .reciprocal:
      toLeft(-(g * y * y))
    case .tanh:
      toLeft(g.fused(ck_tanh_gradient, with: y) ?? g * (1 - y * y))
    case .sigmoid:
      toLeft(g.fused(ck_sigmoid_gradient, with: y) ?? g * (y * (1 - y)))
    case .relu:
      toLeft(g.fused(ck_relu_gradient, with: a) ?? g * a.value.mapped(ck_step))
    case .leakyRelu(let slope):
      toLeft(
        g.fused(ck_leaky_relu_gradient, with: a, parameter: slope)
          ?? g * (a.value.mapped(ck_step) * Scalar(1 - slope) + Scalar(slope)))
    case .exp:
      toLeft(g * y)
    case .log:
      toLeft(g / a)
    case .square:
      toLeft(g * a * 2)
    case .squareRoot:
      toLeft(g / y * 0.5)
    case .absolute:
      toLeft(g * a.value.mapped(ck_sign))
    case .softmax:
      toLeft(y * (g - (g * y).sum(axis: -1, keepingAxis: true)))
    case .logSoftmax:
      toLeft(g - NN.exp(y) * g.sum(axis: -1, keepingAxis: true))
    case .erf:
      toLeft(g * NN.exp(-square(a)) * Scalar(2 / Double.pi.squareRoot()))
    case .softplus:
      toLeft(g * NN.sigmoid(a))
    case .elu(let scale):
      let above = y.value.mapped(ck_step)
      toLeft(g.fused(ck_elu_gradient, with: y, parameter: scale) ?? g * ((y + Scalar(scale)) * (1 - above) + above))
    case .maxout(let pieces):
      let chosen = a.value.firstGreatest(ofEach: pieces)
      toLeft((g.reshaped(to: [y.value.count, 1]) * chosen).reshaped(to: a.shape))
    case .transpose:
      toLeft(g.transposed())
    case .reshape:
      toLeft(g.reshaped(to: a.shape))
    case .sumToShape:
      toLeft(g.broadcast(to: a.shape))
    case .broadcastToShape:
      toLeft(g.summed(to: a.shape))
    }
  }
}

extension Variable {
  /// This gradient times an activation's derivative in one kernel; nil where the product has to be recorded.
  fileprivate func fused(_ kernel: ck_binary_operation, with activation: Variable, parameter: Double = 0) -> Variable? {
    if isRecorded || activation.isRecorded { return nil }
    return Variable(constant: activation.value.combined(kernel, with: value, parameter: parameter, of: "gradient"))
  }

  /// In place where nothing else holds this gradient and none is recorded.
  fileprivate consuming func adding(_ other: Variable) -> Variable {
    if isRecorded || other.isRecorded { return self + other }
    var sum = value
    self = Variable(constant: other.value)  // lets go of the value, so that `sum` is its only holder
    sum += other.value
    return Variable(constant: sum)
  }
}
