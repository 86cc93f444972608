#if !hasFeature(Embedded)

  /// How numbers lie in the file. Whole numbers and truth values are read as the numbers that they are (`num_batches_tracked` of a
  /// PyTorch batch normalization is an I64).
  enum SafetensorsType: String {
    case bool = "BOOL"
    case unsigned8 = "U8", signed8 = "I8", unsigned16 = "U16", signed16 = "I16", unsigned32 = "U32", signed32 = "I32"
    case unsigned64 = "U64", signed64 = "I64"
    case float16 = "F16", brainFloat16 = "BF16", float32 = "F32", float64 = "F64"

    var byteCount: Int {
      switch self {
      case .bool, .unsigned8, .signed8: 1
      case .unsigned16, .signed16, .float16, .brainFloat16: 2
      case .unsigned32, .signed32, .float32: 4
      case .unsigned64, .signed64, .float64: 8
      }
    }
  }

  /// What the header says, checked: sizes fit types and ranges, and the ranges fill the data without hole or overlap.
  struct SafetensorsHeader {
    struct Entry {
      let name: String
      let type: SafetensorsType
      let shape: Shape
      /// In the data, which follows the header.
      let range: Range<Int>
    }

    /// As the header has it, before its numbers were compared with anything.
    struct RawEntry {
      let name: String
      var type: String?
      var sizes: [Int]?
      var offsets: [Int]?
    }

    private(set) var entries: [Entry] = []
    let metadata: [String: String]

    static var mostBytes: UInt64 { 100_000_000 }

    /// - Parameter dataCount: the bytes that follow the header
    init(_ bytes: [UInt8], dataCount: Int, file: String) throws(WeightsError) {
      var reader = HeaderReader(bytes, file: file)
      let (raw, metadata) = try reader.header()
      self.metadata = metadata
      func failure(_ problem: WeightsError.Problem) -> WeightsError { WeightsError(file: file, problem: problem) }
      var end = 0
      for entry in try raw.map({ entry throws(WeightsError) in try SafetensorsHeader.sized(entry, file) }).sorted(by: { a, b in
        (a.range.lowerBound, a.range.upperBound) < (b.range.lowerBound, b.range.upperBound)
      }) {
        let range = entry.range
        if range.lowerBound != end {
          throw failure(.notContiguous(tensor: entry.name, begin: range.lowerBound, expected: end))
        }
        if range.upperBound > dataCount { throw failure(.truncated(tensor: entry.name, range: range, byteCount: dataCount)) }
        end = range.upperBound
        entries.append(entry)
      }
      if end < dataCount { throw failure(.trailingBytes(count: dataCount - end)) }
    }

    /// With its type known, and a range as long as its shape needs.
    private static func sized(_ raw: RawEntry, _ file: String) throws(WeightsError) -> Entry {
      func failure(_ problem: WeightsError.Problem) -> WeightsError { WeightsError(file: file, problem: problem) }
      let name = raw.name, sizes = raw.sizes ?? [], offsets = raw.offsets ?? [], typeName = raw.type ?? ""
      guard let type = SafetensorsType(rawValue: typeName) else {
        throw failure(.unsupportedType(tensor: name, type: typeName))
      }
      var byteCount = type.byteCount, isTooLarge = sizes.count > Shape.mostAxes
      for size in sizes {
        // A size of 0 does not excuse the others: products of some of the axes have to fit, too.
        let (product, overflows) = byteCount.multipliedReportingOverflow(by: max(size, 1))
        byteCount = product
        isTooLarge = isTooLarge || overflows || size > Int(Int32.max)
      }
      if isTooLarge { throw failure(.unsupportedShape(tensor: name, sizes: sizes)) }
      if sizes.contains(0) { byteCount = 0 }
      let begin = offsets[0], end = offsets[1]
      if end < begin || end - begin != byteCount {
        throw failure(.wrongByteCount(tensor: name, sizes: sizes, type: typeName, byteCount: end - begin))
      }
      return Entry(name: name, type: type, shape: Shape(sizes), range: begin..<end)
    }
  }

#endif
