import Foundation
import Lessons
import Records

/// Why each block of a lesson ran, or did not.
public struct CacheExplanation: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    /// Where the block stands in the lesson.
    public var line: Int
    public var text: String
  }

  public let entries: [Entry]

  /// - Parameter before: what the lesson's results followed from when it was last run
  init(_ lesson: Lesson, keys: LessonKeys, known: KnownResults, before: LessonManifest?) {
    let now = LessonManifest(keys)
    entries = lesson.experiments.indices.map { index in
      let experiment = lesson.experiments[index]
      let name = "block \(index + 1)" + (experiment.options.label.map { " (\($0))" } ?? "")
      let text =
        if !experiment.options.runs {
          "\(name): not asked to run"
        } else if known.runs[index] != nil {
          "\(name): reused"
        } else {
          "\(name): run, because \(Self.reason(index, now, before, wasDamaged: known.damaged.contains(index)))"
        }
      return Entry(line: experiment.range.lowerBound.line, text: text)
    }
  }

  private static func reason(_ index: Int, _ now: LessonManifest, _ before: LessonManifest?, wasDamaged: Bool) -> String {
    if wasDamaged { return "its kept result was damaged" }
    guard let before else { return "no run of this lesson is known here" }
    if now.engine != before.engine { return "the engine changed" }
    if now.toolchain != before.toolchain { return "the toolchain changed" }
    if now.flags != before.flags { return "blocks are compiled otherwise than before" }
    if now.processor != before.processor { return "this is another kind of processor" }
    if now.sandbox != before.sandbox { return "the sandbox changed" }
    let files = Dictionary(before.data.map { ($0.name, $0.contents) }, uniquingKeysWith: { $1 })
    for file in now.data where files[file.name] != file.contents {
      return files[file.name] == nil ? "the data file \(file.name) is new" : "the data file \(file.name) changed"
    }
    if now.data.count != before.data.count { return "a data file is no longer named" }
    for above in 0...index where above >= before.code.count || now.code[above] != before.code[above] {
      if above == index { return index < before.code.count ? "its code changed" : "it is new" }
      return above < before.code.count ? "block \(above + 1) above it changed" : "block \(above + 1) above it is new"
    }
    return "its result is no longer kept"
  }
}

/// What a lesson's results followed from, part by part: kept beside them, to tell what has changed.
struct LessonManifest: Wire, Equatable {
  struct File: Wire, Equatable {
    var name: String
    var contents: [UInt8]
  }

  var engine: [UInt8]
  var toolchain: [UInt8]
  var flags: [UInt8]
  var processor: [UInt8]
  var sandbox: [UInt8]
  var data: [File]
  var code: [[UInt8]]

  init(_ keys: LessonKeys) {
    engine = keys.environment.engine.bytes
    toolchain = keys.environment.toolchain.bytes
    flags = keys.environment.flags.bytes
    processor = keys.environment.processor.bytes
    sandbox = keys.environment.sandbox.bytes
    data = keys.data.map { File(name: $0.name, contents: $0.contents.bytes) }
    code = keys.code.map(\.bytes)
  }

  /// The name under which the manifest of the lesson at a path is kept.
  static func key(of lesson: Lesson) -> Digest {
    Digest.of(parts: ["manifest", URL(fileURLWithPath: lesson.source.path).standardizedFileURL.path])
  }

  func write(to writer: inout WireWriter) {
    for digest in [engine, toolchain, flags, processor, sandbox] { writer.append(digest) }
    data.write(to: &writer)
    code.count.write(to: &writer)
    for digest in code { writer.append(digest) }
  }

  init(from reader: inout WireReader) throws(WireError) {
    engine = try reader.bytes()
    toolchain = try reader.bytes()
    flags = try reader.bytes()
    processor = try reader.bytes()
    sandbox = try reader.bytes()
    data = try [File](from: &reader)
    code = []
    for _ in 0..<(try Int(from: &reader)) { code.append(try reader.bytes()) }
  }
}

extension LessonManifest.File {
  func write(to writer: inout WireWriter) {
    name.write(to: &writer)
    writer.append(contents)
  }

  init(from reader: inout WireReader) throws(WireError) {
    name = try String(from: &reader)
    contents = try reader.bytes()
  }
}
