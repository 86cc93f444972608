import Foundation
import Lessons

/// The compilation of a lesson's blocks, ahead of their execution.
actor LessonCompilation {
  /// One module to compile: a block, or the inline values below it.
  enum Unit: Hashable, Sendable {
    case experiment(Int)
    /// The inline values that stand below this many experiments.
    case values(below: Int)
  }

  enum Outcome: Sendable {
    case compiled(BlockCompiler.Library, warnings: [Diagnostic])
    case failed([Diagnostic])
    /// Not to be compiled: `run: false`, or something above it failed.
    case skipped
  }

  let lesson: Lesson
  let compiler: BlockCompiler
  private var outcomes: [Unit: Outcome] = [:]
  private var waiting: [Unit: [CheckedContinuation<Outcome, Never>]] = [:]

  init(lesson: Lesson, compiler: BlockCompiler) {
    self.lesson = lesson
    self.compiler = compiler
  }

  /// The outcome of one unit, as soon as there is one.
  func outcome(of unit: Unit) async -> Outcome {
    if let outcome = outcomes[unit] { return outcome }
    return await withCheckedContinuation { waiting[unit, default: []].append($0) }
  }

  /// Compiles everything: blocks in their order, inline values beside the blocks that follow them.
  func compileAll() async {
    await withTaskGroup(of: Void.self) { group in
      var above: [String] = []
      var failed = false
      for count in 0...lesson.experiments.count {
        if count > 0 {
          let experiment = lesson.experiments[count - 1]
          let unit = Unit.experiment(count - 1)
          if failed || !experiment.options.runs {
            settle(unit, .skipped)
          } else {
            let source = BlockSource.experiment(count - 1, of: lesson, above: above)
            let outcome = await compile(source)
            settle(unit, outcome)
            switch outcome {
            case .compiled where experiment.options.expects == .success: above.append(source.module)
            case .failed where experiment.options.expects != .error: failed = true
            default: break
            }
          }
        }
        let indices = lesson.inlineValues.indices.filter { lesson.inlineValues[$0].experimentsAbove == count }
        guard !indices.isEmpty, !failed else {
          settle(.values(below: count), .skipped)
          continue
        }
        let source = BlockSource.inlineValues(indices, of: lesson, below: count, above: above)
        group.addTask { await self.settle(.values(below: count), self.compile(source)) }
      }
    }
  }

  private nonisolated func compile(_ source: BlockSource) async -> Outcome {
    let compiler = compiler
    return await blocking {
      do throws(BlockCompiler.Failure) {
        let (library, warnings) = try compiler.compile(source)
        return .compiled(library, warnings: warnings)
      } catch {
        return .failed(error.diagnostics)
      }
    }
  }

  private func settle(_ unit: Unit, _ outcome: Outcome) {
    outcomes[unit] = outcome
    for continuation in waiting.removeValue(forKey: unit) ?? [] { continuation.resume(returning: outcome) }
  }
}
