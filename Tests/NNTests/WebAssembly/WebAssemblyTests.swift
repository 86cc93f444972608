import Foundation
import Testing

@Suite struct WebAssemblyTests {
  /// `make test` builds it before the tests run.
  static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../.build/wasm/training.wasm").standardizedFileURL

  /// The toolchain's own runtime runs the program that `build.sh` made of the engine's core.
  static func reports() throws -> [(kind: Int32, value: Double)] {
    let process = Process(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["wasmkit", "run", program.path]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return (try #require(Int32(words[0])), try #require(Double(words[1])))
    }
  }

  @Test func theCoreTrainsAsItDoesNatively() throws {
    try #require(
      FileManager.default.fileExists(atPath: Self.program.path), "\(Self.program.path) is missing: `make test` builds it before the tests")
    var native: [(kind: Int32, value: Double)] = []
    trainForWebAssembly(steps: 200) { native.append(($0, $1)) }
    let reports = try Self.reports()
    #expect(reports.map(\.kind) == native.map(\.kind) && reports.count == 8)
    for (there, here) in zip(reports, native) {
      if here.kind == 0 {
        #expect(there.value == here.value, "random numbers, elementwise functions and sums are the same bits")
      } else {
        #expect(abs(there.value - here.value) < 1e-4 * here.value, "\(there) and \(here)")
      }
    }
    // It learns: the last loss is far below the first.
    #expect(try #require(reports.last).value < 0.1 * reports[3].value)
  }
}
