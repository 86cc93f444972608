import Foundation
import Testing

@testable import Site

@Suite struct DemoCourseTests {
  /// Leaves the demo where LITMUS_DEMO says, to be looked at.
  @Test func demoIsWritten() throws {
    let asked = ProcessInfo.processInfo.environment["LITMUS_DEMO"]
    let output = asked.map { URL(fileURLWithPath: $0) } ?? TemporaryFolder.new()
    defer { if asked == nil { TemporaryFolder.remove(output) } }
    let writer = SiteWriter(theme: try .locate(), katex: try .locate(), output: output)
    let diagnostics = try writer.write(
      title: "Training deep networks", summary: "What the lectures say about making deep networks learn, measured.", pages: DemoCourse.pages)
    #expect(diagnostics.map(\.code) == [.mathInvalid])
  }
}
