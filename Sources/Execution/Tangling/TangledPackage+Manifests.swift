import Lessons

extension TangledPackage {
  func manifest(_ modules: [Module]) -> String {
    """
    // swift-tools-version: 6.1
    // \(lesson.name).md as a program. `swift run -c release` prints what its blocks show, the values of its prose, and what its
    // claims measure under the first three seeds; `swift run -c release Lesson 20` under the first twenty.
    import PackageDescription
    \(engineVariable(above: ".."))
    let package = Package(
      name: \(Self.literal(lesson.name)),
      platforms: [.macOS(.v14)],
      dependencies: [
        \(dependency),
        .package(path: "Blocks"),
      ],
      targets: [
        .executableTarget(
          name: "Lesson",
          dependencies: [
            .product(name: "Lab", package: \(enginePackage)),
    \(modules.map { "        .product(name: \"\($0.name)\", package: \"Blocks\"),\n" }.joined())      ])
      ]
    )

    """
  }

  func blocksManifest(_ modules: [Module]) -> String {
    """
    // swift-tools-version: 6.1
    // The blocks of \(lesson.name).md. Each is a script and a module of its own that sees the blocks above it, and a library that the
    // program loads when its turn comes, as in the lesson's own process: so a block may declare a name anew.
    import PackageDescription
    \(engineVariable(above: "../.."))
    func block(_ name: String, after above: [String]) -> Target {
      .executableTarget(
        name: name, dependencies: [.product(name: "Lab", package: \(enginePackage))] + above.map { .target(name: $0) }, path: name,
        swiftSettings: [.swiftLanguageMode(.v5), .unsafeFlags(["-enable-testing"])],
        linkerSettings: [
          .unsafeFlags(["-emit-library"]),
          .unsafeFlags(["-Xlinker", "-undefined", "-Xlinker", "dynamic_lookup"], .when(platforms: [.macOS])),
        ])
    }

    let blocks = [
    \(modules.map { "  block(\"\($0.name)\", after: [\($0.above.map { "\"\($0)\"" }.joined(separator: ", "))]),\n" }.joined())]

    let package = Package(
      name: "Blocks",
      platforms: [.macOS(.v14)],
      products: blocks.map { .executable(name: $0.name, targets: [$0.name]) },
      dependencies: [\(dependency)],
      targets: blocks
    )

    """
  }

  func program(_ modules: [Module]) -> String {
    var lines = [
      "import Lab", "",
      "var lesson = TangledLesson(\(Self.literal(lesson.name)), courseSeed: \(lesson.frontMatter.seed ?? courseSeed))",
    ]
    for module in modules {
      switch module.content {
      case .experiment(let index):
        let experiment = lesson.experiments[index]
        let title = [experiment.options.label, "line \(experiment.range.lowerBound.line)"].compactMap(\.self).joined(separator: ", ")
        let call = experiment.options.expects == .trap ? "runExpectingTrap" : "run"
        lines.append("lesson.\(call)(\"\(module.name)\", \(Self.literal(title)))")
      case .values(let indices):
        lines.append("lesson.values(\"\(module.name)\", [")
        for index in indices {
          let value = lesson.inlineValues[index]
          let format = value.format.map { ", format: \(Self.literal($0))" } ?? ""
          lines.append("  \(index): .init(\(Self.literal(value.expression))\(format)),")
        }
        lines.append("])")
      }
    }
    return (lines + ["lesson.end()"]).joined(separator: "\n") + "\n"
  }

  /// The package that has `Lab`, as dependencies name it: a repository goes by the last part of its address.
  private var enginePackage: String {
    guard case .repository(let address) = engine else { return Self.literal("litmus") }
    let name = address.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? "litmus"
    return Self.literal(name.hasSuffix(".git") ? String(name.dropLast(4)) : name)
  }

  /// An empty line, or the declaration of where Litmus is.
  private func engineVariable(above: String) -> String {
    guard engine == .beside else { return "" }
    return """

      // A checkout of Litmus: beside this folder, or where LITMUS says.
      let litmus = Context.environment["LITMUS"] ?? "\(above)/litmus"

      """
  }

  private var dependency: String {
    switch engine {
    case .beside: ".package(name: \"litmus\", path: litmus)"
    case .folder(let path): ".package(name: \"litmus\", path: \(Self.literal(path)))"
    case .repository(let address): ".package(url: \(Self.literal(address)), branch: \"main\")"
    }
  }
}
