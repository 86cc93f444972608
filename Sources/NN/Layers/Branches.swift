#if !hasFeature(Embedded)  // it holds layers of any kind

  /// One input through several networks side by side, their outputs put together along an axis, the channels by default: the block
  /// of an Inception network.
  ///
  /// - Shapes: outputs that differ along the axis only
  /// - Source: Szegedy et al. 2015, https://arxiv.org/abs/1409.4842
  public struct Branches<Scalar: TensorScalar>: Layer {
    public var branches: [Network<Scalar>]
    public var axis: Int

    public init(_ branches: [[any Layer<Scalar>]], axis: Int = 1) {
      if branches.isEmpty { stop("Branches: no branches; give one or more") }
      self.branches = branches.map { Network($0) }
      self.axis = axis
    }

    public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
      var outputs: [Variable<Scalar>] = []
      for place in branches.indices { outputs.append(branches[place](x, in: &pass)) }
      return concatenated(outputs, axis: axis)
    }

    public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
      for place in branches.indices { branches[place].visitParameters(at: path / place, visit) }
    }
  }
#endif
