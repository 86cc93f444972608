internal import CKernels

/// What a recorded operation takes: a variable without the type of its numbers.
struct Operand {
  let block: Block
  let recorder: Recorder
  let step: Int

  @inline(__always)
  init<Scalar>(_ variable: Variable<Scalar>) {
    block = variable.value.block
    recorder = variable.recorder
    step = variable.step
  }

  var isRecorded: Bool { step >= 0 }
}

/// One recorded operation. Operands are named by their places: 0 and above is a step, −1 a constant whose value no rule needs, and
/// −2 − i the constant number i.
struct Step {
  let operation: Operation
  let left: Int
  let right: Int
  /// The step's value. Its numbers are there where a rule needs them: its own or that of a step that came from it.
  var value: Block
}

/// The list behind a tape. It does not know the type of the numbers, so that its steps have one layout, known when it is compiled.
final class Recorder {
  private(set) var steps: [Step] = []
  private var constants: [Block] = []
  /// The number of the first step: clearing goes on counting, so that variables from before are noticed.
  private(set) var firstStep = 0
  let trapsNonFinite: Bool

  init(trapsNonFinite: Bool) { self.trapsNonFinite = trapsNonFinite }

  /// What constants name: an optional reference costs a look-up of metadata at every copy in generic code. Nothing is recorded on it.
  nonisolated(unsafe) static let none = Recorder(trapsNonFinite: false)

  func appendLeaf(_ value: Block, _ type: ck_type) -> Int {
    if trapsNonFinite { checkFinite(value, type, "tape.variable", "the tensor itself") }
    return append(Step(operation: .leaf, left: -1, right: -1, value: .withoutNumbers(value.shape)))
  }

  func append(_ operation: Operation, _ operand: Operand, _ value: Block, _ type: ck_type) -> Int {
    if trapsNonFinite { checkFinite(value, type, operation.name, "its result") }
    let needs = operation.needs
    let left = place(operand, isNeeded: needs.contains(.left))
    return append(Step(operation: operation, left: left, right: -1, value: needs.contains(.result) ? value : .withoutNumbers(value.shape)))
  }

  func append(_ operation: Operation, _ left: Operand, _ right: Operand, _ value: Block, _ type: ck_type) -> Int {
    if trapsNonFinite { checkFinite(value, type, operation.name, "its result") }
    let needs = operation.needs
    let leftPlace = place(left, isNeeded: needs.contains(.left) || (needs.contains(.leftForRight) && right.isRecorded))
    let rightPlace = place(right, isNeeded: needs.contains(.right) || (needs.contains(.rightForLeft) && left.isRecorded))
    return append(
      Step(
        operation: operation, left: leftPlace, right: rightPlace,
        value: needs.contains(.result) ? value : .withoutNumbers(value.shape)))
  }

  private func append(_ step: Step) -> Int {
    steps.append(step)
    return firstStep + steps.count - 1
  }

  /// An operation whose operands stand in its rule.
  func append(_ operation: Operation, _ value: Block, _ type: ck_type) -> Int {
    if trapsNonFinite { checkFinite(value, type, operation.name, "its result") }
    return append(Step(operation: operation, left: -1, right: -1, value: operation.needs.contains(.result) ? value : .withoutNumbers(value.shape)))
  }

  /// Where an operand stands, its value kept if a rule will ask for it.
  private func place(_ operand: Operand, isNeeded: Bool) -> Int {
    if !operand.isRecorded { return isNeeded ? keep(operand.block) : -1 }
    let index = index(of: operand)
    if isNeeded && !steps[index].value.hasNumbers { steps[index].value = operand.block }
    return index
  }

  /// Where an operand stands whose numbers the rule keeps itself.
  func place(of operand: Operand) -> Int { operand.isRecorded ? index(of: operand) : -1 }

  private func keep(_ constant: Block) -> Int {
    constants.append(constant)
    return -1 - constants.count
  }

  /// The index of a recorded operand's step; stops for one that is not of this tape.
  func index(of operand: Operand) -> Int {
    if operand.recorder !== self { stop("Tape: a variable of another tape among the operands; compute one loss on one tape") }
    if operand.step < firstStep { stop("Tape: a variable from before clear(); make variables anew in each step") }
    return operand.step - firstStep
  }

  /// The value at a place that an operation's `needs` names.
  func value(at place: Int) -> Block {
    let block = place >= 0 ? steps[place].value : constants[-2 - place]
    if !block.hasNumbers { stop("gradients: a value that a rule reads was not kept: the operation's needs do not name it") }
    return block
  }

  func clear() {
    firstStep += steps.count
    steps.removeAll(keepingCapacity: true)
    constants.removeAll(keepingCapacity: true)
  }

  /// Stops if a value or gradient holds a NaN or an infinity; looks only if the tape was asked to.
  func checkFinite(_ block: Block, _ type: ck_type, _ name: String, _ what: String) {
    let wrong = ck_count(type, ck_is_not_finite, 0, block.address(type), block.shape.count)
    if wrong == 0 { return }
    let unknown = ck_count(type, ck_is_not_a_number, 0, block.address(type), block.shape.count)
    stop(
      "\(name): \(wrong) of \(block.shape.count) numbers of \(what), \(block.shape), are not finite: \(unknown) NaN, "
        + "\(wrong - unknown) infinite, and nothing before was; look at the operands of this operation")
  }
}
