import Foundation
import Testing

@testable import Site

@Suite struct SwiftHighlighterTests {
  @Test(arguments: [
    ("let x = 1_000e-3", #"<span class="k">let</span> x = <span class="n">1_000e-3</span>"#),
    (##"let r = #"a "b" \(c)"#"##, ##"<span class="k">let</span> r = <span class="s">#&quot;a &quot;b&quot; \(c)&quot;#</span>"##),
    (#"let r = /a+(?<w>\d)/"#, #"<span class="k">let</span> r = <span class="r">/a+(?&lt;w&gt;\d)/</span>"#),
    ("let r = #/a/b/#", ##"<span class="k">let</span> r = <span class="r">#/a/b/#</span>"##),
    ("#expect(a == 2)", ##"<span class="m">#expect</span>(a == <span class="n">2</span>)"##),
    ("// 1 < 2 & more", #"<span class="c">// 1 &lt; 2 &amp; more</span>"#),
    ("@Test func f() {}", #"<span class="a">@Test</span> <span class="k">func</span> f() {}"#),
    ("Chart { LineMark(x: 1) }", #"<span class="t">Chart</span> { <span class="t">LineMark</span>(x: <span class="n">1</span>) }"#),
    ("0..<10", #"<span class="n">0</span>..&lt;<span class="n">10</span>"#),
  ])
  func colours(_ code: String, _ html: String) {
    #expect(SwiftHighlighter.html(code) == html)
  }

  @Test(arguments: [
    "", "let", "func f( {", "\"unterminated", "/* open", "let 😀 = \"é\" // ü", "}}}}", "#if os(Linux)\nx\n#endif",
    "\r\n\tlet x = 1\r\n", "<script>",
  ])
  func keepsEveryCharacter(_ code: String) {
    let html = SwiftHighlighter.html(code)
    #expect(TagBalance(html).problems == [])
    #expect(uncoloured(html) == String(code.unicodeScalars.filter { $0 != "\r" }.map(Character.init)))
  }

  /// What highlighters get wrong. The colours are those of the compiler's parser but where this says why they are not.
  @Test(arguments: [
    // Texts: raw, of several lines, with what is computed in them
    (###"r = ##"a "b" \(c) \##(d + 1) e"##"###, ###"r = ⟨s:##"a "b" \(c) ⟩\##(d + ⟨n:1⟩)⟨s: e"##⟩"###),
    (
      "r = \"\"\"\n  a \\(f(\"b \\(c)\")) // d\n  \"\"\"",
      "r = ⟨s:\"\"\"⟩\n  ⟨s:a ⟩\\(f(⟨s:\"b ⟩\\(c)⟨s:\"⟩))⟨s: // d⟩\n  ⟨s:\"\"\"⟩"
    ),
    ("r = #\"\"\"\n  \"x\" \\(y)\n  \"\"\"#", "r = ⟨s:#\"\"\"⟩\n  ⟨s:\"x\" \\(y)⟩\n  ⟨s:\"\"\"#⟩"),
    (#"s = "\u{1F600}\n\t\"" + "a""#, #"s = ⟨s:"\u{1F600}\n\t\""⟩ + ⟨s:"a"⟩"#),
    ("let \"unterminated", "⟨k:let⟩ ⟨s:\"unterminated⟩"),
    // Regular expressions and divisions
    ("a / b / c, f(x)/2/y", "a / b / c, f(x)/⟨n:2⟩/y"),
    (#"x.split(separator: /,\s*\/?/).map { $0 / 2 }"#, #"x.split(separator: ⟨r:/,\s*\/?/⟩).map { $0 / ⟨n:2⟩ }"#),
    (##"e = #/ a / "b" // c /#"##, ##"e = ⟨r:#/ a / "b" // c /#⟩"##), ("e = #/\n  a  # b\n/#", "e = ⟨r:#/\n  a  # b\n/#⟩"),
    ("x = /unterminated\ny = 2", "x = /unterminated\ny = ⟨n:2⟩"),
    // Numbers
    (
      "[0xFF_AA, 0b1010_10, 0o755, 0x1p-3, 0xA.8p+2, 1_000.5e-10, 1e10, -7, x.0.1, 1...2]",
      "[⟨n:0xFF_AA⟩, ⟨n:0b1010_10⟩, ⟨n:0o755⟩, ⟨n:0x1p-3⟩, ⟨n:0xA.8p+2⟩, ⟨n:1_000.5e-10⟩, ⟨n:1e10⟩, -⟨n:7⟩, x.⟨n:0⟩.⟨n:1⟩, ⟨n:1⟩...⟨n:2⟩]"
    ),
    // Comments
    ("/* a /* b */ \"c\" */ x /* d */", "⟨c:/* a /* b */ \"c\" */⟩ x ⟨c:/* d */⟩"),
    ("/// A `b`.\n/** c */", "⟨c:/// A `b`.⟩\n⟨c:/** c */⟩"),
    ("#!/usr/bin/swift\nx", "⟨c:#!/usr/bin/swift⟩\nx"),
    // Macros, attributes, conditions
    ("#Predicate<P> { $0.age > 18 }", "⟨m:#Predicate⟩<⟨t:P⟩> { $0.age > ⟨n:18⟩ }"),
    (
      "@attached(member) macro M() = #externalMacro(module: \"A\")",
      "⟨a:@attached⟩(member) ⟨k:macro⟩ M() = ⟨m:#externalMacro⟩(module: ⟨s:\"A\"⟩)"
    ),
    (
      "#if os(Linux) && !DEBUG\nX()\n#else\n#warning(\"x\")\n#endif",
      "⟨k:#if⟩ os(Linux) && !DEBUG\n⟨t:X⟩()\n⟨k:#else⟩\n⟨m:#warning⟩(⟨s:\"x\"⟩)\n⟨k:#endif⟩"
    ),
    ("if #available(macOS 15, *) {}", "⟨k:if⟩ ⟨k:#available⟩(⟨k:macOS⟩ ⟨n:15⟩, *) {}"),
    ("#sourceLocation(file: \"a\", line: 1)", "⟨k:#sourceLocation⟩(file: ⟨s:\"a\"⟩, line: ⟨n:1⟩)"),
    // Keywords that are names, and names that are keywords elsewhere
    ("[Foo.default, .default, x.in.for, `class`.`let`]", "[⟨t:Foo⟩.default, .default, x.in.for, `class`.`let`]"),
    ("[Foo.init(x), T.self, Foo.Type.self]", "[⟨t:Foo⟩.⟨k:init⟩(x), ⟨t:T⟩.⟨k:self⟩, ⟨t:Foo⟩.⟨t:Type⟩.⟨k:self⟩]"),
    ("f(in: 1, for: 2, default: 3, if: 4, self: 5)", "f(in: ⟨n:1⟩, for: ⟨n:2⟩, default: ⟨n:3⟩, if: ⟨n:4⟩, self: ⟨n:5⟩)"),
    ("func f(in a: Int, for b: Int) {}", "⟨k:func⟩ f(in a: ⟨t:Int⟩, for b: ⟨t:Int⟩) {}"),
    ("left = some; get(open); type(of: set)", "left = some; get(open); type(of: set)"),
    (
      "private(set) var x: Int { get async throws(E) }",
      "⟨k:private⟩(⟨k:set⟩) ⟨k:var⟩ x: ⟨t:Int⟩ { ⟨k:get⟩ ⟨k:async⟩ ⟨k:throws⟩(⟨t:E⟩) }"
    ),
    ("{ [weak self, x] (a: inout Int) in self?.y }", "{ [⟨k:weak⟩ ⟨k:self⟩, x] (a: ⟨k:inout⟩ ⟨t:Int⟩) ⟨k:in⟩ ⟨k:self⟩?.y }"),
    ("xs.sorted { $0 < $1 }; k = \\Person.name", "xs.sorted { $0 < $1 }; k = \\⟨t:Person⟩.name"),
    // Operators
    ("infix operator <>: P\nx &<<= a ?? b ..< c !== !d", "⟨k:infix⟩ ⟨k:operator⟩ <>: P\nx &<<= a ?? b ..< c !== !d"),
    ("[y as? Int, z as! T, w is any P]", "[y ⟨k:as⟩? ⟨t:Int⟩, z ⟨k:as⟩! ⟨t:T⟩, w ⟨k:is⟩ ⟨k:any⟩ ⟨t:P⟩]"),
  ])
  func hardCases(_ code: String, _ expected: String) {
    #expect(coloured(SwiftHighlighter.html(code)) == expected)
  }

  private static let files: [String] = {
    let sources = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { sources.appendingPathComponent($0).path }
  }()

  /// All Swift of the repository: nothing is lost, and a declaration has the colours that it has by itself, whatever stands above it.
  @Test func theRepositorysOwnFiles() throws {
    #expect(Self.files.count > 200)
    var cuts = 0
    for (number, path) in Self.files.enumerated() {
      let code = try String(contentsOfFile: path, encoding: .utf8)
      let whole = SwiftHighlighter.html(code)
      #expect(uncoloured(whole) == code, "\(path)")
      // Behind a declaration at the top, of one file in three; not where the file is a text's, or a condition's.
      guard number % 3 == 0, !code.contains("#if"), !code.contains("\"\"\""), let end = code.range(of: "\n}\n") else { continue }
      cuts += 1
      #expect(
        SwiftHighlighter.html(String(code[..<end.upperBound])) + SwiftHighlighter.html(String(code[end.upperBound...])) == whole,
        "\(path)")
    }
    #expect(cuts > 50)
  }

  @Test func namesThatBlocksDeclareAndExpressionsUse() {
    let code = "let small = f(), (a, b) = (1, 2)\nfunc g(_ x: Int) { let hidden = 1 }\nstruct S {}\nvar t = 3"
    #expect(SwiftNames.declared(in: SwiftCode(code)) == ["small", "a", "b", "g", "S", "t"])
    #expect(SwiftNames.names(in: SwiftCode("small.last.std / g(t)")) == ["small", "g", "t"])
  }
}
