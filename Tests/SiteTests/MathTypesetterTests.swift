import Execution
import Foundation
import Lessons
import Testing

@testable import Site

@Suite struct MathTypesetterTests {
  let math: MathTypesetter

  init() throws { math = try MathTypesetter(katex: .locate(), macros: [#"\Var"#: #"\operatorname{Var}"#]) }

  @Test func goodFormulaHasHTMLAndMathML() throws {
    let html = try math.typeset(#"\sigma = \frac{1}{\sqrt D}"#, display: true).get()
    #expect(html.hasPrefix("<span class=\"katex-display\">"))
    #expect(html.contains("<math") && html.contains("class=\"katex-html\""))
    #expect(TagBalance(html).problems == [])
  }

  @Test func displayAndInlineAreDifferentFormulas() throws {
    let inline = try math.typeset("x", display: false).get(), display = try math.typeset("x", display: true).get()
    #expect(inline != display)
    #expect(try math.typeset("x", display: false).get() == inline)
  }

  /// What makes a thousand pages fast: KaTeX is asked once for what stands on many of them; and what keeps their memory flat.
  @Test func formulasAreSetOnceUntilTheyAreTooMany() throws {
    for page in 0..<100 {
      _ = math.typeset("x^{\(page % 3)}", display: false)
    }
    #expect(math.formulasSet == 3)
    let small = try MathTypesetter(katex: .locate(), cacheLimit: 0)
    let first = small.typeset("x", display: false)
    _ = small.typeset("y", display: false)
    #expect(small.typeset("x", display: false) == first)
    #expect(small.formulasSet == 3)
  }

  /// A second build of a page asks KaTeX for nothing, whatever became of its formulas; another macro asks for all of them.
  @Test func formulasAreKeptFromBuildToBuild() throws {
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    let store = ResultStore(folder: folder)
    let page = try Self.page("## Of $\\sigma$\n\nSay $x$, $x$ and $\\bad$.\n\n$$x$$\n\n| $a$ | $b$ |\n|---|---|\n| $c$ | |\n\n: With $\\Var(d)$.\n")
    func build(_ macros: [String: String]) throws -> (page: RenderedPage, set: Int) {
      let math = MathTypesetter(katex: try .locate(), macros: macros)
      return (PageRenderer(course: "Course", math: math, store: store).render(page), math.formulasSet)
    }
    let first = try build([#"\Var"#: "V"]), second = try build([#"\Var"#: "V"])
    #expect(first.set == 8)
    #expect(second.set == 0)
    #expect(second.page.html == first.page.html)
    #expect(first.page.diagnostics.map(\.code) == [.mathInvalid] && second.page.diagnostics == first.page.diagnostics)
    #expect(try build([#"\Var"#: "W"]).set == 8)
  }

  private static func page(_ text: String) throws -> Page {
    let (lesson, diagnostics) = LessonReader.read(path: "lessons/a.md", bytes: Array("---\ntitle: A\n---\n\n\(text)".utf8))
    #expect(diagnostics == [])
    return Page(lesson: try #require(lesson), run: LessonRun(blocks: [], inlineValues: [], named: [:], diagnostics: []), claims: [])
  }

  @Test func macrosAreKnown() throws {
    #expect(try math.typeset(#"\Var(x)"#, display: false).get().contains("Var"))
  }

  @Test func aFormulaCannotChangeTheNextOne() throws {
    _ = math.typeset(#"\gdef\foo{x}\foo"#, display: false)
    guard case .failure = math.typeset(#"\foo"#, display: false) else {
      Issue.record("a macro survived its formula")
      return
    }
  }

  @Test(arguments: [
    (#"\badcmd"#, "Undefined control sequence: \\badcmd", 0),
    (#"a + \badcmd"#, "Undefined control sequence: \\badcmd", 4),
    (#"\frac{1}{\sqrt D"#, "Unexpected end of input in a macro argument, expected '}'", 16),
    ("x^2^3", "Double superscript", 3),
    (#"\left( x"#, "Expected '\\right', got 'EOF'", 8),
    ("a & b", "Expected 'EOF', got '&'", 2),
    ("100% done", "% comment has no terminating newline; LaTeX would fail because of commenting the end of math mode (e.g. $) [commentAtEnd]", 3),
    (#"σ + \x"#, "Undefined control sequence: \\x", 5),
    ("x ☃ y", "Unrecognized Unicode character \"☃\" (9731) [unknownSymbol]", 2),
    ("日", "Unicode text character \"日\" used in math mode [unicodeTextInMathMode]", 0),
    (#"x \href{javascript:alert(1)}{y}"#, "\\href is not allowed: formulas neither link nor load", 2),
    (#"\includegraphics{https://example.com/a.png}"#, "\\includegraphics is not allowed: formulas neither link nor load", 0),
    (#"\def\a{\a}\a"#, "Too many expansions: infinite loop or need to increase maxExpand setting", 0),
  ])
  func badFormulaIsAnErrorWithItsPlace(_ latex: String, _ message: String, _ offset: Int) {
    #expect(math.typeset(latex, display: false) == .failure(MathError(message: message, offset: offset)))
  }

  @Test func depthIsAnErrorAndNotACrash() {
    let deep = String(repeating: "{", count: 40_000)
    guard case .failure = math.typeset(deep, display: false) else {
      Issue.record("forty thousand open braces are a formula")
      return
    }
    #expect((try? math.typeset("x", display: false).get()) != nil)
  }

  @Test func markupInFormulasIsText() throws {
    let html = try math.typeset(#"\text{<script>alert(1)</script>}"#, display: false).get()
    #expect(!html.contains("<script"))
  }

  @Test func missingKaTeXIsADiagnosticThatSaysWhatToDo() {
    #expect(throws: Diagnostic.self) { try KaTeX.locate(in: []) }
    do { _ = try KaTeX.locate(in: []) } catch {
      #expect(error.code == .toolMissing)
      #expect(error.help?.contains("apt-get install libjs-katex") == true)
    }
  }

  @Test func styleHoldsItsFontsOrNamesThem() throws {
    let katex = try KaTeX.locate()
    let style = try katex.webStyle()
    let held = style.matches(of: #/url\(data:font/woff2;base64,([A-Za-z0-9+/=]+)\)/#).compactMap { Data(base64Encoded: String($0.output.1)) }
    #expect(held.count == 6 && held.allSatisfy { $0.starts(with: Data("wOF2".utf8)) })
    #expect(try katex.fonts(of: style).count + held.count >= 20)
    #expect(!style.contains(".ttf") && !style.contains(".woff)"))
  }

  /// `mo` and `mi` hold text alone; KaTeX puts rows into them.
  @Test(arguments: [#"y \overset{d}{=} -y"#, #"a \mathrel{\underset{n}{\to}} b"#, #"\mathord{\frac12} + \mathbin{x_1}"#]) func tokensOfMathMLHoldText(_ latex: String) throws {
    let html = try MathTypesetter(katex: .locate()).typeset(latex, display: false).get()
    #expect(TagBalance(html).problems == [])
    #expect(html.firstMatch(of: #/<m[oi](?: [^>]*)?><m/#) == nil, "\(html)")
    #expect(html.contains("<mrow"))
  }
}
