import Foundation

/// Where the kernel's half was built: beside the tool.
public struct KernelInstallation: Sendable {
  public let folder: URL

  public init(folder: URL) { self.folder = folder }

  /// The folder of the running program.
  public static func besideThisProgram() -> KernelInstallation {
    KernelInstallation(folder: URL(fileURLWithPath: thisProgram()).deletingLastPathComponent())
  }

  /// The running program's file.
  static func thisProgram() -> String {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: program).resolvingSymlinksInPath().path
  }

  public var kernel: String { folder.path + "/litmus-kernel" }
  public var library: String {
    #if os(macOS)
      folder.path + "/libLab.dylib"
    #else
      folder.path + "/libLab.so"
    #endif
  }
  /// The interfaces that blocks compile against.
  public var modules: String { folder.path + "/Modules" }
  /// The C modules below the engine, which its clients have to find.
  public var moduleMaps: [String] {
    ["CKernels", "CChannel"].map { "\(folder.path)/\($0).build/module.modulemap" }
  }

  /// The compiler's own cache of system modules, shared by all blocks.
  public var moduleCache: String { folder.path + "/BlockModuleCache" }

  /// What is missing, if anything is.
  public var missing: [String] {
    [kernel, library, modules].filter { !FileManager.default.fileExists(atPath: $0) }
  }
}
