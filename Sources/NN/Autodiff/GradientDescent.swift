internal import CKernels

extension Tensor {
  /// One step of gradient descent, w ← w − rate · g, in place.
  public mutating func descend(along gradient: Tensor, rate: Double) {
    if shape != gradient.shape {
      stop("descend: \(shape) along a gradient of \(gradient.shape): shapes have to be equal; take the gradient of this variable")
    }
    if !(rate >= 0) { stop("descend: a rate of \(rate); it is 0 or more") }
    combine(ck_add_scaled, with: gradient, parameter: -rate, of: "descend")
  }
}
