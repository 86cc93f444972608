extension Initializer {
  /// A random orthogonal matrix times `gain`: all singular values are `gain`, so a linear layer keeps lengths.
  ///
  /// Where there are more outputs than inputs or the other way round, the shorter side's vectors are orthonormal. Kernels count
  /// with their inputs: [out, in, kernel…] is made as [out, in·kernel…], as in PyTorch.
  ///
  /// - Numerics: the QR decomposition of a normal matrix with R's diagonal positive, which makes every orthogonal matrix equally
  ///   likely; in double precision, n³ work
  /// - Source: Saxe, McClelland & Ganguli 2014, https://arxiv.org/abs/1312.6120; Mezzadri 2007, "How to generate random matrices
  ///   from the classical compact groups", for the sign
  public static func orthogonal(gain: Double = 1) -> Initializer { Initializer(law: .orthogonal(gain: gain)) }

  public static func orthogonal(for nonlinearity: Nonlinearity) -> Initializer { orthogonal(gain: nonlinearity.gain) }
}

extension Tensor {
  /// [fanOut, …] or [fanIn, fanOut, …] as the layout says, with orthonormal rows or columns once flattened to [fanOut, rest].
  static func orthogonal(_ shape: Shape, gain: Double, layout: WeightLayout, using rng: inout RandomStream) -> Tensor {
    let units = layout.units(of: shape)
    if shape.count == 0 { return .zeros(shape) }
    let rest = shape.count / units
    // rows ≥ columns, so that Q's columns are orthonormal; they are the units, or what comes into them.
    let long = Swift.max(units, rest), short = Swift.min(units, rest)
    let q = Tensor<Double>.normal(Shape(rows: long, columns: short), using: &rng).qr().q * gain
    let flat = units >= rest ? q : q.transposed()  // [units, rest]
    if layout == .outputFirst { return Tensor(flat.reshaped(to: shape)) }
    if shape.rank == 2 { return Tensor(flat.transposed()) }
    // [out, in, kernel…] → [in, out, kernel…]: blocks of a kernel change places.
    let inputs = shape[0], kernel = shape.count(2..<shape.rank)
    let blocks = flat.reshaped(to: Shape(rows: units * inputs, columns: kernel))
    let order = (0..<(inputs * units)).map { $0 % units * inputs + $0 / units }
    return Tensor(blocks[rows: order].reshaped(to: shape))
  }
}
