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
    case compiled(BlockCompiler.Library, messages: String)
    case failed([Diagnostic])
    /// Not to be compiled: `run: false`, or something above it failed.
    case skipped
  }

  let lesson: Lesson
  let compiler: BlockCompiler
  let cache: LessonCache?
  /// Inline values whose results are known already.
  private let known: Set<Unit>
  private var running: Task<Void, Never>?
  /// How many modules the compiler was started for.
  private(set) var compilerStarts = 0
  private var outcomes: [Unit: Outcome] = [:]
  private var waiting: [Unit: [CheckedContinuation<Outcome, Never>]] = [:]
  /// What modules of known inline values would import.
  private var imports: [Int: (above: BlockImports, interfaces: [Digest])] = [:]
  private var again: [Int: Task<Outcome, Never>] = [:]

  init(lesson: Lesson, compiler: BlockCompiler, cache: LessonCache?, known: Set<Unit>) {
    self.lesson = lesson
    self.compiler = compiler
    self.cache = cache
    self.known = known
  }

  /// Begins, unless it has begun: what nobody asks for is not compiled.
  func begin() {
    if running == nil { running = Task { await self.compileAll() } }
  }

  /// Waits until nothing is being compiled.
  func settled() async { await running?.value }

  /// The outcome of one unit, as soon as there is one.
  func outcome(of unit: Unit) async -> Outcome {
    begin()
    if let outcome = outcomes[unit] { return outcome }
    return await withCheckedContinuation { waiting[unit, default: []].append($0) }
  }

  /// The inline values below a count of experiments, also where their results are known.
  func values(below count: Int) async -> Outcome {
    let outcome = await outcome(of: .values(below: count))
    guard case .skipped = outcome, let (above, interfaces) = imports[count] else { return outcome }
    if let making = again[count] { return await making.value }
    let source = BlockSource.inlineValues(lesson.inlineValues(below: count), of: lesson, below: count, above: above)
    let key = cache?.keys.module(source, interfaces: interfaces)
    let making = Task { await self.finish(source, self.compile(source, key), key) }
    again[count] = making
    return await making.value
  }

  /// Compiles everything: blocks in their order, and beside the blocks that follow them their libraries and the inline values.
  private func compileAll() async {
    await withTaskGroup(of: Void.self) { group in
      var above = BlockImports()
      var interfaces: [Digest] = []
      var failed = false
      for count in 0...lesson.experiments.count {
        if count > 0 {
          let experiment = lesson.experiments[count - 1]
          let unit = Unit.experiment(count - 1)
          if failed || !experiment.options.runs {
            settle(unit, .skipped)
          } else {
            let source = BlockSource.experiment(count - 1, of: lesson, above: above)
            let key = cache?.keys.module(source, interfaces: interfaces)
            let compiled = await compile(source, key)
            group.addTask { await self.settle(unit, self.finish(source, compiled, key)) }
            switch compiled {
            case .restored(_, let interface, _), .compiled(let interface, _):
              if experiment.options.expects == .success {
                above.append(experiment, as: source.module)
                interfaces.append(interface)
              }
            case .failed: failed = failed || experiment.options.expects != .error
            }
          }
        }
        let indices = lesson.inlineValues(below: count)
        if known.contains(.values(below: count)), !failed { imports[count] = (above, interfaces) }
        guard !indices.isEmpty, !failed, !known.contains(.values(below: count)) else {
          settle(.values(below: count), .skipped)
          continue
        }
        let source = BlockSource.inlineValues(indices, of: lesson, below: count, above: above)
        let key = cache?.keys.module(source, interfaces: interfaces)
        group.addTask {
          let compiled = await self.compile(source, key)
          await self.settle(.values(below: count), self.finish(source, compiled, key))
        }
      }
    }
  }

  /// A module that others can import, with the digest of what they see of it.
  private enum Compiled: Sendable {
    case restored(BlockCompiler.Library, interface: Digest, messages: String)
    /// Its library is not made yet.
    case compiled(interface: Digest, messages: String)
    case failed([Diagnostic])
  }

  private nonisolated func compile(_ source: BlockSource, _ key: Digest?) async -> Compiled {
    let compiler = compiler, cache = cache
    let restored: Compiled? = await blocking {
      guard let key, let stored = cache?.module(key), let library = compiler.restore(stored, as: source) else { return nil }
      return .restored(library, interface: Digest.of(stored.interface), messages: stored.messages)
    }
    if let restored { return restored }
    await noteStart()
    return await blocking {
      do throws(BlockCompiler.Failure) {
        let messages = try compiler.compile(source)
        return .compiled(interface: compiler.interfaceDigest(of: source), messages: messages)
      } catch {
        return .failed(error.diagnostics)
      }
    }
  }

  /// Makes the library of a compiled module, and keeps both.
  private nonisolated func finish(_ source: BlockSource, _ compiled: Compiled, _ key: Digest?) async -> Outcome {
    let compiler = compiler, cache = cache
    switch compiled {
    case .restored(let library, _, let messages): return .compiled(library, messages: messages)
    case .failed(let diagnostics): return .failed(diagnostics)
    case .compiled(_, let messages):
      return await blocking {
        do throws(BlockCompiler.Failure) {
          let library = try compiler.link(source)
          if let key, let cache, let stored = compiler.stored(source, messages: messages) { cache.keep(stored, under: key) }
          return .compiled(library, messages: messages)
        } catch {
          return .failed(error.diagnostics)
        }
      }
    }
  }

  private func noteStart() { compilerStarts += 1 }

  private func settle(_ unit: Unit, _ outcome: Outcome) {
    outcomes[unit] = outcome
    for continuation in waiting.removeValue(forKey: unit) ?? [] { continuation.resume(returning: outcome) }
  }
}
