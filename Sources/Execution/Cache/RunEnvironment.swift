import Foundation

/// What results depend on besides a lesson's own text, each part named so that a change of it can be told.
struct RunEnvironment: Equatable, Sendable {
  /// The engine and the lesson vocabulary, as built: libraries and the interfaces that blocks compile against.
  var engine: Digest
  /// The compiler, the linker and the runtime.
  var toolchain: Digest
  /// How blocks are compiled.
  var flags: Digest
  /// The processor's kind: kernels and a BLAS choose their instructions by it.
  var processor: Digest
  /// What lessons are shut into: their environment and files depend on it.
  var sandbox = Digest.of(parts: ["none"])

  /// Counts up when entries of before cannot be read any more, or results would come out otherwise.
  static let format = 1

  static func current(_ installation: KernelInstallation, _ toolchain: Toolchain, flags: [String]) -> RunEnvironment {
    RunEnvironment(
      engine: Digest.of(parts: engineFiles(installation).map { contents($0) }),
      toolchain: Digest.of(
        parts: [toolchain.frontend, toolchain.linker, toolchain.runtimeLibraries + "/libswiftCore.so"].map { stamp($0) }),
      flags: Digest.of(parts: [format] + flags as [any DigestPart]),
      processor: Digest.of(parts: [processorKind()]))
  }

  private static func engineFiles(_ installation: KernelInstallation) -> [String] {
    let interfaces = ["NN", "Lab", "Records"].map { installation.modules + "/\($0).swiftmodule" }
    return [installation.library, installation.kernel] + interfaces
  }

  private static func contents(_ path: String) -> Digest {
    Digest.of((try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)) ?? Data())
  }

  /// Which file it is, without reading it: a toolchain has gigabytes.
  static func stamp(_ path: String) -> String {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: real)
    let size = (attributes?[.size] as? Int) ?? 0
    let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(real) \(size) \(changed)"
  }

  private static func processorKind() -> String {
    #if os(Linux)
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      return text.split(separator: "\n").prefix { !$0.isEmpty }
        .filter { $0.hasPrefix("model name") || $0.hasPrefix("flags") || $0.hasPrefix("Features") }.joined(separator: "\n")
    #else
      var size = 0
      sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
      var name = [UInt8](repeating: 0, count: size)
      sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0)
      return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    #endif
  }
}
