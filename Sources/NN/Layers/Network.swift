#if !hasFeature(Embedded)  // it holds layers of any kind

  /// Layers one after another; parameters are named by their place, "0.weight", as in PyTorch's `Sequential`.
  ///
  /// ```swift
  /// var network = Network<Float>([
  ///   Dense(784, 256, weights: .he, using: &rng), Activation(.relu),
  ///   Dense(256, 10, using: &rng),
  /// ])
  /// network.layers.removeLast()           // cut it, and put a new head on
  /// network.layers.append(Dense(256, 3, using: &rng))
  /// ```
  public struct Network<Scalar: TensorScalar>: Layer {
    public var layers: [any Layer<Scalar>]

    public init(_ layers: [any Layer<Scalar>]) { self.layers = layers }

    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
      var x = x
      for place in layers.indices { x = layers[place](x, in: &pass) }
      return x
    }

    /// The outputs of all layers, the last one's at the end: to look at activations, or to take features from.
    public mutating func outputs(_ x: Variable<Scalar>, in pass: inout Pass) -> [Variable<Scalar>] {
      var outputs: [Variable<Scalar>] = []
      for place in layers.indices { outputs.append(layers[place](outputs.last ?? x, in: &pass)) }
      return outputs
    }

    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
      for place in layers.indices { layers[place].visitParameters(at: path / place, visit) }
    }
  }

  /// x + body(x), or shortcut(x) + body(x) where the shapes differ.
  ///
  /// - Errors: a body that changes the shape, without a shortcut that does the same, stops
  public struct Residual<Scalar: TensorScalar>: Layer {
    public var body: Network<Scalar>
    public var shortcut: Network<Scalar>?

    public init(_ body: [any Layer<Scalar>], shortcut: [any Layer<Scalar>]? = nil) {
      self.body = Network(body)
      self.shortcut = shortcut.map { Network($0) }
    }

    public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
      let change = body(x, in: &pass), start = shortcut?(x, in: &pass) ?? x
      if change.shape != start.shape {
        stop(
          "Residual: a body of \(change.shape) added to \(start.shape): shapes have to be equal; "
            + "give a shortcut that changes them alike")
      }
      return start + change
    }

    public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
      body.visitParameters(at: path / "body", visit)
      shortcut?.visitParameters(at: path / "shortcut", visit)
    }
  }

  /// A trunk that tasks share, and a head for each: hard parameter sharing.
  public struct MultiHead<Scalar: TensorScalar>: Model {
    public var trunk: Network<Scalar>
    public var heads: [Network<Scalar>]

    public init(trunk: [any Layer<Scalar>], heads: [[any Layer<Scalar>]]) {
      self.trunk = Network(trunk)
      self.heads = heads.map { Network($0) }
    }

    /// The heads' outputs of a pass of evaluation, without a tape.
    public func evaluate(_ x: Tensor<Scalar>) -> [Tensor<Scalar>] {
      let features = trunk.evaluate(x)
      return heads.map { $0.evaluate(features) }
    }

    /// Each head's output, in order; the trunk runs once.
    public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> [Variable<Scalar>] {
      let features = trunk(x, in: &pass)
      var outputs: [Variable<Scalar>] = []
      for place in heads.indices { outputs.append(heads[place](features, in: &pass)) }
      return outputs
    }

    public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
      trunk.visitParameters(at: path / "trunk", visit)
      for place in heads.indices { heads[place].visitParameters(at: path / "heads" / place, visit) }
    }
  }
#endif
