import Glibc
@testable import NN
import Testing

/// The files that Python's safetensors 0.8.0 wrote: `Tests/Constants/safetensors_fixture.py`.
private func fixture(_ name: String) -> String {
  var folders = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  folders.removeLast(2)
  return folders.joined(separator: "/") + "/Constants/" + name + ".safetensors"
}

private func bytes(of path: String) throws -> [UInt8] {
  let file = try #require(fopen(path, "rb"))
  defer { fclose(file) }
  var result = [UInt8](repeating: 0, count: 10_000)
  let count = fread(&result, 1, result.count, file)
  return Array(result[..<count])
}

/// A file of this header, whose length is set before it.
private func file(_ header: String, data: Int) -> [UInt8] {
  let header = Array(header.utf8)
  return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + [UInt8](repeating: 0, count: data)
}

private func problem(_ bytes: [UInt8]) -> String? {
  do {
    _ = try Weights<Float>(safetensors: bytes, name: "w")
    return nil
  } catch { return "\(error)" }
}

@Suite struct WeightsTests {
  private let plain = Weights<Float>([
    "dense.weight": Tensor([[-1, -0.75, -0.5], [-0.25, 0, 0.25]]), "dense.bias": Tensor([.infinity, -0.0]),
    "a \"quoted\" é\n": Tensor(7.5), "empty": .zeros([0, 3]),
  ])

  private func inFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/weights-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    defer { rmdir(folder) }
    try body(folder)
  }

  @Test func readsWhatPythonWrote() throws {
    for weights in [try Weights<Float>(contentsOf: fixture("plain")), try Weights(safetensors: bytes(of: fixture("plain")))] {
      #expect(weights.names == plain.names && weights.metadata.isEmpty)
      for name in plain.names { #expect(weights.tensors[name] == plain.tensors[name]) }
      #expect(weights.tensors["dense.bias"]?[1].sign == .minus)
    }
    let double = try Weights<Double>(contentsOf: fixture("plain"))
    #expect(try double.tensor("dense.weight", shape: [2, 3])[0, 1] == -0.75)
  }

  @Test func readsEveryType() throws {
    let weights = try Weights<Double>(contentsOf: fixture("types"))
    #expect(weights.metadata == ["format": "np", "note": "é \"x\""])
    let half = [1.5, -2, 0x1p-14, 0x1p-24, 65504, .infinity, 0.0999755859375]
    #expect(weights.tensors["half"] == Tensor(half))
    #expect(weights.tensors["single"] == Tensor([[Double(Float(0.1))], [Double(Float(3e38))]]))
    #expect(weights.tensors["double"] == Tensor([0.1, 1e300]))
    #expect(weights.tensors["batches"] == Tensor(12_345_678_901))
    #expect(weights.tensors["small"] == Tensor([-128, 127]) && weights.tensors["truth"] == Tensor([1, 0]))
    #expect(try Weights<Double>(contentsOf: fixture("brain")).tensors["brain"] == Tensor([1, -2, 3.140625]))
    // Rounded where the precision asked for is less.
    #expect(try Weights<Float>(contentsOf: fixture("types")).tensors["double"] == Tensor([0.1, .infinity]))
  }

  /// All 65 536 half-precision numbers: as 1.f · 2ᵉ by plain arithmetic.
  @Test func halvesByTheirDefinition() throws {
    var data: [UInt8] = []
    for bits in 0..<65_536 { data += [UInt8(bits & 255), UInt8(bits >> 8)] }
    let header = "{\"x\":{\"dtype\":\"F16\",\"shape\":[65536],\"data_offsets\":[0,131072]}}"
    let numbers = try Weights<Float>(safetensors: file(header, data: 0) + data).tensor("x", shape: [65_536]).scalars
    for bits in 0..<65_536 {
      let exponent = bits >> 10 & 31, fraction = Float(bits & 1023) / 1024, sign: Float = bits >> 15 == 1 ? -1 : 1
      let scale = Float(sign: .plus, exponent: max(exponent, 1) - 15, significand: 1)
      let finite = sign * scale * (exponent == 0 ? fraction : 1 + fraction)
      let expected = exponent < 31 ? finite : fraction == 0 ? sign * .infinity : .nan
      #expect(numbers[bits] == expected || (numbers[bits].isNaN && expected.isNaN))
    }
  }

  /// Without metadata ours are the bytes of the format's own package.
  @Test func writesWhatPythonWrites() throws {
    #expect(try plain.safetensors() == bytes(of: fixture("plain")))
    #expect(try Weights<Float>().safetensors() == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
  }

  @Test func filesReplaceOthersWhole() throws {
    try inFolder { folder in
      let path = folder + "/w.safetensors"
      try Weights<Double>(["old": .ones([1000])]).write(to: path)
      let weights = Weights<Double>(["x": Tensor([1, 0.1]), "y": Tensor(2)], metadata: ["b": "1", "a": "\u{1}\\\t𝄞"])
      try weights.write(to: path)
      #expect(try bytes(of: path) == weights.safetensors())
      let again = try Weights<Double>(contentsOf: path)
      #expect(again.metadata == weights.metadata && again.tensors["x"] == Tensor([1, 0.1]) && again.names == ["x", "y"])
      #expect(try bytes(of: path).count % 8 == 0)
      // Nothing is left beside it, after a failure neither.
      #expect(throws: WeightsError(file: folder, problem: .unwritable(reason: "Is a directory"))) { try weights.write(to: folder) }
      #expect(unlink(path) == 0)
      #expect(throws: WeightsError(file: folder + "/no/w", problem: .unwritable(reason: "No such file or directory"))) {
        try weights.write(to: folder + "/no/w")
      }
    }
  }

  @Test func aLargerFileIsReadInPlace() throws {
    try inFolder { folder in
      var rng = RandomStream(seed: 1)
      let x = Tensor<Float>.normal([513, 1025], using: &rng), y = Tensor<Float>.normal([7], using: &rng)
      try Weights(["x": x, "y": y]).write(to: folder + "/w")
      let weights = try Weights<Float>(contentsOf: folder + "/w")
      #expect(try weights.tensor("x", shape: [513, 1025]) == x && weights.tensors["y"] == y)
      #expect(unlink(folder + "/w") == 0)
    }
  }

  @Test func messages() throws {
    let cases: [(String, [UInt8])] = [
      (
        "w: 3 bytes are too few for a safetensors file, which begins with eight for the header's length; "
          + "download or write it again",
        [1, 2, 3]
      ),
      (
        "w: its first bytes announce a header of 60 bytes, and 2 follow: it is truncated or no safetensors file; "
          + "download or write it again",
        [60, 0, 0, 0, 0, 0, 0, 0, 123, 125]
      ),
      (
        "w: its first bytes announce a header of 100000001 bytes; the format allows 100000000. It is probably no safetensors file",
        [1, 225, 245, 5, 0, 0, 0, 0, 123, 125]
      ),
      (
        "w: tensor \"dense.weight\": the header says bytes 0..<400, the file ends after 312: it is truncated; "
          + "download or write it again",
        file("{\"dense.weight\":{\"dtype\":\"F32\",\"shape\":[10,10],\"data_offsets\":[0,400]}}", data: 312)
      ),
      (
        "w: tensor \"a\": 4 bytes for the shape [2] of type F32; download or write the file again",
        file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", data: 4)
      ),
      (
        "w: tensor \"a\": its bytes begin at 4, those of the tensor before end at 0: there is a hole; "
          + "write the file again with its tensors packed",
        file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", data: 8)
      ),
      (
        "w: 1 bytes follow the last tensor, which the header does not know; download or write the file again",
        file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", data: 5)
      ),
      (
        "w: the header names \"a\" twice; write it with different names",
        file(
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", data: 0)
      ),
      (
        "w: tensor \"a\": numbers of type F8_E4M3 cannot be read; convert it to F32, F64, F16 or BF16",
        file("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", data: 1)
      ),
      (
        "w: the header is broken at byte 16, where \"\"\" should stand; download or write the file again",
        file("{\"a\":{  1}}", data: 0)
      ),
    ]
    for (message, bytes) in cases { #expect(problem(bytes) == message) }
    #expect(throws: WeightsError(file: "/no/such", problem: .unreadable(reason: "No such file or directory"))) {
      try Weights<Float>(contentsOf: "/no/such")
    }
    #expect(throws: WeightsError(file: "/tmp", problem: .unreadable(reason: "Is a directory"))) {
      try Weights<Float>(contentsOf: "/tmp")
    }
    #expect(throws: WeightsError(file: "weights", problem: .reservedName)) {
      try Weights<Float>(["__metadata__": Tensor(1)]).safetensors()
    }
    let absent = #expect(throws: WeightsError.self) { try plain.tensor("dense.wait", shape: [2, 3]) }
    #expect(
      absent?.description
        == "weights: no tensor \"dense.wait\"; there are \"a \"quoted\" é\n\", \"dense.bias\", \"dense.weight\", \"empty\"")
    let wrong = #expect(throws: WeightsError.self) { try plain.tensor("dense.weight", shape: [3, 2]) }
    #expect(wrong?.problem == .wrongShape(tensor: "dense.weight", found: [2, 3], expected: [3, 2]))
  }

  /// What JSON and the format forbid. serde_json, the reader of Python's package, refuses them too but for the first three.
  @Test func refusesBrokenHeaders() {
    let good = "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]"
    #expect(problem(file("{\"a\":{\(good)}}", data: 4)) == nil)
    #expect(problem(file("{ \"a\"\n:\t{\(good)} \r} ", data: 4)) == nil)
    #expect(problem(file("{\"\\u00e9\\ud834\\udd1e\\/\":{\(good)}}", data: 4)) == nil)
    for header in [
      " {\"a\":{\(good)}}", "{\"a\":{\(good),\"x\":1}}", "{\"a\":{\(good)},\"a\":{\(good)}}", "", "{",
      "{}}", "[]", "null", "{\"a\":1}",
      "{\"a\":{\(good)},}", "{\"a\":{\(good),}}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
      "{\"a\":{\(good),\"dtype\":\"F32\"}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[01],\"data_offsets\":[0,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,],\"data_offsets\":[0,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905],\"data_offsets\":[0,4]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,2147483647,2147483647,2147483647],\"data_offsets\":[0,0]}}",
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}",
      "{\"a\":{\(good)},\"b\":{\(good)}}", "{\"\\ud834\":{\(good)}}", "{\"\\x\":{\(good)}}",
      "{\"a\nb\":{\(good)}}", "{\"\\u12g4\":{\(good)}}",
      "{\"__metadata__\":{\"a\":1},\"a\":{\(good)}}", "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"},\"a\":{\(good)}}",
    ] {
      #expect(problem(file(header, data: 4)) != nil, "\(header)")
    }
    #expect(problem([8, 0, 0, 0, 0, 0, 0, 0, 123, 34, 255, 34, 58, 123, 125, 125]) != nil)
  }

  /// Every truncation throws.
  @Test func truncations() throws {
    for name in ["plain", "types", "brain"] {
      let whole = try bytes(of: fixture(name))
      for count in 0..<whole.count { #expect(problem(Array(whole[..<count])) != nil, "\(name), \(count) bytes") }
      #expect(problem(whole) == nil && problem(whole + [0]) != nil)
    }
  }

  /// Every bit of the header and its length turned over, and every byte replaced: nothing crashes, and what is still read has as
  /// many numbers. (A turned bit of a name or of "F32" to "I32" is a valid file: the format has no sum to tell.)
  @Test func damagedHeaders() throws {
    for name in ["plain", "types", "brain"] {
      let whole = try bytes(of: fixture(name)), length = Int(whole[0]) + Int(whole[1]) << 8
      let names = try Weights<Float>(safetensors: whole).names
      var refused = 0, tried = 0
      for place in 0..<(8 + length) {
        let replacements = (0..<8).map { whole[place] ^ (1 << $0) } + Array("\"\\{}[],:0 9".utf8) + [0, 255]
        for byte in replacements where byte != whole[place] {
          var damaged = whole
          damaged[place] = byte
          tried += 1
          guard let weights = try? Weights<Float>(safetensors: damaged) else {
            refused += 1
            continue
          }
          #expect(weights.tensors.count <= names.count)
        }
      }
      #expect(Double(refused) / Double(tried) > 0.5)
    }
  }
}
