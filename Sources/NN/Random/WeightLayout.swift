/// Which axis of a weight is the input's.
public enum WeightLayout: Sendable, Hashable {
  /// [fanIn, fanOut], for x · W: the lectures' layout.
  case inputFirst
  /// [fanOut, fanIn, kernel…]: PyTorch's layout of dense layers and convolutions.
  case outputFirst

  /// How many inputs feed an output, and how many outputs an input feeds.
  public func fans(of shape: Shape) -> (fanIn: Int, fanOut: Int) {
    if shape.rank < 2 {
      stop("initializer: a weight of shape \(shape) has no fans; give [fanIn, fanOut], or draw a bias with .zeros or .normal")
    }
    let kernel = shape.count(2..<shape.rank)
    return self == .inputFirst
      ? (shape[0] * kernel, shape[1] * kernel)
      : (shape[1] * kernel, shape[0] * kernel)
  }
}

extension WeightLayout {
  /// The axis that counts outputs, which is the one that `MaxNorm.ofUnits` takes.
  public var unitAxis: Int { self == .inputFirst ? 1 : 0 }

  /// How many outputs a weight has.
  func units(of shape: Shape) -> Int {
    _ = fans(of: shape)  // stops for shapes without
    return shape[unitAxis]
  }

  /// The longer side of a weight as a matrix [units, rest].
  func longerSide(of shape: Shape) -> Int {
    let units = units(of: shape)
    return units == 0 ? 0 : max(units, shape.count / units)
  }
}
