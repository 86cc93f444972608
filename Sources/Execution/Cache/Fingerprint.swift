import Foundation
import Lessons

/// What a claim's values follow from, as far as it is the same on every machine: the lesson's code down to the claim's block, and
/// the data files that the lesson names. The engine, the toolchain and the processor are not in it: two machines have builds of
/// their own.
///
/// ```swift
/// Fingerprint(lesson, claimAtLine: 322).code   // "9f86d081884c7d65"
/// ```
public struct Fingerprint: Equatable, Sendable {
  /// The first 64 bits of SHA-256 in hexadecimal, over the blocks that ran down to the claim's own.
  public var code: String
  /// The same over the data files' names and contents; empty where the lesson names none.
  public var data: String

  public init(code: String, data: String) {
    self.code = code
    self.data = data
  }

  public init(_ lesson: Lesson, claimAtLine line: Int) {
    code = Self.code(of: Self.blocks(of: lesson, claimAtLine: line))
    let files = lesson.dataPaths.flatMap { file -> [any DigestPart] in
      [file.name, Digest.of((try? Data(contentsOf: URL(fileURLWithPath: file.path), options: .mappedIfSafe)) ?? Data())]
    }
    data = files.isEmpty ? "" : Digest.of(parts: files).short
  }

  /// The blocks whose code is covered: those that ran down to the claim's own. One that fails as it should leaves nothing to those
  /// below it.
  public static func blocks(of lesson: Lesson, claimAtLine line: Int) -> [Experiment] {
    lesson.experiments.filter { $0.leavesSomethingBehind && $0.range.lowerBound.line <= line }
  }

  /// The same digest of code for what stands below the first `count` experiments: a value of the prose, or what the last of them showed.
  /// A claim that the last of them declares has this one too.
  public static func code(of lesson: Lesson, above count: Int) -> String {
    code(of: lesson.experiments.prefix(count).filter { $0.leavesSomethingBehind })
  }

  private static func code(of blocks: [Experiment]) -> String { Digest.of(parts: ["claim"] + blocks.map(\.text)).short }

  /// The first 64 bits of a text's SHA-256, in hexadecimal.
  public static func digest(of text: String) -> String { Digest.of(Array(text.utf8)).short }
}

extension Digest {
  /// Enough to tell an accident by.
  fileprivate var short: String { String(hexadecimal.prefix(16)) }
}

extension LessonExecutor {
  /// What results depend on besides a lesson's text, on this machine: names and digests.
  public var dependencies: [(name: String, digest: String)] {
    [
      ("the engine", environment.engine), ("the toolchain", environment.toolchain), ("the compiler's flags", environment.flags),
      ("the kind of processor", environment.processor), ("the sandbox", environment.sandbox),
    ].map { ($0, $1.short) }
  }
}
