import Execution
import Foundation
import Lessons
import Records
import Testing

@testable import Site

@Suite struct CrossReferencePageTests {
  /// Lessons with what their blocks show: a block whose code is `figure`, `table` or `derivation` shows one.
  static func page(_ name: String, _ body: String) throws -> Page {
    let (found, diagnostics) = LessonReader.read(
      SourceFile(path: "lessons/\(name).md", text: "---\ntitle: The \(name)\n---\n" + body))
    let lesson = try #require(found)
    #expect(diagnostics == [])
    let blocks = lesson.experiments.map { experiment in
      let output: Output =
        switch experiment.text {
        case "figure": .figure(Figure())
        case "table": .table(Table(columns: []))
        default: .text(experiment.text)
        }
      return LessonRun.Block(status: .ran, outputs: [output], seconds: 0)
    }
    let run = LessonRun(blocks: blocks, inlineValues: lesson.inlineValues.map { _ in nil }, named: [:], diagnostics: [])
    return Page(lesson: lesson, run: run, claims: [])
  }

  /// The pages of a course by their names, and what is wrong with them.
  static func site(_ pages: [Page]) throws -> (pages: [String: String], diagnostics: [Diagnostic]) {
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    let diagnostics = try SiteWriter(theme: .locate(), katex: .locate(), output: folder).write(title: "Course", pages: pages)
    let written = try pages.map { page in
      (page.lesson.name, try String(contentsOf: folder.appendingPathComponent(page.lesson.name + ".html"), encoding: .utf8))
    }
    return (Dictionary(uniqueKeysWithValues: written), diagnostics)
  }

  private static func block(_ kind: String, _ label: String) -> String { "```swift\n//| label: \(label)\n//| caption: The \(label).\n\(kind)\n```\n\n" }

  @Test func everyKindIsNamedByItsNumber() throws {
    let body =
      "## Why $x$ {#why}\n\n" + Self.block("figure", "f1") + Self.block("figure", "f2") + Self.block("table", "t1")
      + "$$a$$ {#eq-a}\n\n$$b$$\n\n$$c$$ {#eq-c}\n\n```swift\n//| label: plain\nx\n```\n\n"
      + "See [](#f1), [](#f2), [](#t1), [](#eq-a), [](#eq-c), [](#plain), [words](#why) and [](#why).\n"
    let page = try render(try Self.page("a", body))
    #expect(page.diagnostics == [])
    for (label, words) in [("f1", "Figure 1"), ("f2", "Figure 2"), ("t1", "Table 1"), ("eq-a", "Equation 1"), ("eq-c", "Equation 2"), ("plain", "block plain"), ("why", "words")] {
      #expect(page.article.contains("<a class=\"reference\" href=\"#\(label)\">\(words)</a>"), "\(label)")
    }
    #expect(page.article.contains("<a class=\"reference\" href=\"#why\">Why <span class=\"katex\">"))
    #expect(page.article.contains("<span class=\"equation numbered\" id=\"eq-c\">") && page.article.contains("<span class=\"number\">(2)</span>"))
    #expect(page.article.matches(of: #/<span class="number">\(/#).count == 2)
    #expect(TagBalance(page.html).problems == [])
  }

  @Test func otherLessonsAreNamedAndShown() throws {
    let a = try Self.page("a", Self.block("figure", "f") + "$$a$$ {#eq-a}\n\n## Deep & down\n\nThe *first* words.\n")
    let b = try Self.page("b", "[](#f), [](a.md#f), [](#eq-a), [own](#eq-a), [](#deep--down), [](a.md).\n")
    let (pages, diagnostics) = try Self.site([a, b])
    let html = try #require(pages["b"])
    #expect(diagnostics == [])
    #expect(html.contains("<a class=\"reference\" href=\"a.html#f\" data-preview=\"0\">Figure 1 of <cite>The a</cite></a>, <a class=\"reference\" href=\"a.html#f\" data-preview=\"0\">"))
    #expect(html.contains("<a class=\"reference\" href=\"a.html#eq-a\" data-preview=\"1\">Equation 1 of <cite>The a</cite></a>, <a class=\"reference\" href=\"a.html#eq-a\" data-preview=\"1\">own</a>"))
    #expect(html.contains("data-preview=\"2\">Deep &amp; down of <cite>The a</cite></a>, <a class=\"reference\" href=\"a.html\"><cite>The a</cite></a>"))
    #expect(html.matches(of: #/<template class="preview"/#).count == 3)
    #expect(html.contains("<b>Figure 1.</b> The f.") && html.contains("<p>The <em>first</em> words.</p>"))
    #expect(!html.contains("<?"))
    #expect(TagBalance(html).problems == [])
  }

  @Test func brokenOnesAreErrorsInPlace() throws {
    let a = try Self.page("a", Self.block("figure", "tanh") + "[](#thanh) [x](b.md#tanh) [](c.md)\n")
    let (pages, diagnostics) = try Self.site([a, try Self.page("bb", Self.block("figure", "s"))])
    #expect(diagnostics.map(\.code) == [.referenceBroken, .referenceBroken, .referenceBroken])
    #expect(diagnostics.map(\.help) == ["did you mean `#tanh`?", "did you mean `a.md`?", "did you mean `a.md`?"])
    #expect(diagnostics.first?.range == SourcePosition(line: 10, column: 4)..<SourcePosition(line: 10, column: 10))
    let html = try #require(pages["a"])
    #expect(html.contains("<span class=\"reference missing\" title=\"this reference leads nowhere\"><code>thanh</code></span>"))
    #expect(html.contains("class=\"notice\"") && html.contains("reference-broken"))
  }

  @Test func whatIsInSeveralLessonsHasToBeSaid() throws {
    let pages = try [Self.page("a", Self.block("figure", "f")), Self.page("b", Self.block("figure", "f") + "[](#f)\n"), Self.page("c", "[](#f) [](b.md#f)\n")]
    let (written, diagnostics) = try Self.site(pages)
    #expect(diagnostics.map(\.message) == ["`f` is in several lessons: `a`, `b`"])
    #expect(diagnostics.map(\.code) == [.referenceAmbiguous])
    #expect(written["b"]?.contains("<a class=\"reference\" href=\"#f\">Figure 1</a>") == true)
    #expect(written["c"]?.contains("href=\"b.html#f\"") == true)
  }

  /// Lessons of random sections: whatever their order, every reference says the number that its target has there.
  @Test(arguments: 0..<8) func referencesFollowTheirTargets(_ seed: Int) throws {
    var wobble = Wobble(UInt64(seed + 1))
    func below(_ count: Int) -> Int { min(count - 1, Int(wobble.next() * Double(count))) }
    let kinds = (0..<14).map { _ in ["figure", "table", "equation"][below(3)] }
    var order = Array(kinds.indices)
    for index in order.indices.dropFirst().reversed() { order.swapAt(index, below(index + 1)) }
    let lessonOf = kinds.map { _ in below(3) }

    var bodies = ["", "", ""], expected: [String: String] = [:], counts: [[String: Int]] = [[:], [:], [:]]
    for item in order {
      let lesson = lessonOf[item], kind = kinds[item], label = "item-\(item)"
      counts[lesson][kind, default: 0] += 1
      expected[label] = "\(kind.prefix(1).uppercased() + kind.dropFirst()) \(counts[lesson][kind, default: 0])"
      bodies[lesson] += "## Section \(item)\n\n" + (kind == "equation" ? "$$x_{\(item)}$$ {#\(label)}\n\n" : Self.block(kind, label))
      for _ in 0..<2 { bodies[below(3)] += "[](#item-\(below(kinds.count)))\n\n" }
    }
    let (pages, diagnostics) = try Self.site(try bodies.enumerated().map { try Self.page("l\($0)", $1) })
    #expect(diagnostics == [])
    var seen = 0
    for (name, html) in pages {
      for match in html.matches(of: #/<a class="reference" href="(?:(l[0-9])\.html)?#(item-([0-9]+))"(?: data-preview="[0-9]+")?>([^<]*)/#) {
        seen += 1
        let lesson = lessonOf[Int(match.output.3) ?? 0], isOwn = name == "l\(lesson)"
        #expect(match.output.1.map(String.init) == (isOwn ? nil : "l\(lesson)"))
        #expect(match.output.4 == (expected[String(match.output.2)] ?? "") + (isOwn ? "" : " of "))
        #expect(pages["l\(lesson)"]?.contains("id=\"\(match.output.2)\"") == true)
      }
    }
    #expect(seen == 28)
  }

  @Test func aMacroIsReviewedInItsPlace() throws {
    let source = SourceFile(path: "course.yml", text: "")
    func macro(_ name: String, _ body: String) -> Macro {
      let start = SourcePosition(line: 3, column: 8)
      return Macro(command: "\\" + name, body: body, path: source.path, nameRange: start..<start, bodyRange: start..<start.advanced(by: body.utf8.count))
    }
    let macros = [macro("Var", #"\operatorname{Var}(#1)"#), macro("bad", #"x + \nope{#1}"#), macro("row", "a &= b")]
    let writer = SiteWriter(theme: try .locate(), katex: try .locate(), macros: macros, output: nil)
    let findings = try writer.begin(CourseDescription(title: "C"), lessons: []).reviewMacros()
    #expect(findings.map(\.message) == [#"the macro \bad: Undefined control sequence: \nope"#])
    #expect(findings.first?.range?.lowerBound == SourcePosition(line: 3, column: 12))
  }
}
