import Foundation
import Lessons
import Records

/// The run of one lesson, block by block.
struct LessonExecution {
  let lesson: Lesson
  let reader: FailureReader
  let defaultSeconds: Double

  private var blocks: [LessonRun.Block] = []
  private var inlineValues: [Value?]
  private var named: [String: Value] = [:]
  private var diagnostics: [Diagnostic] = []
  private var sites: [LiveLesson.Site] = []
  private var kernel: Checkpoint?
  /// The process after the last block that ran; nil once one has failed.
  private var current: Checkpoint?
  /// How many claims the current process knows.
  private var claimCount = 0

  init(lesson: Lesson, reader: FailureReader, defaultSeconds: Double) {
    self.lesson = lesson
    self.reader = reader
    self.defaultSeconds = defaultSeconds
    inlineValues = Array(repeating: nil, count: lesson.inlineValues.count)
  }

  mutating func run(_ compilation: LessonCompilation, launch: Sandbox.Launch, limits: Limits) async {
    if !lesson.experiments.isEmpty || !lesson.inlineValues.isEmpty { start(launch, limits) }
    await evaluateValues(below: 0, compilation)
    for index in lesson.experiments.indices {
      await runBlock(index, await compilation.outcome(of: .experiment(index)))
      await evaluateValues(below: index + 1, compilation)
    }
  }

  func finish(keeping scratch: ScratchFolder) -> LiveLesson {
    LiveLesson(
      lesson: lesson,
      run: LessonRun(blocks: blocks, inlineValues: inlineValues, named: named, diagnostics: diagnostics),
      sites: sites, reader: reader, kernel: kernel, scratch: scratch, defaultSeconds: defaultSeconds)
  }

  private mutating func start(_ launch: Sandbox.Launch, _ limits: Limits) {
    do {
      let started = try Checkpoint.start(launch, limits: limits)
      kernel = started
      current = started
    } catch {
      diagnostics.append(
        Diagnostic(
          .kernelLost, "\(error.program) could not be started: \(error.reason)", path: lesson.source.path,
          help: "build it with `make`"))
    }
  }

  private mutating func runBlock(_ index: Int, _ outcome: LessonCompilation.Outcome) async {
    let experiment = lesson.experiments[index]
    switch outcome {
    case .skipped:
      guard experiment.options.runs else { return blocks.append(.init(status: .notAsked)) }
      notReached(experiment)
    case .failed(let errors):
      if experiment.options.expects == .error {
        blocks.append(.init(status: .failedAsExpected(errors.first?.message ?? "does not compile")))
      } else {
        diagnostics += errors
        blocks.append(.init(status: .failed))
        current = nil
      }
    case .compiled(let library, let warnings):
      diagnostics += warnings
      guard let checkpoint = current else { return notReached(experiment) }
      let seconds = experiment.options.budget?.seconds ?? defaultSeconds
      let bytes = experiment.options.budget?.bytes ?? lesson.frontMatter.budget?.bytes
      let reply = await blocking { checkpoint.run(library, seconds: seconds, bytes: bytes) }
      take(reply, of: experiment, seconds: seconds)
    }
  }

  private mutating func take(_ reply: Checkpoint.Reply, of experiment: Experiment, seconds: Double) {
    var block = LessonRun.Block(status: .ran)
    var declared: [ClaimDeclaration] = []
    var recorded: [String: Value] = [:]
    for record in reply.conversation.records {
      switch record {
      case .output(let output): block.append(output)
      case .named(let name, let value): recorded[name] = value
      case .claim(let declaration): declared.append(declaration)
      case .finished(let seconds): block.seconds = seconds
      case .inline, .measured, .threw: break
      }
    }
    switch (reply.next, experiment.options.expects) {
    case (let next?, .success):
      current = next
      named.merge(recorded) { $1 }
      for declaration in declared {
        sites.append(.init(declaration: declaration, checkpoint: next, index: claimCount))
        claimCount += 1
      }
      diagnostics += derivationDiagnostics(block.outputs)
    case (_?, .trap), (_?, .error):
      let expected = experiment.options.expects
      diagnostics.append(
        Diagnostic(
          .expectationNotMet, "the block was expected to \(expected == .trap ? "trap" : "fail to compile") and ran to its end",
          path: lesson.source.path, range: experiment.range,
          help: "remove `//| expect: \(expected.rawValue)`, or make the block do what the text says"))
      block.status = .failed
    case (nil, .trap):
      // The lesson goes on from before the block, which left nothing behind.
      block.status = .failedAsExpected(reader.blockFailed(experiment, reply, seconds: seconds).message)
    case (nil, _):
      diagnostics.append(reader.blockFailed(experiment, reply, seconds: seconds))
      block.status = .failed
      current = nil
    }
    blocks.append(block)
  }

  private mutating func notReached(_ experiment: Experiment) {
    blocks.append(.init(status: .notReached))
    diagnostics.append(
      Diagnostic(
        .blockNotRun, severity: .note, "not run, because a block above it failed", path: lesson.source.path,
        range: experiment.range))
  }

  private mutating func evaluateValues(below count: Int, _ compilation: LessonCompilation) async {
    let outcome = await compilation.outcome(of: .values(below: count))
    switch outcome {
    case .skipped: return
    case .failed(let errors): diagnostics += errors
    case .compiled(let library, let warnings):
      diagnostics += warnings
      guard let checkpoint = current else { return }
      let seconds = defaultSeconds
      let bytes = lesson.frontMatter.budget?.bytes
      let reply = await blocking { checkpoint.run(library, seconds: seconds, bytes: bytes) }
      for case .inline(let index, let value) in reply.conversation.records where inlineValues.indices.contains(index) {
        inlineValues[index] = value
      }
      guard reply.next == nil, let first = lesson.inlineValues.first(where: { $0.experimentsAbove == count }) else { return }
      let nearest = lesson.inlineValues.indices.first {
        lesson.inlineValues[$0].experimentsAbove == count && inlineValues[$0] == nil
      }
      let place = Experiment(options: .init(), code: [], range: nearest.map { lesson.inlineValues[$0].range } ?? first.range)
      diagnostics.append(reader.blockFailed(place, reply, seconds: seconds))
    }
  }

  private func derivationDiagnostics(_ outputs: [Output]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for case .derivation(let report) in outputs {
      for step in report.steps {
        let start = SourcePosition(line: step.line, column: 1)
        let range = start..<SourcePosition(line: step.line, column: 1 + (lesson.source.line(step.line)?.utf8.count ?? 0))
        if case .broken(let counterexample) = step.outcome {
          found.append(
            Diagnostic(
              .derivationBroken, "derivation `\(report.id)`: this line does not equal the one before it",
              path: lesson.source.path, range: range, notes: [.init("for example: \(counterexample)")],
              help: "correct the line, or state the assumption that it needs"))
        }
        for assumption in step.assumptions where assumption.isIdle {
          found.append(
            Diagnostic(
              .assumptionIdle, "derivation `\(report.id)`: the step holds without \(assumption.latex) too",
              path: lesson.source.path, range: range, help: "drop the assumption, or move it to the step that needs it"))
        }
      }
    }
    return found
  }
}

extension LessonRun.Block {
  /// Adds an output; text that follows text joins it.
  mutating func append(_ output: Output) {
    if case .text(let more) = output, case .text(var text)? = outputs.last {
      // Taken out while it grows, so that it is not copied for each line that is printed.
      outputs.removeLast()
      text += more
      outputs.append(.text(text))
    } else {
      outputs.append(output)
    }
  }
}
