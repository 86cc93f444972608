import Execution
import Foundation
import Judgement
import Lessons
import Site

/// What setting the course's pages takes, when their results are there.
let pageRows = [
  Row(name: "a formula of the course", goal: "≤ 1 ms") { options in
    try await withTemporaryFolder { folder in
      try setFormulas(of: try CourseLessons(options.course), options, ResultStore(folder: folder))
    }
  },
  Row(name: "a lesson's page out of what is kept", goal: "≤ 20 ms") { options in try await setPages(options, keeps: true) },
  // Half of it is the compiler's parser, for the colours of code.
  Row(name: "a lesson's page, its formulas known and all else anew", goal: "") { options in
    try await setPages(options, keeps: false)
  },
]

private func setFormulas(of course: CourseLessons, _ options: Options, _ store: ResultStore) throws -> Row.Result {
  let formulas = Set(course.lessons.flatMap(\.root.formulas))
  guard !formulas.isEmpty else { return Row.Result(text: "there is none") }
  var loading: [Double] = [], anew: [Double] = [], kept: [Double] = []
  for round in 0..<options.rounds {
    func secondsOfEach(_ math: MathTypesetter) throws -> Double {
      let texts = TextBundle(of: ["bench", "\(round)"], in: store)
      return try seconds {
        for formula in formulas { _ = try math.typeset(formula.latex, display: formula.isDisplay, keptIn: texts).get() }
        texts.keep()
      } / Double(formulas.count)
    }
    let math = try course.typesetter(), again = try course.typesetter()
    loading.append(try seconds { _ = try math.typeset("", display: false).get() })
    anew.append(try secondsOfEach(math))
    kept.append(try secondsOfEach(again))
    try expect(math.formulasSet == formulas.count + 1 && again.formulasSet == 0, "\(again.formulasSet) formulas were set again")
  }
  return Row.Result(
    text: "\(anew.median.inMilliseconds), kept \(kept.median.inMilliseconds); there are \(formulas.count), and KaTeX loads in "
      + loading.median.inSeconds, isReached: anew.median <= 0.001)
}

/// Each page as often as there are rounds.
private func setPages(_ options: Options, keeps: Bool) async throws -> Row.Result {
  try await withTemporaryFolder { folder in
    let shop = try Workshop(cache: options.cache.map { URL(fileURLWithPath: $0) } ?? folder), judge = LessonJudge(jobs: shop.jobs)
    let course = try CourseLessons(options.course), store = keeps ? ResultStore(folder: folder) : nil
    var texts: [String] = [], slowest = 0.0
    for lesson in course.lessons {
      let live = await shop.executor.execute(lesson), judged = await judge.judge(live, courseSeed: course.course.seed)
      let page = Page(lesson: lesson, run: live.run, claims: judged.claims)
      let known = try course.typesetter(), first = PageRenderer(course: "Bench", math: known, store: store).render(page)
      var times: [Double] = []
      for _ in 0..<options.rounds {
        let math = keeps ? try course.typesetter() : known, before = math.formulasSet
        let renderer = PageRenderer(course: "Bench", math: math, store: store)
        var html = ""
        times.append(seconds { html = renderer.render(page).html })
        try expect(html == first.html, "the page of \(lesson.name) came out otherwise")
        try expect(math.formulasSet == before, "\(math.formulasSet - before) formulas were set again")
      }
      texts.append("\(times.median.inSeconds) \(lesson.name)")
      slowest = max(slowest, times.median)
    }
    return Row.Result(text: texts.joined(separator: ", "), isReached: keeps ? slowest <= 0.02 : nil)
  }
}

private struct CourseLessons {
  let course: Course
  let lessons: [Lesson]

  init(_ path: String) throws {
    guard let course = Course.load(path).course else { throw WrongWork(description: "\(path) is no course") }
    self.course = course
    lessons = course.chosenPaths.compactMap { LessonReader.read(path: $0).lesson }
  }

  /// One that knows no formula yet.
  func typesetter() throws -> MathTypesetter {
    MathTypesetter(katex: try .locate(), macros: Dictionary(course.macros.map { ($0.command, $0.body) }) { _, last in last })
  }
}

private struct Formula: Hashable {
  var latex: String
  var isDisplay: Bool
}

extension Node {
  fileprivate var formulas: [Formula] {
    switch kind {
    case .inlineMath(let latex): [Formula(latex: latex, isDisplay: false)]
    case .displayMath(let latex): [Formula(latex: latex, isDisplay: true)]
    default: children.flatMap(\.formulas)
    }
  }
}
