import Foundation
import Lessons

/// The Swift toolchain that compiles blocks.
public struct Toolchain: Sendable {
  /// The folder above `bin/swift`.
  public let root: URL

  public var frontend: String { root.path + "/bin/swift-frontend" }
  public var linker: String { root.path + "/bin/ld.lld" }
  public var autolinkExtractor: String { root.path + "/bin/swift-autolink-extract" }
  public var symbolizer: String { root.path + "/bin/llvm-symbolizer" }
  public var resources: String { root.path + "/lib/swift" }

  /// Libraries and the object that registers a library's types with the runtime.
  public var runtimeLibraries: String { resources + "/linux" }
  public var registrar: String {
    #if arch(arm64)
      runtimeLibraries + "/aarch64/swiftrt.o"
    #else
      runtimeLibraries + "/x86_64/swiftrt.o"
    #endif
  }

  /// The toolchain of `swift` on the search path, or of `SWIFT_TOOLCHAIN`.
  public static func locate(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Toolchain? {
    if let named = environment["SWIFT_TOOLCHAIN"] { return Toolchain(root: URL(fileURLWithPath: named)) }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      guard FileManager.default.isExecutableFile(atPath: "\(folder)/swift") else { continue }
      let program = URL(fileURLWithPath: String(folder)).appendingPathComponent("swift").resolvingSymlinksInPath()
      let toolchain = Toolchain(root: program.deletingLastPathComponent().deletingLastPathComponent())
      if FileManager.default.isExecutableFile(atPath: toolchain.frontend) { return toolchain }
    }
    return nil
  }
}
