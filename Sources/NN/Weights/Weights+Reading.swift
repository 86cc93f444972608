#if !hasFeature(Embedded)

  extension Weights {
    /// Reads a safetensors file. F32, F64, F16, BF16, whole numbers and truth values become this precision's numbers, rounded to
    /// the nearest where it has fewer digits.
    ///
    /// Nothing is taken on trust: lengths, types, shapes, ranges, names and the whole file's size are checked before memory is
    /// asked for. What is not checked, since the format has no sum for it, is the numbers themselves.
    ///
    /// - Throws: the first problem found, with the file, the tensor and what to do
    public init(contentsOf path: String) throws(WeightsError) { try self.init(ByteSource(path: path)) }

    /// The same from a file's bytes in memory; `name` stands for the file in errors.
    public init(safetensors bytes: [UInt8], name: String = "weights") throws(WeightsError) {
      try self.init(ByteSource(bytes, name: name))
    }

    private init(_ source: ByteSource) throws(WeightsError) {
      func failure(_ problem: WeightsError.Problem) -> WeightsError { WeightsError(file: source.name, problem: problem) }
      if source.count < 8 { throw failure(.shortHeader(announced: nil, byteCount: source.count)) }
      let length = littleEndian(try source.bytes(0..<8))
      if length > SafetensorsHeader.mostBytes { throw failure(.longHeader(announced: length)) }
      if length > UInt64(source.count - 8) { throw failure(.shortHeader(announced: length, byteCount: source.count)) }
      let start = 8 + Int(length)
      let header = try SafetensorsHeader(source.bytes(8..<start), dataCount: source.count - start, file: source.name)
      var tensors: [String: Tensor<Scalar>] = [:]
      for entry in header.entries { tensors[entry.name] = try read(entry, from: source, dataStart: start) }
      self.init(tensors, metadata: header.metadata, file: source.name)
    }
  }

  private func read<Scalar>(
    _ entry: SafetensorsHeader.Entry, from source: ByteSource, dataStart: Int
  ) throws(WeightsError) -> Tensor<Scalar> {
    let range = (dataStart + entry.range.lowerBound)..<(dataStart + entry.range.upperBound)
    switch entry.type {
    case .float32 where Scalar.format == .float32, .float64 where Scalar.format == .float64:
      return try numbers(range, entry.shape, source)
    case .float32: return Tensor(try numbers(range, entry.shape, source) as Tensor<Float>)
    case .float64: return Tensor(try numbers(range, entry.shape, source) as Tensor<Double>)
    case .float16, .brainFloat16:
      let bytes = try source.bytes(range)
      return Tensor(Tensor<Float>(entry.type == .float16 ? expandedHalves(bytes) : expandedBrainFloats(bytes), shape: entry.shape))
    default: return Tensor(Tensor<Double>(wholeNumbers(try source.bytes(range), entry.type), shape: entry.shape))
    }
  }

  /// Numbers that lie in the file as they do in memory: every platform of ours is little-endian.
  private func numbers<Scalar>(_ range: Range<Int>, _ shape: Shape, _ source: ByteSource) throws(WeightsError) -> Tensor<Scalar> {
    let result = Tensor<Scalar>(uninitialized: shape)
    if !range.isEmpty { try source.copy(range, to: result.address) }
    return result
  }

  func littleEndian(_ bytes: some Collection<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  private func pairs(_ bytes: [UInt8], _ transform: (UInt32) -> UInt32) -> [Float] {
    (0..<(bytes.count / 2)).map { Float(bitPattern: transform(UInt32(bytes[2 * $0]) | UInt32(bytes[2 * $0 + 1]) << 8)) }
  }

  /// The upper half of a Float's bits.
  private func expandedBrainFloats(_ bytes: [UInt8]) -> [Float] { pairs(bytes) { $0 << 16 } }

  /// IEEE 754 half precision: sign, 5 bits of exponent, 10 of significand. Swift's `Float16` is not on every platform.
  private func expandedHalves(_ bytes: [UInt8]) -> [Float] {
    pairs(bytes) { half in
      let sign = (half & 0x8000) << 16, exponent = half >> 10 & 0x1f, fraction = half & 0x3ff
      switch exponent {
      case 0x1f: return sign | 0x7f80_0000 | fraction << 13
      // Subnormal: fraction · 2⁻²⁴, which Float holds as a normal number.
      case 0: return sign | (Float(fraction) * 0x1p-24).bitPattern
      default: return sign | (exponent + 112) << 23 | fraction << 13
      }
    }
  }

  private func wholeNumbers(_ bytes: [UInt8], _ type: SafetensorsType) -> [Double] {
    let size = type.byteCount
    return (0..<(bytes.count / size)).map { place in
      let bits = littleEndian(bytes[(place * size)..<((place + 1) * size)])
      return switch type {
      case .signed8: Double(Int8(truncatingIfNeeded: bits))
      case .signed16: Double(Int16(truncatingIfNeeded: bits))
      case .signed32: Double(Int32(truncatingIfNeeded: bits))
      case .signed64: Double(Int64(bitPattern: bits))
      case .bool: bits == 0 ? 0 : 1
      default: Double(bits)
      }
    }
  }

#endif
