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
    "", "let", "func f( {", "\"unterminated", "/* open", "let 😀 = \"é\" // ü", "}}}}", "#if os(Linux)\nx\n#endif", "\r\n\tlet x = 1\r\n", "<script>",
  ])
  func keepsEveryCharacter(_ code: String) {
    let html = SwiftHighlighter.html(code)
    #expect(TagBalance(html).problems == [])
    let text = html.replacing(#/<[^>]*>/#, with: "")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    #expect(text == String(code.unicodeScalars.filter { $0 != "\r" }.map(Character.init)))
  }

  @Test func namesThatBlocksDeclareAndExpressionsUse() {
    let code = "let small = f(), (a, b) = (1, 2)\nfunc g(_ x: Int) { let hidden = 1 }\nstruct S {}\nvar t = 3"
    #expect(SwiftNames.declared(in: SwiftCode(code)) == ["small", "a", "b", "g", "S", "t"])
    #expect(SwiftNames.names(in: SwiftCode("small.last.std / g(t)")) == ["small", "g", "t"])
  }
}
