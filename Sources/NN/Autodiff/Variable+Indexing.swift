internal import CKernels

// The parts of `Tensor+Indexing.swift`, recorded. The gradient of a slice is padding and the other way round; that of a gathering
// adds each entry's gradient to the place that it came from, in the order of the indices.

extension Variable {
  public func sliced(axis: Int, _ range: Range<Int>) -> Variable {
    let axis = shape.resolve(axis: axis, of: "sliced")
    return recording(.slice(axis: axis.narrowed, from: range.lowerBound.narrowed), value.sliced(axis: axis, range))
  }

  public func padded(axis: Int, before: Int = 0, after: Int = 0) -> Variable {
    let axis = shape.resolve(axis: axis, of: "padded")
    return recording(.pad(axis: axis.narrowed, from: before.narrowed), value.padded(axis: axis, before: before, after: after))
  }

  public func split(axis: Int, into pieces: Int) -> [Variable] {
    shape.pieces(axis: axis, into: pieces).map { sliced(axis: axis, $0) }
  }

  public subscript(row row: Int) -> Variable { self[rows: row..<(row + 1)].squeezed(axis: 0) }

  public subscript(rows range: Range<Int>) -> Variable {
    recording(.slice(axis: 0, from: range.lowerBound.narrowed), value[rows: range])
  }

  /// The look-up of an embedding: the same row may come more than once, and its gradients add up.
  public subscript(rows indices: [Int]) -> Variable {
    recording(.gather(Picks(axis: 0, indices: indices)), value[rows: indices])
  }

  public subscript(columns range: Range<Int>) -> Variable {
    recording(.slice(axis: 1, from: range.lowerBound.narrowed), value[columns: range])
  }

  public func gathered(_ indices: [Int], axis: Int) -> Variable {
    let axis = shape.resolve(axis: axis, of: "gathered")
    return recording(.gather(Picks(axis: axis, indices: indices)), value.gathered(indices, axis: axis))
  }

  public func picked(_ labels: [Int]) -> Variable {
    if shape.rank != 2 || shape[0] != labels.count {
      stop("picked: \(labels.count) labels for \(shape); give one label a row of [rows, classes]")
    }
    let classes = shape[1]
    for (row, label) in labels.enumerated() where label < 0 || label >= classes {
      stop("picked: label \(label) at position \(row), with \(classes) classes; labels are 0 to \(classes - 1)")
    }
    return taken(labels.indices.map { $0 * classes + labels[$0] }, as: [labels.count])
  }

  public func tiled(axis: Int, _ times: Int) -> Variable {
    let axis = shape.resolve(axis: axis, of: "tiled"), size = shape[axis]
    checkTimes(times, of: "tiled")
    return gathered((0..<(size * times)).map { $0 % size }, axis: axis)
  }

  public func repeated(axis: Int, _ times: Int) -> Variable {
    let axis = shape.resolve(axis: axis, of: "repeated")
    checkTimes(times, of: "repeated")
    return gathered((0..<(shape[axis] * times)).map { $0 / times }, axis: axis)
  }

  private func checkTimes(_ times: Int, of name: StaticString) {
    if times < 0 { stop("\(name): \(times) times; it is 0 or more") }
  }

  public func flipped(axis: Int) -> Variable {
    let axis = shape.resolve(axis: axis, of: "flipped")
    return gathered((0..<shape[axis]).reversed(), axis: axis)
  }

  public func rolled(axis: Int, by distance: Int) -> Variable {
    let axis = shape.resolve(axis: axis, of: "rolled"), size = shape[axis]
    return gathered((0..<size).map { (($0 - distance) % size + size) % size }, axis: axis)
  }

  public func expanded(axis: Int) -> Variable { reshaped(to: shape.expanded(axis: axis)) }
  public func squeezed(axis: Int) -> Variable { reshaped(to: shape.squeezed(axis: axis)) }
  public func flattened(from axis: Int = 0) -> Variable { reshaped(to: shape.flattened(from: axis)) }

  public func permuted(_ order: [Int]) -> Variable {
    let value = value.permuted(order)
    var packed = SIMD8<Int8>()
    for axis in order.indices { packed[axis] = Int8(truncatingIfNeeded: order[axis]) }
    return recording(.permute(packed), value)
  }

  // MARK: Internal

  /// The numbers at these places, counted row by row, under a shape of as many.
  func taken(_ places: [Int], as shape: Shape) -> Variable {
    let flat = flattened()
    return flat.recording(.gather(Picks(axis: 0, indices: places)), flat.value.gatheredUnchecked(places, axis: 0)).reshaped(to: shape)
  }

  func scattered(_ picks: Picks, to target: Shape) -> Variable {
    recording(.scatter(picks), value.scattered(picks.indices, axis: picks.axis, to: target))
  }

  /// The body works on the last axis; this brings another one there and back.
  func withLast(_ axis: Int, _ body: (Variable) -> Variable) -> Variable {
    let rank = shape.rank
    if axis == rank - 1 { return body(self) }
    let order = (0..<rank).filter { $0 != axis } + [axis]
    var back = order
    for place in order.indices { back[order[place]] = place }
    return body(permuted(order)).permuted(back)
  }
}

public func concatenated<Scalar>(_ parts: [Variable<Scalar>], axis: Int = 0) -> Variable<Scalar> {
  let value = concatenated(parts.map { $0.value }, axis: axis)
  guard let recorder = parts.first(where: { $0.isRecorded })?.recorder else { return Variable(constant: value) }
  let axis = value.shape.resolve(axis: axis, of: "concatenated")
  let places = parts.map { $0.isRecorded ? recorder.index(of: Operand($0)) : -1 }
  let starts = parts.reduce(into: [0]) { starts, part in starts.append((starts.last ?? 0) + part.shape[axis]) }
  let step = recorder.append(.concatenate(Pieces(axis: axis, places: places, starts: starts)), value.block, Scalar.type)
  return Variable(value: value, recorder: recorder, step: step)
}

public func stacked<Scalar>(_ parts: [Variable<Scalar>], axis: Int = 0) -> Variable<Scalar> {
  for part in parts where part.shape != parts[0].shape {
    stop("stacked: \(parts[0].shape) and \(part.shape): shapes have to be equal; use concatenated for parts of other sizes")
  }
  return concatenated(parts.map { $0.expanded(axis: axis) }, axis: axis)
}

extension Int {
  /// For the steps of a tape. Sizes of axes fit, and what does not has been refused by the tensor's operation.
  var narrowed: Int32 { Int32(truncatingIfNeeded: self) }
}
