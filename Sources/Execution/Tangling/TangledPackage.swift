import Foundation
import Lessons

/// A lesson as a Swift package that `swift run` executes, with the numbers of its page.
///
/// ```swift
/// let package = TangledPackage(lesson, courseSeed: course.seed, engine: .folder("/home/me/litmus"))
/// try package.write(to: URL(fileURLWithPath: "initialization"))
/// ```
/// Each block stays a module of its own, a script that imports those above it, and is linked as a library that the program loads
/// when its turn comes. So a name can be declared again below, and everything is initialized in the order of the page: both would
/// change in one file, or in libraries whose globals are lazy. SwiftPM has no such target, but an executable that is linked with
/// `-emit-library` is one. The blocks are a package inside the package, because `swift run` wants one program to choose from.
public struct TangledPackage: Sendable {
  /// Where the engine comes from.
  public enum Engine: Equatable, Sendable {
    case folder(String)
    /// A repository; its branch `main`.
    case repository(String)
    /// A checkout beside the package, or where the environment's LITMUS says: for a package that goes to other machines.
    case beside

    /// A path, or what looks like the address of a repository.
    public init(_ place: String) {
      self = place.contains("://") || place.hasPrefix("git@") ? .repository(place) : .folder(place)
    }
  }

  let lesson: Lesson
  let courseSeed: Int
  let engine: Engine

  public init(_ lesson: Lesson, courseSeed: Int, engine: Engine) {
    self.lesson = lesson
    self.courseSeed = courseSeed
    self.engine = engine
  }

  /// The package's files by their paths, in the order of these.
  public var files: [(path: String, text: String)] {
    let modules = modules
    var files = modules.map { (path: "Blocks/\($0.name)/main.swift", text: source(of: $0)) }
    files.append(("Blocks/Package.swift", blocksManifest(modules)))
    files.append(("Package.swift", manifest(modules)))
    files.append(("Sources/Lesson/main.swift", program(modules)))
    files.append(("\(lesson.name).md", lesson.source.text))
    files.append((".gitignore", ".build/\n"))
    return files.sorted { $0.path < $1.path }
  }

  /// Writes the package into a folder that is empty, or not there, or holds an earlier package of a lesson, which it replaces.
  ///
  /// - Throws: where the folder holds something else, or files cannot be written.
  public func write(to folder: URL) throws {
    let manager = FileManager.default
    if let present = try? manager.contentsOfDirectory(atPath: folder.path), !present.isEmpty {
      guard present.contains("Blocks"), present.contains("Package.swift") else {
        throw Diagnostic(
          .outputOccupied, "\(folder.path) holds other files", help: "name a folder that is empty or not there with --output")
      }
      for name in ["Blocks", "Sources"] where present.contains(name) {
        try manager.removeItem(at: folder.appendingPathComponent(name))
      }
    }
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
