import Foundation

/// Where the kernel's half was built: beside the tool.
public struct KernelInstallation: Sendable {
  public let folder: URL
  /// The compiler's own cache of system modules, shared by all blocks. It names the folder that it was made in and is refused
  /// elsewhere, so a build that was moved gets another one; where somebody else built, it is in the user's own cache.
  public let moduleCache: String

  public init(folder: URL) {
    self.folder = folder
    let place = FileManager.default.isWritableFile(atPath: folder.path) ? folder : ResultStore.defaultFolder()
    moduleCache = place.path + "/BlockModuleCache-" + Digest.of(Data(folder.path.utf8)).hexadecimal.prefix(8)
  }

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

  /// What is missing, if anything is.
  public var missing: [String] {
    [kernel, library, modules].filter { !FileManager.default.fileExists(atPath: $0) }
  }
}
