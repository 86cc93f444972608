import Foundation
import Testing

/// A tangled lesson is a package that prints the numbers of the lesson's page.
@Suite struct TangleTests {
  /// A lesson that declares a name anew, draws random numbers in the order of its blocks, and has blocks that must not run.
  private static let lesson = #"""
    ---
    title: Shadows
    ---

    A stream of random numbers. "Quotes" and \backslashes stay what they are.

    ```swift
    //| label: first
    var rng = RandomStream(seed: 1)
    let x = Double.random(in: 0..<1, using: &rng)
    private func twice(_ value: Double) -> Double { 2 * value }
    func shown() -> Double { twice(x) }
    show(x)
    ```

    It is `{swift} x | .3f`, and `{swift} Double.random(in: 0..<1, using: &rng)` comes next, for the prose alone.

    ```swift
    //| expect: trap
    let none: [Int] = []
    show(none[0])
    ```

    ```swift
    //| run: false
    //| because: it would take a week
    while true {}
    ```

    ```swift
    //| expect: error
    let y: Int = "text"
    ```

    - In a list:

      ```swift
      //| label: second
      let x = Double.random(in: 0..<1, using: &rng)
      struct Row { var name: String; var value: Double }
      show(Table([Row(name: "one", value: 1), Row(name: "twenty", value: 20.5)]) {
        Column("name", \.name)
        Column("value", format: .f2) { $0.value }
      })
      print("first", shown(), "second", x)
      let shares = Tensor<Float>.normal([64, 64], using: &rng)
      show(matmul(shares, shares).variance())
      claim("half", .within(0.4...0.6)) { rng in
        (0..<1000).map { _ in Double.random(in: 0..<1, using: &rng) }.reduce(0, +) / 1000
      } control: { rng in
        x + 1
      }
      ```

    [Half.](claim:half) Twice the first is `{swift} shown()`.
    """#

  @Test func theProgramPrintsThePagesNumbers() throws {
    try withFolder(["course/course.yml": "title: C\nseed: 7\n", "course/shadows.md": Self.lesson]) { folder in
      let built = try LitmusProcess.run(["build", "course", "--quiet", "--output", "site"], in: folder)
      #expect(built.status == 0, "\(built.errors)")
      let page = try String(contentsOf: folder.appendingPathComponent("site/shadows.html"), encoding: .utf8)

      let engine = try Self.builtEngine(in: folder)
      let tangled = try LitmusProcess.run(
        ["tangle", "course/shadows.md", "--output", "package", "--litmus", engine.path], in: folder)
      #expect(tangled.status == 0 && tangled.errors == "")
      let printed = try Self.swiftRun(folder.appendingPathComponent("package"))
      #expect(printed.status == 0, "\(printed.errors)")
      let lines = printed.output.split(separator: "\n").map(String.init)

      // Exact values: the page says the exact one of each inline value, and the program prints it.
      let inline = lines.compactMap { ["x = ", "Double.random", "shown() = "].contains(where: $0.hasPrefix) ? $0 : nil }
      #expect(inline.count == 3, "\(printed.output)")
      for line in inline {
        let exact = (line.split(separator: " ").last ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "()"))
        #expect(page.contains("<code>\(exact)</code>"), "\(line) is on the page")
      }
      let shown = try #require(lines.first { $0.hasPrefix("first ") })
      #expect(page.contains(shown), "what the second block printed is on the page: \(shown)")
      #expect(lines.contains("name    value") && lines.contains("one      1.00") && lines.contains("twenty  20.50"))
      #expect(lines.contains("(trapped, as the lesson expects)"))
      #expect(lines.contains("claim half: between 0.4 and 0.6, in every replicate"))
      #expect(lines.contains { $0.hasPrefix("  control   1.0747") && $0.hasSuffix("   0 of 3; a control has to fail") }, "\(lines)")

      // The replicates are those of the page: their values stand in its receipt.
      let receipt = try String(contentsOf: folder.appendingPathComponent("site/shadows.receipt.json"), encoding: .utf8)
      let measured = try #require(lines.first { $0.hasPrefix("  measured  ") && $0.hasSuffix("   3 of 3 satisfy it") })
      let values = measured.dropFirst(12).dropLast(20).components(separatedBy: " · ")
      #expect(values.count == 3)
      let kept = try receipt.matches(of: #/"replicates" : \[([^\]]*)\]/#).flatMap { list in
        try list.output.1.split(separator: ",").map { try #require(Double($0.trimmingCharacters(in: .whitespacesAndNewlines))) }
      }
      for value in try values.map({ try #require(Double($0)) }) {
        #expect(kept.contains { abs($0 - value) <= 5e-7 }, "\(value) is a replicate of the page")
      }
    }
  }

  /// Traps and errors name the lesson's own lines, and the prose stands above its block.
  @Test func sourcesPointToTheLesson() throws {
    try withFolder(["course/course.yml": "title: C\n", "course/shadows.md": Self.lesson]) { folder in
      #expect(try LitmusProcess.run(["tangle", "course/shadows.md"], in: folder).status == 0)
      func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent("shadows/" + path), encoding: .utf8)
      }
      let first = try text("Blocks/Block1/main.swift")
      #expect(first.hasPrefix("// A stream of random numbers. \"Quotes\" and \\backslashes stay what they are.\n"))
      #expect(first.contains("\n#sourceLocation(file: \"shadows.md\", line: 9)\nvar rng = RandomStream(seed: 1)\n"))
      let second = try text("Blocks/Block5/main.swift")
      #expect(second.contains("// while true {}\n") && second.contains("// let y: Int = \"text\"\n"))
      #expect(second.contains("@testable import Block1\n") && !second.contains("import Block2"))
      #expect(second.contains("\n  let x = Double.random"), "columns are the lesson's")
      #expect(second.hasSuffix("// [Half.](claim:half) Twice the first is `{swift} shown()`.\n\n"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/shadows/Blocks/Block3"))
      #expect(try text("Sources/Lesson/main.swift").contains("lesson.runExpectingTrap(\"Block2\", \"line 18\")"))
      #expect(try text("shadows.md") == Self.lesson)
      // Again over itself, and not over anything else.
      #expect(try LitmusProcess.run(["tangle", "course/shadows.md"], in: folder).status == 0)
      let refused = try LitmusProcess.run(["tangle", "course/shadows.md", "--output", "course"], in: folder)
      #expect(refused.status == 2 && refused.errors.contains("error[output-occupied]: "))
    }
  }

  // MARK: Building

  /// A package that stands for Litmus with a product `Lab` of nothing: the built library is linked in its stead. So the test takes
  /// seconds, and all that `tangle` wrote is compiled by SwiftPM as it stands.
  private static func builtEngine(in folder: URL) throws -> URL {
    let engine = folder.appendingPathComponent("litmus")
    for (path, text) in [
      "Package.swift": """
        // swift-tools-version: 6.1
        import PackageDescription
        let package = Package(
          name: "litmus", platforms: [.macOS(.v14)], products: [.library(name: "Lab", targets: ["Nothing"])],
          targets: [.target(name: "Nothing")])

        """, "Sources/Nothing/Nothing.swift": "\n",
    ] {
      let file = engine.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return engine
  }

  private static func swiftRun(_ package: URL) throws -> LitmusProcess {
    let products = LitmusProcess.program.deletingLastPathComponent().path
    let stub = package.appendingPathComponent("stub.modulemap")
    try Data("module CBLAS {}\n".utf8).write(to: stub)
    var arguments = ["swift", "run", "-c", "release", "--package-path", package.path, "-Xswiftc", "-I", "-Xswiftc", products + "/Modules"]
    for map in ["\(products)/CKernels.build/module.modulemap", "\(products)/CChannel.build/module.modulemap", stub.path] {
      arguments += ["-Xswiftc", "-Xcc", "-Xswiftc", "-fmodule-map-file=\(map)"]
    }
    for flag in ["-L\(products)", "-lLab", "-rpath", products] { arguments += ["-Xlinker", flag] }
    return try LitmusProcess.run(arguments, program: URL(fileURLWithPath: "/usr/bin/env"), in: package)
  }
}
