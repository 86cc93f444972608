/// The sizes of a tensor's axes, outermost first; at most six. `[]` is a single number.
public struct Shape: Sendable {
  /// The sizes, 1 beyond the rank, and the rank in the last place: equal shapes are equal values, in one register.
  private var sizes: SIMD8<Int32>

  public var rank: Int { Int(sizes[7]) }

  public static var mostAxes: Int { 6 }

  public init(_ dimensions: some Sequence<Int>) {
    var sizes = SIMD8<Int32>(repeating: 1)
    var rank = 0
    for size in dimensions {
      if rank == Shape.mostAxes { stop("shape: more than \(Shape.mostAxes) axes; a tensor has at most \(Shape.mostAxes)") }
      if size < 0 || size > Int(Int32.max) {
        stop("shape: \(size) as the size of axis \(rank); sizes are from 0 to \(Int32.max)")
      }
      sizes[rank] = Int32(truncatingIfNeeded: size)
      rank += 1
    }
    sizes[7] = Int32(truncatingIfNeeded: rank)
    self.sizes = sizes
  }

  init(rows: Int, columns: Int) {
    sizes = SIMD8(repeating: 1)
    sizes[0] = Int32(truncatingIfNeeded: rows)
    sizes[1] = Int32(truncatingIfNeeded: columns)
    sizes[7] = 2
  }

  /// How many numbers a tensor of this shape has.
  public var count: Int {
    var count = 1
    for axis in 0..<rank { count *= Int(sizes[axis]) }
    return count
  }

  public var dimensions: [Int] { (0..<rank).map { self[$0] } }

  public subscript(axis: Int) -> Int { Int(sizes[axis]) }

  /// The product of the sizes of the axes.
  func count(_ axes: Range<Int>) -> Int {
    var count = 1
    for axis in axes { count *= self[axis] }
    return count
  }

  /// `axis` counted from the front; negative ones count from the back, −1 being the last.
  func resolve(axis: Int, of operation: StaticString) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    if resolved < 0 || resolved >= rank {
      stop("\(operation): axis \(axis) of \(self): the axes are 0 to \(rank - 1), or −1 to −\(rank) from the back")
    }
    return resolved
  }

  /// Several axes, in ascending order.
  func resolve(axes: [Int], of operation: StaticString) -> [Int] {
    var isNamed = SIMD8<UInt8>()
    for axis in axes {
      let resolved = resolve(axis: axis, of: operation)
      if isNamed[resolved] != 0 { stop("\(operation): axis \(resolved) of \(self) is named twice; name each axis once") }
      isNamed[resolved] = 1
    }
    return (0..<rank).filter { isNamed[$0] != 0 }
  }

  /// Without the axes, or with their sizes set to 1.
  func reducing(_ axes: [Int], keepingAxes: Bool) -> Shape {
    if keepingAxes { return axes.reduce(self) { $0.replacing($1, by: 1) } }
    return Shape((0..<rank).filter { !axes.contains($0) }.map { self[$0] })
  }

  /// With a further axis before the given one.
  func inserting(_ size: Int, at axis: Int) -> Shape {
    var dimensions = dimensions
    dimensions.insert(size, at: axis)
    return Shape(dimensions)
  }

  /// Without the axis, or with its size set to 1.
  func reducing(_ axis: Int, keepingAxis: Bool) -> Shape {
    if keepingAxis {
      var result = self
      result.sizes[axis] = 1
      return result
    }
    return Shape((0..<rank).lazy.filter { $0 != axis }.map { self[$0] })
  }

  func replacing(_ axis: Int, by size: Int) -> Shape {
    var result = self
    result.sizes[axis] = Int32(truncatingIfNeeded: size)
    return result
  }
}

extension Shape: Hashable {
  public static func == (a: Shape, b: Shape) -> Bool { a.sizes == b.sizes }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral dimensions: Int...) { self.init(dimensions) }
}

extension Shape: CustomStringConvertible {
  public var description: String {
    var text = "["
    for axis in 0..<rank { text += axis == 0 ? "\(self[axis])" : ", \(self[axis])" }
    return text + "]"
  }
}
