#if !hasFeature(Embedded)
  internal import CKernels

  extension Weights {
    /// Writes a safetensors file: F32 for `Float`, F64 for `Double`.
    ///
    /// The same tensors and metadata give the same bytes: metadata first, then the tensors in order of their names' bytes, the
    /// header padded with spaces to a multiple of eight, so that numbers are aligned. Without metadata they are the bytes that the
    /// format's own Python package writes.
    ///
    /// The file at `path` is either left as it was or replaced whole: the bytes go to a temporary file beside it, then to the disk,
    /// then it is renamed.
    ///
    /// - Throws: where the file cannot be written, or a tensor's name is `__metadata__`
    public func write(to path: String) throws(WeightsError) {
      var start = try startOfFile(named: path)
      var temporary = [CChar](repeating: 0, count: path.utf8.count + 64)
      let file = ck_create_file_beside(path, &temporary, temporary.count)
      if file < 0 { throw WeightsError(file: path, problem: .unwritable(reason: errorText(-file))) }
      var error = ck_write_file(file, &start, Int64(start.count))
      for name in names where error == 0 {
        if let tensor = tensors[name] { error = ck_write_file(file, tensor.address, Int64(tensor.count * Scalar.byteCount)) }
      }
      if error == 0 {
        error = ck_finish_file(file, temporary, path)
      } else {
        ck_close_file(file)
        ck_remove_file(temporary)
      }
      if error != 0 { throw WeightsError(file: path, problem: .unwritable(reason: errorText(error))) }
    }

    /// The bytes of the file that `write` writes.
    public func safetensors() throws(WeightsError) -> [UInt8] {
      var bytes = try startOfFile(named: "weights")
      for name in names {
        if let tensor = tensors[name] {
          bytes.append(contentsOf: UnsafeRawBufferPointer(start: tensor.address, count: tensor.count * Scalar.byteCount))
        }
      }
      return bytes
    }

    /// The header's length and the header.
    private func startOfFile(named file: String) throws(WeightsError) -> [UInt8] {
      var members: [String] = []
      if !metadata.isEmpty {
        let pairs = metadata.keys.sorted(by: precedes).map { "\(quoted($0)):\(quoted(metadata[$0] ?? ""))" }
        members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
      }
      let type = Scalar.format == .float32 ? SafetensorsType.float32 : .float64
      var end = 0
      for name in names {
        if name == "__metadata__" { throw WeightsError(file: file, problem: .reservedName) }
        let shape = tensors[name]?.shape ?? [], begin = end
        end += shape.count * Scalar.byteCount
        let sizes = shape.dimensions.map { "\($0)" }.joined(separator: ",")
        members.append("\(quoted(name)):{\"dtype\":\"\(type.rawValue)\",\"shape\":[\(sizes)],\"data_offsets\":[\(begin),\(end)]}")
      }
      var header = Array("{\(members.joined(separator: ","))}".utf8)
      while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
      if UInt64(header.count) > SafetensorsHeader.mostBytes {
        throw WeightsError(file: file, problem: .longHeader(announced: UInt64(header.count)))
      }
      return (0..<8).map { UInt8(truncatingIfNeeded: UInt64(header.count) >> (8 * UInt64($0))) } + header
    }
  }

  /// A JSON string: quotes, backslashes and control characters escaped, all else as it is.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

#endif
