#if !hasFeature(Embedded)

  /// Reads the header's JSON, and nothing else that JSON may be: objects of strings and of the three fields of a tensor, each once.
  /// It never descends deeper than the format does, so no header can exhaust the stack.
  struct HeaderReader {
    private let bytes: [UInt8]
    private let file: String
    private var place = 0

    init(_ bytes: [UInt8], file: String) {
      self.bytes = bytes
      self.file = file
    }

    mutating func header() throws(WeightsError) -> ([SafetensorsHeader.RawEntry], metadata: [String: String]) {
      // Decoding repairs what is not UTF-8, so that it would not come out as it went in.
      if Array(String(decoding: bytes, as: UTF8.self).utf8) != bytes { throw malformed("UTF-8 text (anywhere in the header)") }
      if bytes.first != UInt8(ascii: "{") { throw malformed("\"{\"") }
      var entries: [SafetensorsHeader.RawEntry] = [], metadata: [String: String] = [:], names: Set<String> = []
      try object { reader, name throws(WeightsError) in
        if !names.insert(name).inserted { throw WeightsError(file: reader.file, problem: .duplicateName(name)) }
        if name == "__metadata__" { metadata = try reader.metadata() } else { entries.append(try reader.entry(name)) }
      }
      skipSpace()
      if place != bytes.count { throw malformed("the header's end") }
      return (entries, metadata)
    }

    private mutating func metadata() throws(WeightsError) -> [String: String] {
      var result: [String: String] = [:]
      try object { reader, key throws(WeightsError) in
        if result.updateValue(try reader.string(), forKey: key) != nil {
          throw WeightsError(file: reader.file, problem: .duplicateName(key))
        }
      }
      return result
    }

    private mutating func entry(_ name: String) throws(WeightsError) -> SafetensorsHeader.RawEntry {
      var entry = SafetensorsHeader.RawEntry(name: name)
      try object { reader, field throws(WeightsError) in
        switch field {
        case "dtype" where entry.type == nil: entry.type = try reader.string()
        case "shape" where entry.sizes == nil: entry.sizes = try reader.numbers()
        case "data_offsets" where entry.offsets == nil: entry.offsets = try reader.numbers()
        default: throw reader.malformed("one of dtype, shape and data_offsets, each once,")
        }
      }
      if entry.type == nil || entry.sizes == nil || entry.offsets?.count != 2 {
        throw malformed("the end of a tensor with its dtype, shape and two data_offsets")
      }
      return entry
    }

    // MARK: JSON

    /// Calls `member` after each key, to read its value.
    private mutating func object(
      _ member: (inout HeaderReader, String) throws(WeightsError) -> Void
    ) throws(WeightsError) {
      try expect("{")
      if found("}") { return }
      repeat {
        let key = try string()
        try expect(":")
        try member(&self, key)
      } while found(",")
      try expect("}")
    }

    private mutating func numbers() throws(WeightsError) -> [Int] {
      try expect("[")
      if found("]") { return [] }
      var result: [Int] = []
      repeat { result.append(try number()) } while found(",")
      try expect("]")
      return result
    }

    /// A whole number, 0 or more, without needless zeros.
    private mutating func number() throws(WeightsError) -> Int {
      skipSpace()
      let start = place
      var value = 0
      while place < bytes.count, case let digit = Int(bytes[place]) - 48, digit >= 0 && digit <= 9 {
        let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = tens.addingReportingOverflow(digit)
        if overflows || overflowsToo { throw malformed("a number below 2⁶³") }
        value = sum
        place += 1
      }
      if place == start || (bytes[start] == UInt8(ascii: "0") && place > start + 1) {
        place = start
        throw malformed("a whole number, 0 or more,")
      }
      return value
    }

    private mutating func string() throws(WeightsError) -> String {
      try expect("\"")
      var text: [UInt8] = []
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
        case UInt8(ascii: "\\"): text.append(contentsOf: String(try escaped()).utf8)
        case 0..<32:
          place -= 1
          throw malformed("a character of a string (control characters are escaped)")
        default: text.append(byte)
        }
      }
      throw malformed("the end of a string")
    }

    /// What follows a backslash.
    private mutating func escaped() throws(WeightsError) -> Unicode.Scalar {
      let byte = place < bytes.count ? bytes[place] : 0
      place += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{c}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"):
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Two halves of a surrogate pair make a character.
        if first < 0xdc00, place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") {
          place += 2
          let second = try codeUnit()
          if second >= 0xdc00 && second < 0xe000,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
          {
            return scalar
          }
        }
        throw malformed("the second half of a surrogate pair")
      default:
        place -= 1
        throw malformed("a character that may be escaped")
      }
    }

    private mutating func codeUnit() throws(WeightsError) -> UInt32 {
      var value: UInt32 = 0
      for _ in 0..<4 {
        let byte = place < bytes.count ? bytes[place] : 0
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
        default: throw malformed("a hexadecimal digit")
        }
        place += 1
      }
      return value
    }

    private mutating func skipSpace() {
      while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
    }

    private mutating func found(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      if place >= bytes.count || bytes[place] != UInt8(ascii: character) { return false }
      place += 1
      return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(WeightsError) {
      if !found(character) { throw malformed("\"\(character)\"") }
    }

    private func malformed(_ expected: String) -> WeightsError {
      WeightsError(file: file, problem: .malformedHeader(offset: 8 + place, expected: expected))
    }
  }

#endif
