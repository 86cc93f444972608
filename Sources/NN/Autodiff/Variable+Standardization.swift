/// What the rule of a standardization reads besides its input.
final class StandardizationRule {
  let view: AxisView
  let epsilon: Double
  let mean: Block, reciprocal: Block
  /// Where γ and β stand, as in `Step`, and γ's numbers; none for a standardization without them.
  let scalePlace: Int, shiftPlace: Int
  let scale: Block?

  init(_ view: AxisView, epsilon: Double, mean: Block, reciprocal: Block, scalePlace: Int, shiftPlace: Int, scale: Block?) {
    self.view = view
    self.epsilon = epsilon
    self.mean = mean
    self.reciprocal = reciprocal
    self.scalePlace = scalePlace
    self.shiftPlace = shiftPlace
    self.scale = scale
  }
}

/// (x − μ)/√(σ² + ε), then · γ + β if given, in one pass, recorded; with the statistics, which no gradient passes.
///
/// - Shapes: γ and β [middle]
func standardized<Scalar>(
  _ x: Variable<Scalar>, _ view: AxisView, epsilon: Double, affine: (scale: Variable<Scalar>, shift: Variable<Scalar>)? = nil
) -> (y: Variable<Scalar>, statistics: Standardization<Scalar>) {
  let result = standardized(
    x.value, view, epsilon: epsilon, affine.map { ScaleAndShift(scale: $0.scale.value, shift: $0.shift.value) })
  guard let recorder = ([x] + (affine.map { [$0.scale, $0.shift] } ?? [])).first(where: { $0.isRecorded })?.recorder else {
    return (Variable(constant: result.output), result)
  }
  let rule = StandardizationRule(
    view, epsilon: epsilon, mean: result.mean.block, reciprocal: result.reciprocal.block,
    scalePlace: affine.map { recorder.place(of: Operand($0.scale)) } ?? -1,
    shiftPlace: affine.map { recorder.place(of: Operand($0.shift)) } ?? -1, scale: affine?.scale.value.block)
  let step = recorder.append(.standardize(rule), Operand(x), result.output.block, Scalar.type)
  return (Variable(value: result.output, recorder: recorder, step: step), result)
}

extension StandardizationRule {
  /// The gradients of x, γ and β with the places of those that are recorded.
  func pullBack<Scalar>(
    _ g: Variable<Scalar>, at x: Variable<Scalar>, xPlace: Int, scale: Variable<Scalar>?, isRecorded: Bool,
    add: (Int, Variable<Scalar>) -> Void
  ) {
    if !isRecorded {
      let gradient = standardizedGradient(
        g.value, x.value, view, mean: Tensor(block: mean), reciprocal: Tensor(block: reciprocal), scale: scale?.value)
      if xPlace >= 0 { add(xPlace, Variable(constant: gradient.input)) }
      if scalePlace >= 0 { add(scalePlace, Variable(constant: gradient.scale)) }
      if shiftPlace >= 0 { add(shiftPlace, Variable(constant: gradient.shift)) }
      return
    }
    // To be differentiated in turn: the same from elementary operations.
    let shape: Shape = [view.outer, view.middle, view.inner], statistic: Shape = [1, view.middle, 1]
    let count = Scalar(view.extent)
    func average(_ v: Variable<Scalar>) -> Variable<Scalar> { v.summed(to: statistic) / count }
    let centred = x.reshaped(to: shape) - average(x.reshaped(to: shape))
    let reciprocal = 1 / sqrt(average(square(centred)) + Scalar(epsilon))
    let standard = centred * reciprocal, g = g.reshaped(to: shape)
    if shiftPlace >= 0 { add(shiftPlace, g.summed(to: statistic).reshaped(to: [view.middle])) }
    if scalePlace >= 0 { add(scalePlace, (g * standard).summed(to: statistic).reshaped(to: [view.middle])) }
    if xPlace >= 0 {
      let inner = scale.map { g * $0.reshaped(to: statistic) } ?? g
      add(xPlace, (reciprocal * (inner - average(inner) - standard * average(inner * standard))).reshaped(to: x.shape))
    }
  }
}

/// What the rule of a scaling and shifting reads besides its input; the places are as in `Step`.
final class ScaleAndShiftRule {
  let view: AxisView
  let scalePlace: Int, shiftPlace: Int
  let scale: Block

  init(_ view: AxisView, scalePlace: Int, shiftPlace: Int, scale: Block) {
    self.view = view
    self.scalePlace = scalePlace
    self.shiftPlace = shiftPlace
    self.scale = scale
  }
}

/// x·γ + β in one pass, recorded.
///
/// - Shapes: γ and β [middle]
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func scaledAndShifted<Scalar>(
  _ x: Variable<Scalar>, _ view: AxisView, scale: Variable<Scalar>, shift: Variable<Scalar>
) -> Variable<Scalar> {
  let y = scaledAndShifted(x.value, view, scale: scale.value, shift: shift.value)
  if !x.isRecorded && !scale.isRecorded && !shift.isRecorded { return Variable(constant: y) }
  let recorder = x.isRecorded ? x.recorder : scale.isRecorded ? scale.recorder : shift.recorder
  let rule = ScaleAndShiftRule(
    view, scalePlace: recorder.place(of: Operand(scale)), shiftPlace: recorder.place(of: Operand(shift)), scale: scale.value.block)
  let step = recorder.append(.scaleAndShift(rule), Operand(x), y.block, Scalar.type)
  return Variable(value: y, recorder: recorder, step: step)
}

extension ScaleAndShiftRule {
  /// The gradients of x, γ and β with the places of those that are recorded; x is there where γ's gradient is asked for.
  func pullBack<Scalar>(
    _ g: Variable<Scalar>, at x: Variable<Scalar>?, xPlace: Int, scale: Variable<Scalar>, isRecorded: Bool,
    add: (Int, Variable<Scalar>) -> Void
  ) {
    if !isRecorded {
      if xPlace >= 0 { add(xPlace, Variable(constant: scaledAndShifted(g.value, view, scale: scale.value))) }
      if scalePlace < 0 && shiftPlace < 0 { return }
      let sums = scaleAndShiftGradient(g.value, x?.value ?? g.value, view)
      if scalePlace >= 0 { add(scalePlace, Variable(constant: sums.scale)) }
      if shiftPlace >= 0 { add(shiftPlace, Variable(constant: sums.shift)) }
      return
    }
    // To be differentiated in turn: the same from elementary operations.
    let shape: Shape = [view.outer, view.middle, view.inner], channel: Shape = [1, view.middle, 1]
    let spread = g.reshaped(to: shape)
    if shiftPlace >= 0 { add(shiftPlace, spread.summed(to: channel).reshaped(to: [view.middle])) }
    if let x, scalePlace >= 0 { add(scalePlace, (spread * x.reshaped(to: shape)).summed(to: channel).reshaped(to: [view.middle])) }
    if xPlace >= 0 { add(xPlace, (spread * scale.reshaped(to: channel)).reshaped(to: g.shape)) }
  }
}
