#if !hasFeature(Embedded)
  internal import CKernels

  /// Where weights are read from: bytes in memory, or a file that is read piece by piece, straight to where the numbers belong.
  struct ByteSource {
    let name: String
    let count: Int
    private let content: Content

    private enum Content {
      case memory([UInt8])
      case file(OpenFile)
    }

    init(_ bytes: [UInt8], name: String) {
      self.name = name
      count = bytes.count
      content = .memory(bytes)
    }

    init(path: String) throws(WeightsError) {
      var byteCount: Int64 = 0
      let file = ck_open_file(path, &byteCount)
      if file < 0 { throw WeightsError(file: path, problem: .unreadable(reason: errorText(-file))) }
      name = path
      count = Int(byteCount)
      content = .file(OpenFile(number: file))
    }

    /// The range has to lie within the source.
    func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) throws(WeightsError) {
      switch content {
      case .memory(let bytes):
        bytes.withUnsafeBytes { bytes in
          if let start = bytes.baseAddress { target.copyMemory(from: start + range.lowerBound, byteCount: range.count) }
        }
      case .file(let file):
        let error = ck_read_file(file.number, Int64(range.lowerBound), target, Int64(range.count))
        if error != 0 {
          let reason = error < 0 ? "it became shorter while it was read" : errorText(error)
          throw WeightsError(file: name, problem: .unreadable(reason: reason))
        }
      }
    }

    func bytes(_ range: Range<Int>) throws(WeightsError) -> [UInt8] {
      var result = [UInt8](repeating: 0, count: range.count)
      if range.isEmpty { return result }
      let storage = Storage(byteCount: range.count)
      try copy(range, to: storage.address)
      result.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(start: storage.address, count: range.count)) }
      return result
    }
  }

  private final class OpenFile {
    let number: Int32
    init(number: Int32) { self.number = number }
    deinit { ck_close_file(number) }
  }

  func errorText(_ number: Int32) -> String { String(cString: ck_error_text(number)) }

#endif
