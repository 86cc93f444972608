/// All numbers of a model, statistics included, by the paths of its parameters: a snapshot of it, and what a file holds.
///
/// It shares memory with the model until one of them changes.
public struct ModelState<Scalar: TensorScalar>: Sendable {
  public struct Entry: Sendable {
    public let path: ParameterPath
    public let tensor: Tensor<Scalar>

    public init(path: ParameterPath, tensor: Tensor<Scalar>) {
      self.path = path
      self.tensor = tensor
    }
  }

  /// In the model's order.
  public let entries: [Entry]

  /// - Errors: a path that comes twice stops
  public init(_ entries: [Entry]) {
    var seen: Set<ParameterPath> = []
    for entry in entries where !seen.insert(entry.path).inserted {
      stop("ModelState: two tensors at \(entry.path.description); give each parameter a path of its own")
    }
    self.entries = entries
  }

  public subscript(path: ParameterPath) -> Tensor<Scalar>? { entries.first { $0.path == path }?.tensor }
}

#if !hasFeature(Embedded)  // strings as keys need Unicode's tables
  extension ModelState {
    /// From tensors by name, as a file of weights has them.
    public init(_ tensors: [String: Tensor<Scalar>]) {
      self.init(tensors.sorted { $0.key < $1.key }.map { Entry(path: ParameterPath($0.key), tensor: $0.value) })
    }

    public var tensors: [String: Tensor<Scalar>] {
      var result: [String: Tensor<Scalar>] = [:]
      for entry in entries { result[entry.path.description] = entry.tensor }
      return result
    }
  }
#endif

/// Where a state and a model do not fit.
public struct StateMismatch: Error, Sendable, Hashable, CustomStringConvertible {
  public struct WrongShape: Sendable, Hashable {
    public let path: ParameterPath
    /// In the model, and in the state.
    public let expected: Shape, found: Shape
  }

  /// Parameters that the state has nothing for, and paths of it that the model does not have.
  public fileprivate(set) var missing: [ParameterPath] = [], unexpected: [ParameterPath] = []
  public fileprivate(set) var wrongShapes: [WrongShape] = []

  public var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && wrongShapes.isEmpty }

  public var description: String {
    func list(_ paths: [ParameterPath]) -> String {
      var text = ""
      for path in paths { text += (text.isEmpty ? "" : ", ") + path.description }
      return text
    }
    var parts: [String] = []
    for wrong in wrongShapes {
      parts.append("\(wrong.path.description) is \(wrong.expected) in the model and \(wrong.found) in the state")
    }
    if !missing.isEmpty { parts.append("the state has nothing for \(list(missing))") }
    if !unexpected.isEmpty { parts.append("the model has no \(list(unexpected))") }
    var text = "load: "
    for part in parts { text += part + "; " }
    return text
      + (wrongShapes.isEmpty
        ? "build the model as it was saved, or load with strict: false to take what fits by name"
        : "build the model as it was saved, and change its layers after loading")
  }
}

extension Model {
  /// A snapshot. Setting puts one of this model back: what does not fit stops; `load(_:strict:)` throws.
  ///
  /// ```swift
  /// if stopping.record(validationLoss, at: epoch, snapshot: network.state) { break }
  /// …
  /// stopping.restore(&network.state)
  /// ```
  public var state: ModelState<Scalar> {
    get { ModelState(parameters.map { ModelState.Entry(path: $0.path, tensor: $0.parameter.value) }) }
    set {
      do { _ = try load(newValue) } catch { stop(error.description) }
    }
  }

  /// Takes the state's numbers, frozen parameters' and statistics' too. All of them, or none where it throws.
  ///
  /// - Parameter strict: whether every parameter has to be in the state and nothing else; if not, what has no counterpart is left
  ///   and returned
  /// - Throws: what does not fit, with paths and shapes; wrong shapes in either case
  @discardableResult
  public mutating func load(_ state: ModelState<Scalar>, strict: Bool = true) throws(StateMismatch) -> StateMismatch {
    var mismatch = StateMismatch(), known: Set<ParameterPath> = [], tensors: [ParameterPath: Tensor<Scalar>] = [:]
    for entry in state.entries { tensors[entry.path] = entry.tensor }
    for (path, parameter) in parameters {
      known.insert(path)
      guard let tensor = tensors[path] else {
        mismatch.missing.append(path)
        continue
      }
      if tensor.shape != parameter.shape {
        mismatch.wrongShapes.append(StateMismatch.WrongShape(path: path, expected: parameter.shape, found: tensor.shape))
      }
    }
    for entry in state.entries where !known.contains(entry.path) { mismatch.unexpected.append(entry.path) }
    if strict ? !mismatch.isEmpty : !mismatch.wrongShapes.isEmpty { throw mismatch }
    visitParameters(at: ParameterPath()) { path, parameter in
      if let tensor = tensors[path] { parameter.value = tensor }
    }
    return mismatch
  }
}
