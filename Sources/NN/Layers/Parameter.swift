/// Numbers that a layer holds: trained ones, and statistics that it gathers.
///
/// A parameter is a value like the tensor in it: a copy of a model is a snapshot of it.
public struct Parameter<Scalar: TensorScalar> {
  /// What it is for, by which optimizers tell them apart: decay commonly leaves biases, scales and shifts alone.
  public enum Role: Sendable, Hashable {
    case weight, bias
    /// γ of a normalization, or the trained slope of an activation.
    case scale
    /// β of a normalization.
    case shift
    /// Gathered from the data, such as running averages: saved with the model, never trained.
    case statistic
  }

  public let role: Role
  /// A frozen parameter gets no gradient and stays as it is.
  public var isFrozen: Bool
  /// What layers compute on: recorded while a step of training runs.
  public internal(set) var variable: Variable<Scalar>

  public init(_ value: Tensor<Scalar>, _ role: Role, isFrozen: Bool = false) {
    self.role = role
    self.isFrozen = isFrozen
    variable = Variable(constant: value)
  }

  public var isTrained: Bool { !isFrozen && role != .statistic }

  public var shape: Shape { variable.shape }

  public var value: Tensor<Scalar> {
    get { variable.value }
    _modify {
      var value = variable.value
      variable = Variable(constant: Tensor(block: .withoutNumbers([0])))  // so that the yielded value is the only holder
      defer { variable = Variable(constant: value) }
      yield &value
    }
  }

  /// Makes it a variable of the tape, if it is trained, until its value changes.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public mutating func record(on tape: Tape<Scalar>) {
    variable = isTrained ? tape.variable(variable.value) : variable.detached
  }

  mutating func unrecord() { variable = variable.detached }
}

/// A parameter's name within a model: "2.weight", as PyTorch's `state_dict` has them.
///
/// Its last two parts are kept by themselves: a model makes the paths of all its parameters at every step of training, and their text
/// is seldom asked for.
public struct ParameterPath: Sendable, Hashable, CustomStringConvertible {
  private var start: String
  /// A layer's place and a name behind it; −1 and empty where there is none.
  private var place = -1, name = ""

  public init(_ description: String = "") { start = description }

  public var description: String {
    var text = start
    if place >= 0 { text += (text.isEmpty ? "" : ".") + String(place) }
    if !name.isEmpty { text += (text.isEmpty ? "" : ".") + name }
    return text
  }

  // Byte by byte: comparing strings as Unicode does needs tables that an embedded build has not.
  public static func == (a: ParameterPath, b: ParameterPath) -> Bool { a.description.utf8.elementsEqual(b.description.utf8) }
  public func hash(into hasher: inout Hasher) { for byte in description.utf8 { hasher.combine(byte) } }

  /// The path of a part: `path / "weight"`.
  public static func / (path: ParameterPath, part: String) -> ParameterPath {
    var result = path.name.isEmpty ? path : ParameterPath(path.description)
    result.name = part
    return result
  }

  /// The path of the part at a place, from 0: `path / 2 / "weight"`.
  public static func / (path: ParameterPath, place: Int) -> ParameterPath {
    var result = path.place < 0 && path.name.isEmpty ? path : ParameterPath(path.description)
    result.place = place
    return result
  }
}

@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func visitIfPresent<Scalar>(
  _ parameter: inout Parameter<Scalar>?, at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void
) {
  guard var own = parameter else { return }
  parameter = nil  // so that the visitor holds the only copy
  visit(path, &own)
  parameter = own
}
