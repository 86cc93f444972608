internal import CKernels

/// How the shapes of two operands meet: aligned at their last axes, an axis of size 1 repeats along the other's.
///
/// - Source: NumPy's rules, https://numpy.org/doc/stable/user/basics.broadcasting.html
extension Shape {
  func broadcast(with other: Shape, of operation: StaticString) -> Shape {
    if self == other { return self }
    var result = rank >= other.rank ? self : other
    for axis in 0..<result.rank {
      let a = padded(axis, of: result.rank), b = other.padded(axis, of: result.rank)
      if a != b && a != 1 && b != 1 {
        stop(
          "\(operation): \(self) with \(other): the sizes \(a) and \(b) differ and neither is 1; "
            + "reshape one, or keep the reduced axis with keepingAxis: true")
      }
      result = result.replacing(axis, by: a == 1 ? b : a)
    }
    return result
  }

  /// The size of an axis once the shape is padded with 1 in front to `rank` axes.
  func padded(_ axis: Int, of rank: Int) -> Int {
    let own = axis - (rank - self.rank)
    return own < 0 ? 1 : self[own]
  }

  /// Whether a tensor of this shape can be repeated to `target` without losing anything.
  func repeats(to target: Shape) -> Bool {
    if rank > target.rank { return false }
    for axis in 0..<target.rank {
      let size = padded(axis, of: target.rank)
      if size != 1 && size != target[axis] { return false }
    }
    return true
  }
}

extension ck_walk {
  /// The loops over `result` that read operands of the shapes `left` and `right`. Neighbouring axes that both operands run through,
  /// or both repeat, become one loop.
  init(left: Shape, right: Shape, result: Shape) {
    self.init()
    if left == result && right.rank <= 1 && right.rank < left.rank {
      // A bias on rows, or a number on everything: the walk that small networks take most.
      let width = right.count == 1 ? result.count : right.count
      rank = 2
      extents.0 = result.count / Swift.max(width, 1)
      extents.1 = width
      left_steps.0 = width
      left_steps.1 = 1
      right_steps.1 = right.count == 1 ? 0 : 1
      return
    }
    var extents = SIMD8<Int>(repeating: 1), leftSteps = SIMD8<Int>(), rightSteps = SIMD8<Int>()
    var loops = 0  // filled from the innermost
    var leftDistance = 1, rightDistance = 1
    for axis in (0..<result.rank).reversed() {
      let extent = result[axis]
      let leftSize = left.padded(axis, of: result.rank), rightSize = right.padded(axis, of: result.rank)
      let leftStep = leftSize == 1 ? 0 : leftDistance, rightStep = rightSize == 1 ? 0 : rightDistance
      leftDistance *= leftSize
      rightDistance *= rightSize
      if extent == 1 { continue }
      if loops > 0, leftStep == leftSteps[loops - 1] * extents[loops - 1], rightStep == rightSteps[loops - 1] * extents[loops - 1] {
        extents[loops - 1] *= extent
      } else {
        extents[loops] = extent
        leftSteps[loops] = leftStep
        rightSteps[loops] = rightStep
        loops += 1
      }
    }
    loops = max(loops, 1)
    rank = Int32(truncatingIfNeeded: loops)
    withUnsafeMutableBytes(of: &self.extents) { a in
      withUnsafeMutableBytes(of: &left_steps) { b in
        withUnsafeMutableBytes(of: &right_steps) { c in
          for loop in 0..<loops {
            let from = loops - 1 - loop, offset = loop * MemoryLayout<Int>.stride
            a.storeBytes(of: extents[from], toByteOffset: offset, as: Int.self)
            b.storeBytes(of: leftSteps[from], toByteOffset: offset, as: Int.self)
            c.storeBytes(of: rightSteps[from], toByteOffset: offset, as: Int.self)
          }
        }
      }
    }
  }
}
