// What an operation's rule needs besides values and two numbers. Behind references, so that a step stays small.

/// Indices along an axis, of a gathering and of the scattering that is its gradient.
final class Picks {
  let axis: Int
  let indices: [Int]

  init(axis: Int, indices: [Int]) {
    self.axis = axis
    self.indices = indices
  }
}

/// Operands put together along an axis: where they stand, as in `Step`, and where each begins; the last entry is the end.
final class Pieces {
  let axis: Int
  let places: [Int]
  let starts: [Int]

  init(axis: Int, places: [Int], starts: [Int]) {
    self.axis = axis
    self.places = places
    self.starts = starts
  }
}

/// Numbers that are not 0 where the left operand was taken.
final class Mask {
  let block: Block

  init(_ block: Block) { self.block = block }
}

/// Axes that were reduced, and how many degrees of freedom a variance takes off its divisor.
final class Spread {
  let axes: [Int]
  let divisor: Double

  init(axes: [Int], divisor: Double) {
    self.axes = axes
    self.divisor = divisor
  }
}
