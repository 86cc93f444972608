import Foundation
import Lessons

/// Compiles blocks to libraries that the kernel loads, in a folder of its own.
///
/// The frontend and the linker are called directly: the driver would parse a lone file as a library, and costs time.
struct BlockCompiler: Sendable {
  /// A block ready to be loaded.
  struct Library: Equatable, Sendable {
    var path: String
    var entry: String
  }

  struct Failure: Error {
    var diagnostics: [Diagnostic]
  }

  let toolchain: Toolchain
  let installation: KernelInstallation
  let scratch: ScratchFolder
  /// Modules, objects and libraries of one version of a lesson, in the scratch folder.
  let folder: URL
  let lesson: Lesson
  let limits: Limits

  /// Compiles a block to an object; blocks below it can be compiled then. Returns what the compiler said.
  func compile(_ source: BlockSource) throws(Failure) -> String {
    let base = folder.appendingPathComponent(source.module)
    let main = base.appendingPathComponent("main.swift").path
    scratch.make()
    do {
      try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
      try Data(source.text.utf8).write(to: URL(fileURLWithPath: main))
      // The engine's interface says that it needs CBLAS and shows nothing of it, so a block can do with an empty one and needs no
      // headers of OpenBLAS.
      try Data("module CBLAS {}\n".utf8).write(to: folder.appendingPathComponent("stub.modulemap"), options: .atomic)
    } catch {
      throw failure("the block's source could not be written: \(error.localizedDescription)")
    }
    let compiled = try run(toolchain.frontend, frontendArguments(source, main: main, object: object(of: source)))
    let messages = CompilerOutput(compiled.output, lesson: lesson).diagnostics
    guard compiled.succeeded else {
      if compiled.timedOut {
        throw failure(
          "the compiler was still busy after \(FailureReader.format(limits.compileSeconds)) and was stopped", source,
          help: "name the types of the block's longest expressions, or allow it more: --compile-budget")
      }
      guard messages.contains(where: { $0.severity == .error }) else {
        throw failure("the compiler failed without naming a place in the lesson:\n\(compiled.output.suffix(2000))")
      }
      throw Failure(diagnostics: messages)
    }
    return compiled.output
  }

  private func object(of source: BlockSource) -> String { folder.appendingPathComponent("\(source.module)/block.o").path }

  private func library(of source: BlockSource) -> Library {
    let base = folder.appendingPathComponent(source.module)
    return Library(path: base.appendingPathComponent("lib\(source.module).so").path, entry: source.entry)
  }

  private func interface(of source: BlockSource) -> URL { folder.appendingPathComponent("\(source.module).swiftmodule") }

  /// The digest of what blocks below a compiled one see of it.
  func interfaceDigest(of source: BlockSource) -> Digest { Digest.of((try? Data(contentsOf: interface(of: source))) ?? Data()) }

  /// Puts a module that was compiled before where this lesson's blocks find it.
  func restore(_ module: StoredModule, as source: BlockSource) -> Library? {
    let library = library(of: source), place = URL(fileURLWithPath: library.path)
    scratch.make()
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(module.library).write(to: place)
      try Data(module.interface).write(to: interface(of: source))
      return library
    } catch {
      return nil
    }
  }

  /// A module as it is kept.
  func stored(_ source: BlockSource, messages: String) -> StoredModule? {
    guard let library = try? Data(contentsOf: URL(fileURLWithPath: library(of: source).path)),
      let interface = try? Data(contentsOf: interface(of: source))
    else { return nil }
    return StoredModule(messages: messages, library: Array(library), interface: Array(interface))
  }

  /// What decides over the code that comes out.
  static let languageFlags = ["-swift-version", "5", "-enable-testing", "-O", "-g"]

  private func frontendArguments(_ source: BlockSource, main: String, object: String) -> [String] {
    var arguments = [
      "-frontend", "-c", "-primary-file", main, "-module-name", source.module,
    ] + Self.languageFlags + [
      "-I", installation.modules, "-I", folder.path,
      "-resource-dir", toolchain.resources, "-module-cache-path", installation.moduleCache,
      "-diagnostic-style", "llvm", "-entry-point-function-name", source.entry,
      "-emit-module-path", interface(of: source).path, "-o", object,
      // Else the interface would name this folder, and be another one in each build.
      "-no-serialize-debugging-options",
    ]
    let stub = folder.appendingPathComponent("stub.modulemap").path
    for map in installation.moduleMaps + [stub] { arguments += ["-Xcc", "-fmodule-map-file=\(map)"] }
    return arguments
  }

  /// Makes a library of a block that was compiled.
  func link(_ source: BlockSource) throws(Failure) -> Library {
    let object = object(of: source), library = library(of: source)
    let autolink = folder.appendingPathComponent("\(source.module)/block.autolink").path
    let extracted = try run(toolchain.autolinkExtractor, [object, "-o", autolink])
    guard extracted.succeeded else { throw failure("the block's imports could not be read:\n\(extracted.output)", source) }
    // A block can write into the section that names its imports, and the linker, which is in no sandbox, would take its orders.
    let words = String(decoding: FileManager.default.contents(atPath: autolink) ?? Data(), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    if let order = words.first(where: { !Self.namesALibrary($0) }) {
      throw failure("the block tells the linker `\(order)`, and may name libraries only", source, help: "import what the block needs")
    }
    let linked = try run(
      toolchain.linker,
      [
        "-shared", "--eh-frame-hdr", object, toolchain.registrar, "-o", library.path, "-L", toolchain.runtimeLibraries,
        "-L", "/usr/lib/x86_64-linux-gnu", "-L", "/usr/lib", "--as-needed", "@\(autolink)",
        "-rpath", toolchain.runtimeLibraries,
      ])
    guard linked.succeeded else { throw failure("the block could not be linked:\n\(linked.output.suffix(2000))", source) }
    return library
  }

  /// `-lFoundation`, and nothing that could be a path.
  private static func namesALibrary(_ word: Substring) -> Bool {
    word.hasPrefix("-l") && word.count > 2
      && word.dropFirst(2).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+.-".contains($0)) }
  }

  private func run(_ program: String, _ arguments: [String]) throws(Failure) -> ToolRun {
    do {
      return try ToolRun.run(program, arguments, seconds: limits.compileSeconds, memory: limits.compileMemory)
    } catch {
      throw Failure(diagnostics: [
        Diagnostic(
          .toolMissing, "\(error.program) could not be started: \(error.reason)", path: lesson.source.path,
          help: "run `litmus doctor`")
      ])
    }
  }

  /// A failure that the compiler does not place stands at the block.
  private func failure(_ message: String, _ source: BlockSource? = nil, help: String? = nil) -> Failure {
    Failure(diagnostics: [Diagnostic(.compileError, message, path: lesson.source.path, range: source?.range, help: help)])
  }
}
