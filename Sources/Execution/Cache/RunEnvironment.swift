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

  /// - Parameter store: remembers the digest of files that were read before
  static func current(
    _ installation: KernelInstallation, _ toolchain: Toolchain, flags: [String], store: ResultStore?
  ) -> RunEnvironment {
    RunEnvironment(
      engine: contents(of: engineFiles(installation), store),
      toolchain: Digest.of(
        parts: [toolchain.frontend, toolchain.linker, toolchain.runtimeLibraries + "/libswiftCore.so"].map { stamp($0) }),
      flags: Digest.of(parts: [format] + flags as [any DigestPart]),
      processor: Digest.of(parts: [processorKind()]))
  }

  private static func engineFiles(_ installation: KernelInstallation) -> [String] {
    let interfaces = ["NN", "Lab", "Records"].map { installation.modules + "/\($0).swiftmodule" }
    return [installation.library, installation.kernel] + interfaces
  }

  /// The digest of files' contents. They are many megabytes, and are not read again while each is the file that it was.
  private static func contents(of paths: [String], _ store: ResultStore?) -> Digest {
    let stamps = paths.map(FileStamp.init)
    let name = Digest.of(parts: ["contents"] + stamps.map(\.description))
    if let known = store?.value([UInt64].self, under: name), let digest = Digest(words: known) { return digest }
    let digest = Digest.of(
      parts: paths.map { Digest.of((try? Data(contentsOf: URL(fileURLWithPath: $0), options: .mappedIfSafe)) ?? Data()) })
    if stamps.allSatisfy(\.isSettled) { store?.keep(digest.words, under: name) }
    return digest
  }

  /// Which file it is, without reading it: a toolchain has gigabytes.
  static func stamp(_ path: String) -> String { FileStamp(path).description }

  private static func processorKind() -> String {
    #if os(Linux)
      // The first processor's lines; each has three or four thousand bytes.
      let bytes = try? FileHandle(forReadingAtPath: "/proc/cpuinfo")?.read(upToCount: 16 << 10)
      let text = String(decoding: bytes ?? Data(), as: UTF8.self)
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
