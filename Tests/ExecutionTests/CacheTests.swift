import Foundation
import Lessons
import Records
import Testing

@testable import Execution

/// An executor with a store of its own.
private func storingExecutor(mostBytes: Int = 1 << 30) throws -> LessonExecutor {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-store-\(UUID().uuidString)")
  return try executor().with(store: ResultStore(folder: folder, mostBytes: mostBytes))
}

private func files(of store: ResultStore?) -> [URL] {
  guard let folder = store?.folder, let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
  return walk.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }.sorted { $0.path < $1.path }
}

private func discard(_ executor: LessonExecutor) {
  if let folder = executor.store?.folder { try? FileManager.default.removeItem(at: folder) }
}

private let blocks = [
  "var total = 1\nfunc twice(_ x: Int) -> Int { 2 * x }", "total += twice(20)\nshow(total)", "record(\"total\", total)\nshow(total + 1)",
  "claim(\"above\", .above(Double(total) - 2)) { rng in Double(total) + rng.uniform() } control: { rng in rng.uniform() }",
]

/// The same blocks with empty lines, and so other places, in front of the first.
private func moved(_ lesson: Lesson, by lines: Int) -> Lesson {
  func move(_ position: SourcePosition) -> SourcePosition { SourcePosition(line: position.line + lines, column: position.column) }
  func move(_ range: SourceRange) -> SourceRange { move(range.lowerBound)..<move(range.upperBound) }
  var moved = lesson
  moved.source = SourceFile(path: lesson.source.path, text: String(repeating: "\n", count: lines) + lesson.source.text)
  moved.experiments = lesson.experiments.map { experiment in
    Experiment(
      options: experiment.options, code: experiment.code.map { .init(text: $0.text, position: move($0.position)) }, range: move(experiment.range))
  }
  return moved
}

@Suite struct CacheTests {
  @Test func whatIsKnownIsNeitherCompiledNorRun() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let first = await executor.execute(lesson(blocks))
    let measured = await first.measure(claim: 0, control: false, seed: 7)
    #expect(await first.work == (4, 4))
    let second = await executor.execute(lesson(blocks))
    #expect(shown(second) == shown(first))
    #expect(try await second.measure(claim: 0, control: false, seed: 7).get() == measured.get())
    #expect(await second.work == (0, 0))
    // A seed that nobody measured under needs the process, and the process its blocks; nothing is compiled.
    _ = try await second.measure(claim: 0, control: false, seed: 8).get()
    #expect(await second.work == (0, 4))
    #expect(second.explanation?.entries.map(\.text) == (1...4).map { "block \($0): reused" })
  }

  /// What a lesson's unchanged build takes: one look for each block and for each place of inline values, one for each block's replicates.
  @Test func littleIsLookedUp() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let value = InlineValue(
      expression: "total", format: nil, experimentsAbove: 2, position: SourcePosition(line: 9, column: 1),
      range: SourcePosition(line: 9, column: 1)..<SourcePosition(line: 9, column: 6))
    let valued = lesson(blocks, values: [value])
    do {
      let live = await executor.execute(valued)
      for seed in 0..<20 { _ = try await live.measure(claim: 0, control: false, seed: UInt64(seed)).get() }
    }
    let store = try #require(executor.store), before = store.lookUps.load(ordering: .relaxed)
    let live = await executor.execute(valued)
    for seed in 0..<20 { _ = try await live.measure(claim: 0, control: false, seed: UInt64(seed)).get() }
    #expect(await live.work == (0, 0))
    #expect(store.lookUps.load(ordering: .relaxed) - before == 4 + 1 + 1)
  }

  /// Formulas, colours and figures of a page are one entry.
  @Test func textsAreKeptTogether() throws {
    let store = ResultStore(folder: FileManager.default.temporaryDirectory.appendingPathComponent("litmus-store-\(UUID().uuidString)"))
    defer { try? FileManager.default.removeItem(at: store.folder) }
    var made = 0
    func texts(_ names: [String]) -> [String] {
      let bundle = TextBundle(of: ["page"], in: store)
      defer { bundle.keep() }
      return names.map { name in
        bundle.text(madeOf: [name]) {
          made += 1
          return name + "!"
        }
      }
    }
    #expect(texts(["a", "b", "a"]) == ["a!", "b!", "a!"])
    #expect(made == 2)
    let before = store.lookUps.load(ordering: .relaxed)
    #expect(texts(["b", "a"]) == ["b!", "a!"])
    #expect(made == 2 && store.lookUps.load(ordering: .relaxed) == before + 1)
    #expect(texts(["b", "c"]) == ["b!", "c!"])  // from now on without a
    #expect(texts(["a"]) == ["a!"])
    #expect(made == 4)
    #expect(files(of: store).count == 1)
  }

  @Test func proseMovesWhatIsKnown() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let first = await executor.execute(lesson(blocks))
    let second = await executor.execute(moved(lesson(blocks), by: 5))
    #expect(await second.work == (0, 0))
    #expect(second.claims.map(\.line) == first.claims.map { $0.line + 5 })
    #expect(shown(second) == shown(await (try Self.fresh()).execute(moved(lesson(blocks), by: 5))))
  }

  @Test func anEditRunsItselfAndWhatFollows() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    _ = await executor.execute(lesson(blocks))
    var edited = blocks
    edited[1] = "total += twice(30)\nshow(total)"
    let live = await executor.execute(lesson(edited))
    #expect(live.run.blocks[2].outputs == [.value(.integer(62))])
    // Compiled anew: the block alone, as those below see of it what they saw. Run: all four, the first for what it leaves behind.
    #expect(await live.work == (1, 4))
    #expect(
      live.explanation?.entries.map(\.text) == [
        "block 1: reused", "block 2: run, because its code changed", "block 3: run, because block 2 above it changed",
        "block 4: run, because block 2 above it changed",
      ])
    // Back again: everything is still there.
    #expect(await executor.execute(lesson(blocks)).work == (0, 0))
    // What blocks below see has changed, so the two that import it are compiled anew as well.
    edited[1] += "\nlet more = 1.5"
    #expect(await executor.execute(lesson(edited)).work == (3, 4))
    // What they see is another type of the same name.
    edited[1] = edited[1].replacingOccurrences(of: "more = 1.5", with: "more = 1")
    edited[2] += "\nshow(more / 2)"
    let last = await executor.execute(lesson(edited))
    #expect(last.run.blocks[2].outputs == [.value(.integer(62)), .value(.integer(0))])
    #expect(shown(last) == shown(await (try Self.fresh()).execute(lesson(edited))))
  }

  @Test func whatResultsDependOnIsPartOfTheirNames() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    _ = await executor.execute(lesson(blocks))
    func reasons(_ change: (inout RunEnvironment) -> Void) async -> [String] {
      var other = executor
      change(&other.environment)
      return await other.execute(lesson(blocks)).explanation?.entries.map(\.text) ?? []
    }
    let digest = Digest.of(parts: ["another"])
    #expect(await reasons { $0.engine = digest }.allSatisfy { $0.hasSuffix("run, because the engine changed") })
    _ = await executor.execute(lesson(blocks))
    #expect(await executor.execute(lesson(blocks)).work == (0, 0))
  }

  @Test func theSandboxIsPartOfThem() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    _ = await executor.execute(lesson(["show(1)"]))
    let outside = await LessonExecutor(
      toolchain: executor.toolchain, installation: executor.installation, sandbox: .unsandboxed, store: executor.store
    ).execute(lesson(["show(1)"]))
    #expect(outside.explanation?.entries.map(\.text) == ["block 1: run, because the sandbox changed"])
    #expect(await outside.work == (0, 1))
  }

  @Test func aDataFileIsPartOfThem() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-data-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("table.csv")
    var reading = lesson(["show(1)"])
    reading.frontMatter.data = [file.path]
    try Data("1,2".utf8).write(to: file)
    _ = await executor.execute(reading)
    #expect(await executor.execute(reading).work == (0, 0))
    try Data("1,3".utf8).write(to: file)
    let live = await executor.execute(reading)
    #expect(await live.work == (0, 1))  // the same code, run anew
    #expect(live.explanation?.entries.map(\.text) == ["block 1: run, because the data file \(file.path) changed"])
  }

  @Test func failuresAreNotKept() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let broken = lesson(["show(1)", "var list = [1]\n_ = list[5]", "show(2)"])
    let first = await executor.execute(broken), second = await executor.execute(broken)
    #expect(shown(second) == shown(first))
    #expect(second.run.findings == ["block-trapped 6:3 Fatal error: Index out of range"])
    #expect(await second.work.compilerStarts == 0)
  }

  @Test func warningsComeAgain() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let warned = lesson(["func f() {\n  var a = 1\n}\nf()"])
    let first = await executor.execute(warned), second = await executor.execute(warned)
    #expect(await second.work == (0, 0))
    #expect(first.run.findings == second.run.findings && first.run.findings.count == 1)
  }

  /// Every entry damaged in turn: cut short, a byte turned, emptied, made another's.
  @Test func damageIsNoticedAndMadeAnew() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let small = lesson(["let x = 20\nshow(x)", "show(2 * x)"])
    let first = await executor.execute(small)
    let entries = files(of: executor.store)
    #expect(entries.count == 6)  // two modules, two runs, the manifest, the engine's digest
    let other = try Data(contentsOf: entries[0])
    for (number, entry) in entries.enumerated() {
      let whole = try Data(contentsOf: entry)
      var turned = whole
      turned[turned.count - 1] ^= 1
      var renamed = whole
      renamed[10] ^= 1
      for damaged in [whole.dropLast(), Data(), turned, renamed, number == 0 ? Data(whole.prefix(40)) : other] {
        try damaged.write(to: entry)
        let live = await executor.execute(small)
        #expect(shown(live) == shown(first))
        #expect(live.explanation?.entries.contains { $0.text.hasSuffix("its kept result was damaged") } ?? false || live.run.findings == [])
        #expect(await executor.execute(small).work.blocksRun == 0)
      }
    }
  }

  @Test func severalBuildsShareIt() async throws {
    let executor = try storingExecutor()
    defer { discard(executor) }
    let results = await withTaskGroup(of: String.self) { group in
      for _ in 0..<3 { group.addTask { shown(await executor.execute(lesson(blocks))) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(results).count == 1)
    #expect(await executor.execute(lesson(blocks)).work == (0, 0))
  }

  @Test func theLeastRecentlyUsedGoFirst() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-store-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = ResultStore(folder: folder, mostBytes: 3500)
    let keys = (0..<5).map { Digest.of(parts: [$0]) }
    for (place, key) in keys.enumerated() {
      store.write([UInt8](repeating: 0, count: 1000), under: key)
      let file = try #require(files(of: store).first { $0.path.hasSuffix(String(key.hexadecimal.dropFirst(2))) })
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1000 + Double(place))], ofItemAtPath: file.path)
    }
    _ = store.read(keys[0])  // used just now
    store.trim()
    let left = keys.filter { if case .payload = store.read($0) { true } else { false } }
    #expect(left == [keys[0], keys[3], keys[4]])
  }

  /// Nothing kept, nothing reused.
  static func fresh() throws -> LessonExecutor { try executor() }
}
