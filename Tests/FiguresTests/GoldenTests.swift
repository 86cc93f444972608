import Foundation
import Records
import Testing

@testable import Figures

/// Drawn figures, byte by byte. To accept a change, look at the new drawing, then move it over the golden.
@Suite struct GoldenTests {
  @Test(arguments: Samples.kinds.map(\.name))
  func kinds(_ name: String) throws {
    let figure = try #require(Samples.kinds.first { $0.name == name }?.figure)
    try expectGolden(name, figure)
  }

  private func expectGolden(_ name: String, _ figure: Figure) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    let golden = folder.appendingPathComponent(name + ".svg")
    let svg = FigureRenderer.svg(for: figure, id: name, description: "What there is to see.")
    guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(svg.utf8).write(to: golden)
      Issue.record("There was no golden for \(name); wrote \(golden.path). Look at it, then run again.")
      return
    }
    guard svg != expected else { return }
    let artifact = FileManager.default.temporaryDirectory.appendingPathComponent(name + ".svg")
    try Data(svg.utf8).write(to: artifact)
    Issue.record(
      """
      \(name) is drawn differently.
      See it:    diff \(golden.path) \(artifact.path)
      Accept it: mv \(artifact.path) \(golden.path)
      """)
  }
}
