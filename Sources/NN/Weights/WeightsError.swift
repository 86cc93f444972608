#if !hasFeature(Embedded)

  /// Why weights could not be read or written: which file, which tensor, what is wrong and what to do.
  ///
  /// ```
  /// weights.safetensors: tensor "dense.weight": the header says bytes 0..<400, the file ends after 312: it is truncated; …
  /// ```
  public struct WeightsError: Error, Sendable, Hashable {
    /// The path, or the name that was given for bytes in memory.
    public let file: String
    public let problem: Problem

    public enum Problem: Sendable, Hashable {
      case unreadable(reason: String)
      case unwritable(reason: String)
      /// The file is too short for the header that its first eight bytes announce, or for those.
      case shortHeader(announced: UInt64?, byteCount: Int)
      /// More than 100 MB, the format's bound.
      case longHeader(announced: UInt64)
      /// At `offset` of the file stands something else than expected.
      case malformedHeader(offset: Int, expected: String)
      case duplicateName(String)
      case unsupportedType(tensor: String, type: String)
      case unsupportedShape(tensor: String, sizes: [Int])
      /// The data's range does not have the shape's number of bytes.
      case wrongByteCount(tensor: String, sizes: [Int], type: String, byteCount: Int)
      /// The data begins elsewhere than that of the tensor before ends.
      case notContiguous(tensor: String, begin: Int, expected: Int)
      case truncated(tensor: String, range: Range<Int>, byteCount: Int)
      case trailingBytes(count: Int)
      case reservedName
      case noTensor(named: String, available: [String])
      case wrongShape(tensor: String, found: Shape, expected: Shape)
    }
  }

  extension WeightsError: CustomStringConvertible {
    public var description: String { "\(file): \(problem.text)" }
  }

  extension WeightsError.Problem {
    fileprivate var text: String {
      switch self {
      case .unreadable(let reason): "cannot be read: \(reason); check the path"
      case .unwritable(let reason): "cannot be written: \(reason); check the folder, its permissions and the space left"
      case .shortHeader(nil, let byteCount):
        "\(byteCount) bytes are too few for a safetensors file, which begins with eight for the header's length; "
          + "download or write it again"
      case .shortHeader(.some(let announced), let byteCount):
        "its first bytes announce a header of \(announced) bytes, and \(max(byteCount - 8, 0)) follow: "
          + "it is truncated or no safetensors file; download or write it again"
      case .longHeader(let announced):
        "its first bytes announce a header of \(announced) bytes; the format allows 100000000. It is probably no safetensors file"
      case .malformedHeader(let offset, let expected):
        "the header is broken at byte \(offset), where \(expected) should stand; download or write the file again"
      case .duplicateName(let name): "the header names \"\(name)\" twice; write it with different names"
      case .unsupportedType(let tensor, let type):
        "tensor \"\(tensor)\": numbers of type \(type) cannot be read; convert it to F32, F64, F16 or BF16"
      case .unsupportedShape(let tensor, let sizes):
        "tensor \"\(tensor)\": the shape \(sizes) is too large; at most \(Shape.mostAxes) axes of at most \(Int32.max) can be read"
      case .wrongByteCount(let tensor, let sizes, let type, let byteCount):
        "tensor \"\(tensor)\": \(byteCount) bytes for the shape \(sizes) of type \(type); download or write the file again"
      case .notContiguous(let tensor, let begin, let expected):
        "tensor \"\(tensor)\": its bytes begin at \(begin), those of the tensor before end at \(expected): "
          + (begin < expected ? "they overlap" : "there is a hole") + "; write the file again with its tensors packed"
      case .truncated(let tensor, let range, let byteCount):
        "tensor \"\(tensor)\": the header says bytes \(range.lowerBound)..<\(range.upperBound), the file ends after \(byteCount): "
          + "it is truncated; download or write it again"
      case .trailingBytes(let count):
        "\(count) bytes follow the last tensor, which the header does not know; download or write the file again"
      case .reservedName: "\"__metadata__\" cannot be a tensor's name, the format keeps it for itself; choose another"
      case .noTensor(let name, let available):
        "no tensor \"\(name)\"; there are "
          + (available.isEmpty ? "none" : available.prefix(8).map { "\"\($0)\"" }.joined(separator: ", "))
          + (available.count > 8 ? ", …" : "")
      case .wrongShape(let tensor, let found, let expected):
        "tensor \"\(tensor)\": of shape \(found) where \(expected) is needed; build the network that the weights were saved from, "
          + "or transpose or reshape them"
      }
    }
  }

#endif
