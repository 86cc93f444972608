// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// The folder above `bin/swift`, whose `lib/swift/host` holds the compiler's own parser (SwiftIDEUtils), used to highlight code.
/// Building that parser from its package takes minutes; the toolchain ships it built.
let toolchain: String = {
  if let named = Context.environment["SWIFT_TOOLCHAIN"] { return named }
  let search = (Context.environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/bin"]
  for folder in search {
    let compiler = URL(fileURLWithPath: folder).appendingPathComponent("swift").resolvingSymlinksInPath()
    let root = compiler.deletingLastPathComponent().deletingLastPathComponent()
    if FileManager.default.fileExists(atPath: root.path + "/lib/swift/host") { return root.path }
  }
  return "/Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr"
}()
let hostLibraries = toolchain + "/lib/swift/host"
/// For the targets that use the parser, and for those that import them.
let parserInterfaces: [SwiftSetting] = [.unsafeFlags(["-I", hostLibraries])]
let parserLibraries: [LinkerSetting] = [
  .unsafeFlags(["-L", hostLibraries, "-Xlinker", "-rpath", "-Xlinker", hostLibraries]),
  .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftSyntax"),
]

let package = Package(
  name: "litmus",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "litmus", targets: ["litmus"]),
    // What a lesson's process loads: the engine, the lesson vocabulary and the wire format in one library.
    .library(name: "Lab", type: .dynamic, targets: ["Lab", "NN", "Records"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // MARK: The kernel's half: what a lesson's process loads
    .systemLibrary(name: "CBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-pthread-dev"]), .brew(["openblas"])]),
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "CChannel"),
    .target(name: "CSandbox"),
    // Nothing of the engine is entered twice at once, and the checks of that cost a small operation a fifth of its time.
    .target(name: "NN", dependencies: ["CKernels", "CBLAS"], swiftSettings: [.unsafeFlags(["-enforce-exclusivity=unchecked"])]),
    .target(name: "Records"),
    .target(name: "Lab", dependencies: ["NN", "Records", "CChannel", "CKernels"]),
    .executableTarget(name: "litmus-kernel", dependencies: ["CSandbox"]),
    .executableTarget(name: "litmus-bench", dependencies: ["NN"], exclude: ["peers.py", "Peers"]),

    // MARK: The tool's half
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CJavaScriptCore", pkgConfig: "javascriptcoregtk-4.1", providers: [.apt(["libjavascriptcoregtk-4.1-dev"])]),
    .target(name: "Lessons", dependencies: ["CCmark", "Yams"]),
    .target(name: "Figures", dependencies: ["Records"]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "Execution",
      dependencies: [
        "Records", "Lessons", "CChannel", "CSandbox", .target(name: "CCrypto", condition: .when(platforms: [.linux])),
      ]),
    .target(name: "Judgement", dependencies: ["Execution", "Lessons", "Records"]),
    // Diagnostics.md is the documentation's page of that name: rules of SARIF quote it.
    .target(
      name: "Reports", dependencies: ["Judgement", "Execution", "Lessons", "Records"], resources: [.embedInCode("Diagnostics.md")]),
    .target(
      name: "Audit", dependencies: ["Judgement", "Execution", "Lessons", "Records"], swiftSettings: parserInterfaces,
      linkerSettings: parserLibraries),
    .target(
      name: "Site", dependencies: ["Reports", "Judgement", "Execution", "Lessons", "Figures", "Records", "CJavaScriptCore"],
      swiftSettings: parserInterfaces,
      linkerSettings: parserLibraries + [
        .linkedLibrary("SwiftIDEUtils"),
        .linkedFramework("JavaScriptCore", .when(platforms: [.macOS])),
      ]),
    .executableTarget(
      name: "litmus",
      dependencies: [
        "Site", "Audit", "Reports", "Judgement", "Execution", "Lessons", "Records",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: parserInterfaces),
    // A program of its own: the engine's benchmark is built without the tool's half.
    .executableTarget(
      name: "litmus-course-bench", dependencies: ["Site", "Judgement", "Execution", "Lessons"], swiftSettings: parserInterfaces),

    // MARK: Tests
    .testTarget(
      name: "NNTests", dependencies: ["NN"],
      exclude: ["PyTorch/constants.py", "PyTorch/constants.json", "WebAssembly/build.sh", "WebAssembly/main.c"]),
    .testTarget(name: "RecordsTests", dependencies: ["Records"]),
    .testTarget(name: "LabTests", dependencies: ["Lab", "NN", "Records"]),
    .testTarget(name: "LessonsTests", dependencies: ["Lessons"]),
    .testTarget(name: "ExecutionTests", dependencies: ["Execution", "Lessons", "Records"]),
    .testTarget(name: "JudgementTests", dependencies: ["Judgement", "Execution", "Lessons", "Records"]),
    .testTarget(name: "AuditTests", dependencies: ["Audit", "Judgement", "Execution", "Lessons", "Records"], swiftSettings: parserInterfaces),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Judgement", "Execution", "Lessons", "Records"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "Records"], exclude: ["Goldens", "WebAssembly/build.sh", "WebAssembly/main.c"]),
    .testTarget(name: "SiteTests", dependencies: ["Site", "Reports", "Judgement", "Lessons", "Records"], swiftSettings: parserInterfaces),
    .testTarget(name: "CommandLineTests", exclude: ["Fixtures", "Transcripts", "Audits"]),
  ],
  swiftLanguageModes: [.v6]
)
