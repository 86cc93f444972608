import Foundation
import Lessons
import Records

/// The run of one lesson, block by block: from what earlier builds left where it is there, else by compiling and running.
struct LessonExecution {
  let lesson: Lesson
  let reader: FailureReader
  let process: LessonProcess
  /// The lesson's version, as its process counts them.
  let version: Int
  let cache: LessonCache?
  let defaultSeconds: Double

  private var blocks: [LessonRun.Block] = []
  private var inlineValues: [Value?]
  private var named: [String: Value] = [:]
  private var diagnostics: [Diagnostic] = []
  private var sites: [LiveLesson.Site] = []
  /// Once a block has failed, nothing below it runs.
  private var hasFailed = false

  /// What earlier builds left of each experiment, and of the inline values below each count of them.
  let knownRuns: [StoredRun?]
  let knownValues: [Int: StoredRun]

  init(
    lesson: Lesson, reader: FailureReader, process: LessonProcess, version: Int, cache: LessonCache?, known: KnownResults,
    defaultSeconds: Double
  ) {
    self.lesson = lesson
    self.reader = reader
    self.process = process
    self.version = version
    self.cache = cache
    self.defaultSeconds = defaultSeconds
    knownRuns = known.runs
    knownValues = known.values
    inlineValues = Array(repeating: nil, count: lesson.inlineValues.count)
  }

  mutating func run(_ compilation: LessonCompilation, blockEnded: () -> Void) async {
    // Compiling runs ahead of execution where anything has to be compiled.
    if !isKnown {
      await compilation.begin()
      // The process takes as long to start as a block to compile.
      let process = process, version = version
      Task { await process.checkpoint(after: 0, of: version) }
    }
    await evaluateValues(below: 0, compilation)
    for index in lesson.experiments.indices {
      await runBlock(index, compilation)
      await evaluateValues(below: index + 1, compilation)
      blockEnded()
    }
  }

  /// Whether nothing is left to run.
  private var isKnown: Bool {
    lesson.experiments.indices.allSatisfy { knownRuns[$0] != nil || !lesson.experiments[$0].options.runs }
      && (0...lesson.experiments.count).allSatisfy { lesson.inlineValues(below: $0).isEmpty || knownValues[$0] != nil }
  }

  func finish(keeping scratch: ScratchFolder, _ compilation: LessonCompilation, _ explanation: CacheExplanation?) -> LiveLesson {
    LiveLesson(
      lesson: lesson,
      run: LessonRun(blocks: blocks, inlineValues: inlineValues, named: named, diagnostics: diagnostics),
      sites: sites, reader: reader, process: process, version: version, compilation: compilation, cache: cache,
      scratch: scratch, explanation: explanation, defaultSeconds: defaultSeconds)
  }

  private mutating func runBlock(_ index: Int, _ compilation: LessonCompilation) async {
    let experiment = lesson.experiments[index]
    guard experiment.options.runs else { return blocks.append(.init(status: .notAsked)) }
    if hasFailed { return notReached(experiment) }
    if let known = knownRuns[index] {
      diagnostics += CompilerOutput(known.messages, lesson: lesson).diagnostics
      if let message = known.expectedFailure {
        blocks.append(.init(status: .failedAsExpected(message)))
      } else {
        blocks.append(take(known.records, of: index))
      }
      return
    }
    switch await compilation.outcome(of: .experiment(index)) {
    case .skipped: notReached(experiment)
    case .failed(let errors):
      if experiment.options.expects == .error {
        failedAsExpected(index, errors.first?.message ?? "does not compile", messages: "")
      } else {
        diagnostics += errors
        blocks.append(.init(status: .failed))
        hasFailed = true
      }
    case .compiled(let library, let messages):
      diagnostics += CompilerOutput(messages, lesson: lesson).diagnostics
      let seconds = experiment.options.budget?.seconds ?? defaultSeconds
      guard let reply = await run(library, behind: index, seconds: seconds, bytes: lesson.memoryBudget(of: experiment)) else {
        return notReached(experiment)
      }
      await take(reply, of: index, messages: messages, seconds: seconds)
    }
  }

  /// Runs a compiled block in a fork of the process behind a count of experiments; nil where there is none.
  private mutating func run(
    _ library: BlockCompiler.Library, behind count: Int, seconds: Double, bytes: Int?
  ) async -> Checkpoint.Reply? {
    guard let checkpoint = await process.checkpoint(after: count, of: version) else {
      if let failure = await process.failure { diagnostics.append(failure) }
      hasFailed = true
      return nil
    }
    return await blocking { checkpoint.run(library, seconds: seconds, bytes: bytes) }
  }

  private mutating func take(_ reply: Checkpoint.Reply, of index: Int, messages: String, seconds: Double) async {
    let experiment = lesson.experiments[index]
    switch (reply.next, experiment.options.expects) {
    case (let next?, .success):
      await process.adopt(next, after: index + 1, of: version, seconds: reply.conversation.seconds)
      let records = reply.conversation.records
      cache?.keep(StoredRun(messages: messages, records: records, expectedFailure: nil), ofExperiment: index)
      blocks.append(take(records, of: index))
    case (_?, .trap), (_?, .error):
      let expected = experiment.options.expects
      diagnostics.append(
        Diagnostic(
          .expectationNotMet, "the block was expected to \(expected == .trap ? "trap" : "fail to compile") and ran to its end",
          path: lesson.source.path, range: experiment.range,
          help: "remove `//| expect: \(expected.rawValue)`, or make the block do what the text says"))
      blocks.append(.init(status: .failed, outputs: outputs(reply.conversation.records)))
    case (nil, .trap):
      let finding = reader.blockFailed(experiment, reply, seconds: seconds)
      // Neither a limit of time or of output nor a lost process is the trap that the text speaks of.
      guard [.blockTrapped, .blockThrew].contains(finding.code) else { return failed(experiment, finding, reply) }
      // The lesson goes on from before the block, which left nothing behind.
      failedAsExpected(index, finding.message, messages: messages, isKept: !reader.ranOutOfMemory(reply))
    case (nil, _):
      failed(experiment, reader.blockFailed(experiment, reply, seconds: seconds), reply)
    }
  }

  private mutating func failed(_ experiment: Experiment, _ finding: Diagnostic, _ reply: Checkpoint.Reply) {
    diagnostics.append(finding)
    blocks.append(.init(status: .failed, outputs: outputs(reply.conversation.records)))
    hasFailed = true
  }

  /// - Parameter isKept: the failure depends on the lesson alone, not on the limits that it ran under
  private mutating func failedAsExpected(_ index: Int, _ message: String, messages: String, isKept: Bool = true) {
    if isKept { cache?.keep(StoredRun(messages: messages, records: [], expectedFailure: message), ofExperiment: index) }
    blocks.append(.init(status: .failedAsExpected(message)))
  }

  /// What a block that finished has said, its lines put back into place.
  private mutating func take(_ records: [Record], of index: Int) -> LessonRun.Block {
    var block = LessonRun.Block(status: .ran, outputs: outputs(records, of: index))
    var claimsOfBlock = 0
    for record in records {
      switch record {
      case .named(let name, let value): named[name] = value
      case .claim(var declaration):
        declaration.line = lesson.line(declaration.line, ofExperiment: index)
        sites.append(.init(declaration: declaration, experiment: index, placeInBlock: claimsOfBlock, index: sites.count))
        claimsOfBlock += 1
      case .finished(let seconds): block.seconds = seconds
      case .leftThreads(let count): diagnostics.append(threadsLeft(count, by: index))
      case .output, .inline, .measured, .threw: break
      }
    }
    diagnostics += derivationDiagnostics(block.outputs)
    return block
  }

  private func outputs(_ records: [Record], of index: Int = 0) -> [Output] {
    var block = LessonRun.Block(status: .ran)
    for case .output(var output) in records {
      if case .derivation(var report) = output {
        report.line = lesson.line(report.line, ofExperiment: index)
        for step in report.steps.indices { report.steps[step].line = lesson.line(report.steps[step].line, ofExperiment: index) }
        output = .derivation(report)
      }
      block.append(output)
    }
    return block.outputs
  }

  private func threadsLeft(_ count: Int, by index: Int) -> Diagnostic {
    let threads = count == 1 ? "a thread" : "\(count) threads"
    return Diagnostic(
      .threadsLeft, "block \(index + 1) came to its end and left \(threads) running, which ended with it", path: lesson.source.path,
      range: lesson.experiments[index].range, help: "wait at the end of the block for every thread that it starts")
  }

  private mutating func notReached(_ experiment: Experiment) {
    blocks.append(.init(status: .notReached))
    diagnostics.append(
      Diagnostic(
        .blockNotRun, severity: .note, "not run, because a block above it failed", path: lesson.source.path,
        range: experiment.range))
  }

  private mutating func evaluateValues(below count: Int, _ compilation: LessonCompilation) async {
    let indices = lesson.inlineValues(below: count)
    guard !indices.isEmpty, !hasFailed else { return }
    if let known = knownValues[count] {
      diagnostics += CompilerOutput(known.messages, lesson: lesson).diagnostics
      return take(known.records, values: indices)
    }
    switch await compilation.outcome(of: .values(below: count)) {
    case .skipped: return
    case .failed(let errors): diagnostics += errors
    case .compiled(let library, let messages):
      diagnostics += CompilerOutput(messages, lesson: lesson).diagnostics
      let seconds = defaultSeconds
      guard let reply = await run(library, behind: count, seconds: seconds, bytes: lesson.frontMatter.budget?.bytes) else { return }
      take(reply.conversation.records, values: indices)
      guard reply.next == nil else {
        cache?.keep(StoredRun(messages: messages, records: reply.conversation.records, expectedFailure: nil), below: count)
        return
      }
      let nearest = indices.first { inlineValues[$0] == nil } ?? indices[0]
      diagnostics.append(reader.blockFailed(lesson.placeholder(at: nearest), reply, seconds: seconds))
    }
  }

  private mutating func take(_ records: [Record], values indices: [Int]) {
    for case .inline(let place, let value) in records where indices.indices.contains(place) {
      let inline = lesson.inlineValues[indices[place]]
      inlineValues[indices[place]] = value
      if let format = inline.format, value.number == nil {
        diagnostics.append(
          Diagnostic(
            .inlineValueInvalid, "`\(format)` is for numbers, and this value is none: \(Self.excerpt(of: value))",
            path: lesson.source.path, range: inline.range,
            help: "print a number, or leave out the format; `Double(…)`, `Int(…)` and `!` make numbers of what contains one"))
      }
    }
  }
}

extension LessonExecution {
  /// The beginning of a value that a message names.
  private static func excerpt(of value: Value) -> String {
    let text = value.description, longest = 60
    return text.count > longest ? text.prefix(longest - 1) + "…" : text
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
