import Foundation
import Lessons

/// The names under which a lesson's results are kept. They follow from what the results depend on, and from nothing else: not from
/// prose, nor from the place of the blocks in it.
struct LessonKeys: Sendable {
  /// What the first of them follow from.
  let environment: RunEnvironment
  /// Results of running, by experiment.
  private(set) var runs: [Digest?] = []
  /// Results of inline values below a count of experiments.
  private(set) var values: [Int: Digest] = [:]
  /// The digests of the blocks' own code, to tell what has changed.
  private(set) var code: [Digest] = []
  /// The data files that the lesson names, with their contents' digests.
  let data: [DataFile]

  struct DataFile: Equatable, Sendable {
    var name: String
    var contents: Digest
  }

  init(_ lesson: Lesson, environment: RunEnvironment) {
    self.environment = environment
    data = Self.dataFiles(lesson)
    var above = BlockImports()
    // A block's key covers those that it imports, and they what they import; so the last key covers all.
    var compiled = Digest.of(parts: [environment.engine, environment.toolchain, environment.flags])
    var ran = Digest.of(
      parts: ["runs", environment.processor, environment.sandbox] + data.flatMap { [$0.name, $0.contents] as [any DigestPart] } as [any DigestPart])
    for count in 0...lesson.experiments.count {
      if count > 0 {
        let index = count - 1, experiment = lesson.experiments[index]
        let source = BlockSource.experiment(index, of: lesson, above: above)
        let key = Digest.of(parts: [compiled, source.text])
        let run = Digest.of(parts: [ran, key, experiment.options.expects.rawValue])
        code.append(Digest.of(parts: [experiment.text, experiment.options.expects.rawValue]))
        runs.append(experiment.options.runs ? run : nil)
        // A block that fails as it should leaves nothing to those below.
        if experiment.leavesSomethingBehind {
          compiled = key
          ran = run
          above.append(experiment, as: source.module)
        }
      }
      let indices = lesson.inlineValues(below: count)
      guard !indices.isEmpty else { continue }
      let source = BlockSource.inlineValues(indices, of: lesson, below: count, above: above)
      let key = Digest.of(parts: [compiled, source.text])
      values[count] = Digest.of(parts: [ran, key])
    }
  }

  /// A compiled module. The compiler sees nothing of the blocks above but their interfaces, so an edit of a number or of a function's body
  /// leaves the modules below as they are.
  ///
  /// - Parameter interfaces: digests of the compiled interfaces of the blocks above it
  func module(_ source: BlockSource, interfaces: [Digest]) -> Digest {
    Digest.of(
      parts: ["module", environment.engine, environment.toolchain, environment.flags, source.module, source.text]
        + interfaces as [any DigestPart])
  }

  /// Results of inline values in another repetition of the lesson.
  func values(below count: Int, repetition: UInt64) -> Digest? {
    values[count].map { Digest.of(parts: ["repetition", $0, String(repetition)]) }
  }

  private static func dataFiles(_ lesson: Lesson) -> [DataFile] {
    lesson.dataPaths.map { path in
      DataFile(
        name: path.name, contents: Digest.of((try? Data(contentsOf: URL(fileURLWithPath: path.path), options: .mappedIfSafe)) ?? Data()))
    }
  }
}
