import Foundation
import Testing

@Suite struct WebAssemblyTests {
  /// `make test` builds it before the tests run.
  static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../.build/wasm/figures.wasm").standardizedFileURL

  /// The toolchain's own runtime draws with the program that `build.sh` made of the renderer.
  @Test func theSameBytesAreDrawnInABrowser() throws {
    try #require(
      FileManager.default.fileExists(atPath: Self.program.path), "\(Self.program.path) is missing: `make test` builds it before the tests")
    let process = Process(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["wasmkit", "run", Self.program.path]
    process.standardOutput = output
    try process.run()
    let drawn = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(drawn == Data(drawingsForWebAssembly().utf8) && drawn.count > 10_000)
  }
}
