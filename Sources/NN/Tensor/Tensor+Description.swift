internal import CKernels

extension Tensor: CustomStringConvertible {
  /// The shape, then the numbers to four digits in columns; whole parts up to a million are written out. Long axes show their first
  /// and last three, those outside the innermost three axes their first and last.
  ///
  /// ```
  /// [2, 3]
  /// [[  0.5,    -1, 2.25],
  ///  [1e-07, 3.142,    0]]
  /// ```
  public var description: String {
    if rank == 0 { return formatted(scalar.inDouble) }
    if count == 0 { return "\(shape) (no numbers)" }
    let width = longestText(axis: 0, offset: 0)
    return "\(shape)\n" + text(axis: 0, offset: 0, width: width)
  }

  /// Indices of an axis that are shown; nil stands for those left out.
  private func shown(_ axis: Int) -> [Int?] {
    let size = shape[axis], ends = rank - axis > 3 ? 1 : 3
    if size <= 2 * ends { return (0..<size).map { $0 } }
    return (0..<ends).map { $0 } + [nil] + ((size - ends)..<size).map { $0 }
  }

  private func longestText(axis: Int, offset: Int) -> Int {
    if axis == rank { return formatted(pointer[offset].inDouble).utf8.count }
    let stride = shape.count((axis + 1)..<rank)
    var longest = 0
    for case .some(let index) in shown(axis) { longest = Swift.max(longest, longestText(axis: axis + 1, offset: offset + index * stride)) }
    return longest
  }

  private func text(axis: Int, offset: Int, width: Int) -> String {
    if axis == rank {
      let text = formatted(pointer[offset].inDouble)
      return String(repeating: " ", count: width - text.utf8.count) + text
    }
    let stride = shape.count((axis + 1)..<rank)
    let isInnermost = axis == rank - 1
    // Matrices of a batch stand apart.
    let lines = String(repeating: "\n", count: Swift.max(1, rank - axis - 1))
    let separator = isInnermost ? ", " : "," + lines + String(repeating: " ", count: axis + 1)
    var result = "[", isFirst = true
    for index in shown(axis) {
      if !isFirst { result += separator }
      isFirst = false
      if let index { result += text(axis: axis + 1, offset: offset + index * stride, width: width) } else { result += "…" }
    }
    return result + "]"
  }
}

/// A number to four significant digits, or to the units up to a million.
private func formatted(_ value: Double) -> String {
  if value.isNaN { return "nan" }  // whose sign means nothing
  let isLong = value.magnitude >= 9999.5 && value.magnitude < 1e6
  return String(unsafeUninitializedCapacity: 32) { buffer in
    buffer.withMemoryRebound(to: CChar.self) { text in
      guard let start = text.baseAddress else { return 0 }
      return Int(ck_format(isLong ? value.rounded() : value, isLong ? 6 : 4, start, 32))
    }
  }
}
