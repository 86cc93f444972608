/// Anything with parameters: a layer, or several that work together and have more than one output.
public protocol Model<Scalar> {
  associatedtype Scalar: TensorScalar

  /// Calls the function for each parameter, in an order that never changes, with paths that differ. A layer without parameters need
  /// not have it.
  mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void)
}

extension Model {
  /// The parameters with their paths, in order.
  public var parameters: [(path: ParameterPath, parameter: Parameter<Scalar>)] {
    var copy = self, result: [(path: ParameterPath, parameter: Parameter<Scalar>)] = []
    copy.visitParameters(at: ParameterPath()) { path, parameter in result.append((path, parameter)) }
    return result
  }

  /// How many numbers training changes.
  public var trainedCount: Int { parameters.reduce(0) { $0 + ($1.parameter.isTrained ? $1.parameter.shape.count : 0) } }

  /// Freezes, or thaws, every parameter that the condition names.
  ///
  /// ```swift
  /// network.setFrozen(true) { !$0.description.hasPrefix("4.") }   // all but the head
  /// ```
  public mutating func setFrozen(_ isFrozen: Bool, where condition: (ParameterPath) -> Bool = { _ in true }) {
    visitParameters(at: ParameterPath()) { path, parameter in if condition(path) { parameter.isFrozen = isFrozen } }
  }

  /// Makes the trained parameters variables of the tape, until they change.
  public mutating func record(on tape: Tape<Scalar>) {
    visitParameters(at: ParameterPath()) { _, parameter in parameter.record(on: tape) }
  }

  /// Makes the parameters constants again.
  public mutating func unrecord() {
    visitParameters(at: ParameterPath()) { _, parameter in parameter.unrecord() }
  }

  /// The gradients of the recorded parameters, in order.
  public mutating func gradients(from gradients: Gradients<Scalar>) -> [Tensor<Scalar>] {
    var result: [Tensor<Scalar>] = []
    visitParameters(at: ParameterPath()) { _, parameter in
      if parameter.variable.isRecorded { result.append(gradients[parameter.variable]) }
    }
    return result
  }
}
