/// A caller's rule, as a step holds it.
class CustomRule {
  let name: String
  /// Where the operands stand, as in `Step`, and what they were.
  let places: [Int]
  let values: [Block]

  init(name: String, places: [Int], values: [Block]) {
    self.name = name
    self.places = places
    self.values = values
  }
}

final class TypedCustomRule<Scalar: TensorScalar>: CustomRule {
  typealias Pullback = (_ gradient: Variable<Scalar>, _ operands: [Variable<Scalar>]) -> [Variable<Scalar>?]
  let pullback: Pullback

  init(name: String, places: [Int], values: [Block], pullback: @escaping Pullback) {
    self.pullback = pullback
    super.init(name: name, places: places, values: values)
  }
}

/// Records a function of the caller's own with the rule for its gradient.
///
/// ```swift
/// /// The sign of x, with the gradient of the identity between −1 and 1: a straight-through estimator.
/// func signStraightThrough(_ x: Variable<Float>) -> Variable<Float> {
///   customOperation("signStraightThrough", of: [x], value: x.value / abs(x.value)) { g, operands in
///     [g * abs(operands[0].value).atMost(1)]
///   }
/// }
/// ```
///
/// - Parameters:
///   - value: the function's value at the operands
///   - pullback: what a gradient of the value, of its shape, adds to the gradients of the operands, in their order and shapes; nil
///     where the function does not depend on one. The operands are given to it: a rule made of operations on them can be
///     differentiated in turn
/// - Errors: a rule that returns another number of gradients, or gradients of other shapes, stops
public func customOperation<Scalar>(
  _ name: String, of operands: [Variable<Scalar>], value: Tensor<Scalar>,
  pullback: @escaping (_ gradient: Variable<Scalar>, _ operands: [Variable<Scalar>]) -> [Variable<Scalar>?]
) -> Variable<Scalar> {
  guard let recorder = operands.first(where: { $0.isRecorded })?.recorder else { return Variable(constant: value) }
  let places = operands.map { $0.isRecorded ? recorder.index(of: Operand($0)) : -1 }
  let rule = TypedCustomRule<Scalar>(name: name, places: places, values: operands.map(\.value.block), pullback: pullback)
  let step = recorder.append(.custom(rule), value.block, Scalar.type)
  return Variable(value: value, recorder: recorder, step: step)
}

extension CustomRule {
  /// The gradients of the recorded operands, with their places.
  func pullBack<Scalar>(_ gradient: Variable<Scalar>, recorder: Recorder, isRecorded: Bool, add: (Int, Variable<Scalar>) -> Void) {
    let rule = unsafeDowncast(self, to: TypedCustomRule<Scalar>.self)
    let operands = places.indices.map { index in
      let step = isRecorded && places[index] >= 0 ? recorder.firstStep + places[index] : -1
      return Variable<Scalar>(value: Tensor(block: values[index]), recorder: recorder, step: step)
    }
    let gradients = rule.pullback(gradient, operands)
    if gradients.count != places.count {
      stop("\(name): its rule returned \(gradients.count) gradients for \(places.count) operands; return one for each, nil for none")
    }
    for (index, contribution) in gradients.enumerated() where places[index] >= 0 {
      guard let contribution else { continue }
      if contribution.shape != values[index].shape {
        stop("\(name): its rule returned a gradient of \(contribution.shape) for operand \(index) of \(values[index].shape); give it the operand's shape")
      }
      add(places[index], contribution)
    }
  }
}
