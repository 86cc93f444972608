import Execution
import Foundation
import Judgement
import Lessons
import Site

let courseRows = [
  Row(name: "unchanged course", goal: "≤ 0.1 s") { options in
    try await withTemporaryFolder { folder in
      let arguments = [options.course, "--cache", folder.path + "/cache", "--output", folder.path + "/site"]
      _ = try await Workshop.build(arguments)
      var times: [Double] = []
      for _ in 0..<options.rounds { times.append(try await Workshop.build(arguments).seconds) }
      return Row.Result(text: times.median.inSeconds, isReached: times.median <= 0.1)
    }
  },
  Row(name: "cold build of the course, time beyond experiments ÷ cores", goal: "≤ 20 %") { options in
    try await withTemporaryFolder { folder in try await coldBuild(options.course, folder) }
  },
  Row(name: "twenty replicates of a claim beside one", goal: "≤ 20 ÷ cores × one") { options in
    try await withTemporaryFolder { folder in try await replicates(options, folder) }
  },
  longCourse("into an empty cache", isWarm: false), longCourse("out of the cache", isWarm: true),
]

/// A course whose lessons run side by side. What its experiments take is what the lessons' processes say: no lesson can be ready before
/// its blocks ran one after the other and its replicates on all cores, and no course before all of that on all cores.
private func coldBuild(_ course: String, _ folder: URL) async throws -> Row.Result {
  let shop = try Workshop(cache: folder.appendingPathComponent("cache")), cores = Double(shop.jobs)
  guard let found = Course.load(course).course else { throw WrongWork(description: "\(course) is no course") }
  let lessons = found.chosenPaths.compactMap { LessonReader.read(path: $0).lesson }, judge = LessonJudge(jobs: shop.jobs)
  let writer = SiteWriter(theme: try .locate(), katex: try .locate(), store: shop.store, output: folder.appendingPathComponent("site"))
  var own: [(blocks: Double, replicates: Double)] = []
  let time = try await seconds {
    let site = try writer.begin(CourseDescription(found), lessons: lessons.map(LessonOutline.init))
    own = await withTaskGroup(of: (blocks: Double, replicates: Double).self) { group in
      for (index, lesson) in lessons.enumerated() {
        group.addTask {
          let live = await shop.executor.execute(lesson), judged = await judge.judge(live, courseSeed: found.seed)
          site.add(Page(lesson: lesson, run: live.run, claims: judged.claims), at: index)
          return (live.run.blocks.reduce(0) { $0 + $1.seconds }, live.secondsMeasuring)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    try site.publish()
  }
  let all = own.reduce(0) { $0 + $1.blocks + $1.replicates } / cores
  let least = own.map { $0.blocks + $0.replicates / cores }.reduce(all, max)
  let text = "\((time / least - 1).inPercent): \(time.inSeconds), experiments \(least.inSeconds) at best"
  return Row.Result(text: text, isReached: time <= 1.2 * least)
}

private func replicates(_ options: Options, _ folder: URL) async throws -> Row.Result {
  let shop = try Workshop(cache: folder)
  let lesson = try Workshop.lesson(
    """
    ---
    title: Replicates
    ---

    [A sum of squares is positive.](claim:positive)

    ```swift
    claim("positive", .above(0)) { rng in (0..<2_000_000).reduce(0.0) { sum, _ in sum + rng.uniform() * rng.uniform() } }
    ```

    """)
  let live = await shop.executor.execute(lesson)
  var one: [Double] = [], twenty: [Double] = [], seed: UInt64 = 0
  for _ in 0..<options.rounds {
    func measure() async throws {
      seed += 1
      _ = await live.measure(claim: 0, control: false, seed: seed)
    }
    one.append(try await seconds { try await measure() })
    let first = seed + 1
    seed += 20
    let slots = JobSlots(shop.jobs)
    twenty.append(await seconds {
      await withTaskGroup(of: Void.self) { group in
        for seed in first..<first + 20 {
          group.addTask { await slots.withSlot { _ = await live.measure(claim: 0, control: false, seed: seed) } }
        }
      }
    })
  }
  try expect(await live.work.compilerStarts == 1, "compiled again for replicates")
  let ratio = twenty.median / one.median
  return Row.Result(
    text: "\(String(format: "%.1f", ratio)) × one (\(one.median.inSeconds))", isReached: ratio <= 1.1 * 20 / Double(shop.jobs))
}

/// Pages a second of a long course without experiments, and what more lessons take of memory.
private func longCourse(_ words: String, isWarm: Bool) -> Row {
  Row(name: "a long course \(words)", goal: "≥ 200 pages/s, flat memory") { options in
    var rates: [Double] = [], peaks: [Int] = []
    for count in [options.lessons / 2, options.lessons] {
      try await withTemporaryFolder { folder in
        try writeLongCourse(of: count, to: folder)
        let arguments = [folder.path, "--cache", folder.path + "/cache", "--output", folder.path + "/site"]
        if isWarm { _ = try await Workshop.build(arguments) }
        let (seconds, memory) = try await Workshop.build(arguments)
        rates.append(Double(count) / seconds)
        peaks.append(memory)
      }
    }
    let text = "\(Int(rates[1])) pages/s, \(peaks[1] >> 20) MB; with half as many \(Int(rates[0])) pages/s, \(peaks[0] >> 20) MB"
    return Row.Result(text: text, isReached: rates[1] >= 200)
  }
}

/// The lessons of Tests/many-lessons.py: each has formulas of its own, lists, a table and links.
private func writeLongCourse(of count: Int, to folder: URL) throws {
  try Data("title: A long course\n".utf8).write(to: folder.appendingPathComponent("course.yml"))
  for lesson in 0..<count {
    let sections = (0..<4).map { section in
      """
      ## Section \(section)

      The variance of layer *\(lesson)* is $\\sigma_{\(lesson),\(section)}^2 = \\frac{1}{\(lesson + 1)}$, and **nothing** else matters here.
      A second line with `code` and $x^2$; see [the next](lesson\((lesson + 1) % count).md).

      $$\\mathbb{E}[x^2] = \\int x^2 p(x)\\,dx + \(lesson)$$

      - one
      - two with $D_{\(section)}$

      | a | b |
      |---|---|
      | 1 | \(lesson) |

      \(String(repeating: "Prose that goes on for some time, as prose does. ", count: 6))

      """
    }
    let text = "---\ntitle: Lesson \(lesson)\nsummary: What a layer does.\n---\n\n" + sections.joined(separator: "\n")
    try Data(text.utf8).write(to: folder.appendingPathComponent("lesson\(lesson).md"))
  }
}
