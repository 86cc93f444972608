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
    let last = recorder.index(of: Operand(output))
    let kept = kept.map { recorder.index(of: Operand($0)) }
    var slots = [Gradients<Scalar>.Slot](repeating: .none, count: last + 1)
    slots[last] = .gradient(Variable(constant: cotangent))
    let firstStep = recorder.firstStep
    for index in stride(from: last, through: 0, by: -1) {
      guard case .gradient(let gradient) = slots[index] else { continue }
      let step = recorder.steps[index]
      if recorder.trapsNonFinite { recorder.checkFinite(gradient.value.block, Scalar.type, "the gradient of \(step.operation.name)", "it") }
      if case .leaf = step.operation { continue }
      if !kept.contains(index) { slots[index] = .dropped }
      pullBack(gradient, through: step, at: index, isRecorded: isRecorded) { place, contribution in
        if case .gradient(let present) = slots[place] {
          slots[place] = .none  // so that the sum may be taken in place
          slots[place] = .gradient(present.adding(contribution))
        } else {
          slots[place] = .gradient(contribution)
        }
      }
    }
    return Gradients(slots: slots, firstStep: firstStep)
  }

  /// The rule of each operation y = f(a, b): what a gradient g of y adds to the gradients of a and b.
  ///
  /// The rules are made of recordable operations, so that they can be differentiated in turn. A value that a rule reads has to be
  /// among its operation's `needs`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func pullBack(
    _ g: Variable<Scalar>, through step: Step, at index: Int, isRecorded: Bool, add: (Int, Variable<Scalar>) -> Void
  ) {
    let recorder = recorder
    func value(at place: Int) -> Variable<Scalar> {
      let step = isRecorded && place >= 0 ? recorder.firstStep + place : -1
      return Variable(value: Tensor(block: recorder.value(at: place)), recorder: recorder, step: step)
    }
    func scaleOf(_ place: Int, _ block: Block) -> Variable<Scalar> {
      Variable(value: Tensor(block: block), recorder: recorder, step: isRecorded && place >= 0 ? recorder.firstStep + place : -1)
    }
    var a: Variable<Scalar> { value(at: step.left) }
    var b: Variable<Scalar> { value(at: step.right) }
    var y: Variable<Scalar> { value(at: index) }
    /// Only recorded operands have a shape here; rules ask for no other's.
    var aShape: Shape { recorder.steps[step.left].value.shape }
    var bShape: Shape { recorder.steps[step.right].value.shape }
    /// Constants get no gradient, and none is computed for them.
    func toLeft(_ gradient: @autoclosure () -> Variable<Scalar>) { if step.left >= 0 { add(step.left, gradient()) } }
    func toRight(_ gradient: @autoclosure () -> Variable<Scalar>) { if step.right >= 0 { add(step.right, gradient()) } }
    switch step.operation {
    case .leaf:
      break
    case .add:
      toLeft(g.summed(to: aShape))
      toRight(g.summed(to: bShape))
    case .subtract:
      toLeft(g.summed(to: aShape))
      toRight(-g.summed(to: bShape))
    case .multiply:
      toLeft((g * b).summed(to: aShape))
      toRight((g * a).summed(to: bShape))
    case .divide:
      toLeft((g / b).summed(to: aShape))
      toRight(-(g * y / b).summed(to: bShape))
    case .matmul(let aTransposed, let bTransposed):
      toLeft(
        aTransposed
          ? product(b, g, leftTransposed: bTransposed, rightTransposed: true)
          : product(g, b, rightTransposed: !bTransposed))
      toRight(
        bTransposed
          ? product(g, a, leftTransposed: true, rightTransposed: aTransposed)
          : product(a, g, leftTransposed: !aTransposed))
    case .scale(let factor):
      toLeft(g * Scalar(factor))
    case .shift:
      toLeft(g)
    case .reciprocal:
      let y = y
      toLeft(-(g * y * y))
    case .tanh:
      let y = y
      toLeft(g.fused(ck_tanh_gradient, with: y) ?? g * (1 - y * y))
    case .sigmoid:
      let y = y
      toLeft(g.fused(ck_sigmoid_gradient, with: y) ?? g * (y * (1 - y)))
    case .relu:
      // y is above 0 where the operand is, and the layer after keeps y anyway.
      let y = y
      toLeft(g.fused(ck_relu_gradient, with: y) ?? g * y.value.mapped(ck_step))
    case .leakyRelu(let slope):
      let a = a
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
      let y = y
      toLeft(y * (g - (g * y).sum(axis: -1, keepingAxis: true)))
    case .logSoftmax:
      toLeft(g - NN.exp(y) * g.sum(axis: -1, keepingAxis: true))
    case .erf:
      toLeft(g * NN.exp(-NN.square(a)) * Scalar(2 / Double.pi.squareRoot()))
    case .softplus:
      toLeft(g * NN.sigmoid(a))
    case .elu(let scale):
      let y = y, above = y.value.mapped(ck_step)
      toLeft(g.fused(ck_elu_gradient, with: y, parameter: scale) ?? g * ((y + Scalar(scale)) * (1 - above) + above))
    case .maxout(let pieces):
      let chosen = a.value.firstGreatest(ofEach: pieces)
      toLeft((g.reshaped(to: [step.value.shape.count, 1]) * chosen).reshaped(to: aShape))
    case .swish(let beta):
      let a = a
      toLeft(g.fused(ck_swish_gradient, with: a, parameter: beta) ?? g * a.swishSlope(beta: beta))
    case .gelu:
      let a = a
      toLeft(g.fused(ck_gelu_gradient, with: a) ?? g * a.geluSlope)
    case .power(let exponent):
      // At exponent 0 the other factor may be infinite.
      if exponent != 0 { toLeft(g * pow(a, exponent - 1) * Scalar(exponent)) }
    case .reciprocalSquareRoot:
      let y = y
      toLeft(g * y * y * y * -0.5)
    case .sine:
      toLeft(g * cos(a))
    case .cosine:
      toLeft(-(g * sin(a)))
    case .logOnePlus:
      toLeft(g / (a + 1))
    case .expMinusOne:
      toLeft(g * (y + 1))
    case .clampBelow(let bound):
      toLeft(g * a.value.greater(than: Scalar(bound)))
    case .clampAbove(let bound):
      toLeft(g * a.value.less(than: Scalar(bound)))
    case .maximum:
      let a = a.value, b = b.value
      toLeft((g * a.combined(ck_share_of_greater, with: b, of: "maximum")).summed(to: aShape))
      toRight((g * b.combined(ck_share_of_greater, with: a, of: "maximum")).summed(to: bShape))
    case .minimum:
      let a = a.value, b = b.value
      toLeft((g * b.combined(ck_share_of_greater, with: a, of: "minimum")).summed(to: aShape))
      toRight((g * a.combined(ck_share_of_greater, with: b, of: "minimum")).summed(to: bShape))
    case .select(let mask):
      let mask = Tensor<Scalar>(block: mask.block), none = Variable<Scalar>(constant: Tensor(0))
      toLeft(NN.select(mask, g, none).summed(to: aShape))
      toRight(NN.select(mask, none, g).summed(to: bShape))
    case .variance(let spread):
      let a = a
      toLeft(g * (a - a.mean(axes: spread.axes, keepingAxes: true)) * Scalar(2 / spread.divisor))
    case .standardDeviation(let spread):
      let a = a
      toLeft(g / y.withoutZeros * (a - a.mean(axes: spread.axes, keepingAxes: true)) * Scalar(1 / spread.divisor))
    case .norm:
      toLeft(g / y.withoutZeros * a)
    case .extreme:
      let chosen = a.value.equal(to: y.value)
      toLeft(g * (chosen / chosen.sum()))
    case .product(let axis):
      // The others have to be recorded where g is: it may be a function of them.
      let a = a
      toLeft(g * a.productOfOthers(axis: axis))
    case .logSumExp:
      let a = a, y = y
      let isFinite = y.value.count(where: .notFinite) == 0
      toLeft(g * NN.exp(a - (isFinite ? y : NN.select((y.value - y.value).equal(to: 0), y, Variable(constant: Tensor(0))))))
    case .cumulativeSum(let axis, let isReversed):
      toLeft(g.cumulativeSum(axis: Int(axis), reversed: !isReversed))
    case .slice(let axis, let from):
      let axis = Int(axis), from = Int(from)
      toLeft(g.padded(axis: axis, before: from, after: aShape[axis] - from - g.shape[axis]))
    case .pad(let axis, let from):
      let axis = Int(axis), from = Int(from)
      toLeft(g.sliced(axis: axis, from..<(from + aShape[axis])))
    case .gather(let picks):
      toLeft(g.scattered(picks, to: aShape))
    case .scatter(let picks):
      toLeft(g.gathered(picks.indices, axis: picks.axis))
    case .concatenate(let pieces):
      for (index, place) in pieces.places.enumerated() where place >= 0 {
        add(place, g.sliced(axis: pieces.axis, pieces.starts[index]..<pieces.starts[index + 1]))
      }
    case .permute(let order):
      var back = [Int](repeating: 0, count: g.shape.rank)
      for axis in back.indices { back[Int(order[axis])] = axis }
      toLeft(g.permuted(back))
    case .transpose:
      toLeft(g.transposed())
    case .reshape:
      toLeft(g.reshaped(to: aShape))
    case .sumToShape:
      toLeft(g.broadcast(to: aShape))
    case .broadcastToShape:
      toLeft(g.summed(to: aShape))
    case .convolution(let rule):
      toLeft(convolutionInputGradient(g, b, rule))
      toRight(convolutionWeightGradient(g, a, rule))
    case .convolutionInputGradient(let rule):
      toLeft(convolution(g, b, rule))
      toRight(convolutionWeightGradient(a, g, rule))
    case .convolutionWeightGradient(let rule):
      toLeft(convolution(b, g, rule))
      toRight(convolutionInputGradient(a, g, rule))
    case .gatherWinners(let rule):
      toLeft(scattered(g, rule))
    case .scatterToWinners(let rule):
      toLeft(gathered(g, rule))
    case .averagePooling(let rule):
      toLeft(averagePoolingGradient(g, rule))
    case .averagePoolingGradient(let rule):
      toLeft(averagePooling(g, rule))
    case .softmaxCrossEntropy(let rule):
      toLeft(isRecorded ? rule.recordedGradient(g, of: a) : rule.gradient(g))
    case .standardize(let rule):
      rule.pullBack(
        g, at: a, xPlace: step.left, scale: rule.scale.map { scaleOf(rule.scalePlace, $0) }, isRecorded: isRecorded, add: add)
    case .scaleAndShift(let rule):
      rule.pullBack(
        g, at: rule.scalePlace >= 0 ? a : nil, xPlace: step.left, scale: scaleOf(rule.scalePlace, rule.scale),
        isRecorded: isRecorded, add: add)
    case .custom(let rule):
      rule.pullBack(g, recorder: recorder, isRecorded: isRecorded, add: add)
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
