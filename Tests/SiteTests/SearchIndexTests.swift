import Foundation
import Lessons
import Testing

@testable import Site

@Suite struct SearchIndexTests {
  private func lesson(_ index: Int) -> SearchIndex.Lesson {
    SearchIndex.Lesson(page: "\(index).html", title: "Lesson \(index)", entries: [])
  }

  @Test func headingsClaimsCaptionsAndProseAreEntries() throws {
    var sketch = LessonSketch()
    sketch.summary = "About\n it"
    sketch.heading(2, "Why not zero")
    let sentence = sketch.sentence("equal", LessonSketch.text("Equal weights stay "), LessonSketch.node(.emphasis, [LessonSketch.text("equal")]))
    sketch.paragraph(LessonSketch.text("Since "), sentence, LessonSketch.text(", with"), LessonSketch.node(.softBreak), LessonSketch.math(#"\sigma^{2} \le \left\{ 1 \right\}"#))
    sketch.experiment(BlockOptions(label: "spread", caption: #"The spread of $\sigma$ in `x`."#), "show(x)", outputs: [.figure(.init())])
    sketch.add(LessonSketch.node(.codeBlock(language: "swift", text: "let hidden = 1")))
    sketch.add(LessonSketch.node(.list(ordered: false, start: 1, tight: true), [
      LessonSketch.node(.item, [LessonSketch.node(.paragraph, [sketch.value("x", ".2f", .double(1.5)), LessonSketch.text(" apiece")])])
    ]))
    let found = try render(sketch).search
    #expect(found.page == "sketch.html" && found.title == "A sketch")
    let expected: [(SearchIndex.Entry.Kind, String, String)] = [
      (.text, "", "About it"),
      (.heading, "why-not-zero", "Why not zero"),
      (.claim, "claim-equal", "Equal weights stay equal"),
      (.text, "why-not-zero", "Since Equal weights stay equal, with sigma^2 le 1"),
      (.caption, "spread", "Figure 1. The spread of sigma in x."),
      (.text, "why-not-zero", "1.50 apiece"),
    ]
    #expect(found.entries == expected.map { SearchIndex.Entry(kind: $0, anchor: $1, text: $2) })
  }

  /// Files are whole when the last of their lessons is there, in whatever order they come, and nothing of them is kept.
  @Test(arguments: [1, 32, 33, 100]) func filesHoldLessonsInOrder(count: Int) throws {
    func files(_ order: [Int]) throws -> [String: Data] {
      var index = SearchIndex(lessonCount: count)
      let files = try order.compactMap { try index.add(lesson($0), at: $0) }
      #expect(Set(files.map(\.path)).count == files.count)
      return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
    }
    let forwards = try files(Array(0..<count))
    #expect(try files((0..<count).reversed()) == forwards)
    #expect(forwards.count == (count + 31) / 32)
    let titles = forwards.keys.sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }.flatMap { path in
      String(decoding: forwards[path] ?? Data(), as: UTF8.self).matches(of: #/"title":"Lesson (\d+)"/#).compactMap { Int($0.output.1) }
    }
    #expect(titles == Array(0..<count))
  }

  @Test func aFileIsAScriptThatHandsOverData() throws {
    var index = SearchIndex(lessonCount: 1)
    let entry = SearchIndex.Entry(kind: .text, anchor: "a", text: "\"</script>\u{1}")
    let file = try #require(try index.add(.init(page: "0.html", title: "T", entries: [entry]), at: 0))
    #expect(file.path == "assets/search/0.js")
    #expect(String(decoding: file.bytes, as: UTF8.self) == #"""
      litmusSearch.add({"at":0,"lessons":[{"entries":[["t","a","\"</script>\u0001"]],"page":"0.html","title":"T"}],"of":1,"size":32});

      """#)
  }
}
