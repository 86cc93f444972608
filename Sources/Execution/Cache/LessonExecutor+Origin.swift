import Foundation

extension LessonExecutor {
  /// "Swift 6.3", as the compiler calls itself; nil where it does not say.
  ///
  /// Asked once for each toolchain, since starting a compiler takes longer than building an unchanged course.
  public var toolchainVersion: String? {
    let name = Digest.of(parts: ["toolchain's version", environment.toolchain])
    if let known = store?.value(String.self, under: name) { return known }
    guard let run = try? ToolRun.run(toolchain.frontend, ["-version"], seconds: 20), run.succeeded,
      let match = run.output.firstMatch(of: #/Swift version ([0-9][^\s]*)/#)
    else { return nil }
    let version = "Swift \(match.1)"
    store?.keep(version, under: name)
    return version
  }

  /// The digest of the engine's sources: the first 64 bits of a SHA-256 over their names and contents. nil where they are not there, as
  /// where Litmus was installed without them.
  ///
  /// The built libraries differ from machine to machine and from folder to folder; their sources do not.
  public var engineSources: String? {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let names = ["CKernels", "CChannel", "NN", "Records", "Lab", "litmus-kernel"].flatMap { module in
      (FileManager.default.enumerator(atPath: sources.appendingPathComponent(module).path)?.compactMap { $0 as? String } ?? [])
        .filter { [".swift", ".c", ".h", ".modulemap"].contains(where: $0.hasSuffix) }.map { "\(module)/\($0)" }
    }.sorted()
    guard !names.isEmpty else { return nil }
    let stamps = names.map { FileStamp(sources.path + "/" + $0) }
    let name = Digest.of(parts: ["engine's sources"] + stamps.map(\.description))
    if let known = store?.value(String.self, under: name) { return known }
    let digest = Digest.of(
      parts: names.flatMap { name -> [any DigestPart] in
        [name, Digest.of((try? Data(contentsOf: sources.appendingPathComponent(name))) ?? Data())]
      })
    let text = String(digest.hexadecimal.prefix(16))
    if stamps.allSatisfy(\.isSettled) { store?.keep(text, under: name) }
    return text
  }
}
