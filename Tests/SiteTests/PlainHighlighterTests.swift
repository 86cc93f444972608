import Testing

@testable import Site

@Suite struct PlainHighlighterTests {
  private func coloured(_ code: String, _ language: String) -> String {
    SiteTests.coloured(PlainHighlighter.markup(code, language: language).description)
  }

  @Test(arguments: [
    // Python
    (
      "python", "@property\ndef f(x: int = 0x1F) -> None:  # it's \"one\"",
      "⟨a:@property⟩\n⟨k:def⟩ f(x: int = ⟨n:0x1F⟩) -> ⟨k:None⟩:  ⟨c:# it's \"one\"⟩"
    ),
    (
      "py", "\"\"\"Doc\n# text\"\"\"\nx = f\"a {x}\" + r'\\d' + 'don\\'t'",
      "⟨s:\"\"\"Doc\n# text\"\"\"⟩\nx = ⟨s:f\"a {x}\"⟩ + ⟨s:r'\\d'⟩ + ⟨s:'don\\'t'⟩"
    ),
    (
      "python", "a@b; x.is_in; y.in; 3-2, 4/2, 1_000.5e-3, 3j, x1",
      "a@b; x.is_in; y.in; ⟨n:3⟩-⟨n:2⟩, ⟨n:4⟩/⟨n:2⟩, ⟨n:1_000.5e-3⟩, ⟨n:3j⟩, x1"
    ),
    ("python", "x = \"unterminated\ny = 1", "x = \"unterminated\ny = ⟨n:1⟩"),
    // Shells
    (
      "bash", "for f in *.md; do echo \"it's $f\" 'a # b' a#b; done  # last",
      "⟨k:for⟩ f ⟨k:in⟩ *.md; ⟨k:do⟩ echo ⟨s:\"it's $f\"⟩ ⟨s:'a # b'⟩ a#b; ⟨k:done⟩  ⟨c:# last⟩"
    ),
    ("sh", "echo don't stop\necho it's", "echo don't stop\necho it's"),
    (
      "console", "$ litmus check  # now\na.md:1:7: it's \"for\" 3\n> in\n>>> 'x'",
      "⟨c:$⟩ litmus check  ⟨c:# now⟩\na.md:1:7: it's \"for\" 3\n⟨c:>⟩ in\n⟨c:>>>⟩ ⟨s:'x'⟩"
    ),
    // Data
    (
      "json", #"{"a": [1, -2.5e3, true, null], "b c" : "d: \"e\""}"#,
      #"{⟨t:"a"⟩: [⟨n:1⟩, -⟨n:2.5e3⟩, ⟨k:true⟩, ⟨k:null⟩], ⟨t:"b c"⟩ : ⟨s:"d: \"e\""⟩}"#
    ),
    (
      "yaml", "title: \"It's: one\"  # c\n- term: batch norm\n  also: [a-b, 'x y']",
      "⟨t:title⟩: ⟨s:\"It's: one\"⟩  ⟨c:# c⟩\n- ⟨t:term⟩: batch norm\n  ⟨t:also⟩: [a-b, ⟨s:'x y'⟩]"
    ),
    (
      "yml", "n: 30\ndate: 2026-01-31\ntime: 5s\nok: true\nurl: https://a.b/#x\n{a: 1, b: no}",
      "⟨t:n⟩: ⟨n:30⟩\n⟨t:date⟩: 2026-01-31\n⟨t:time⟩: 5s\n⟨t:ok⟩: ⟨k:true⟩\n⟨t:url⟩: https://a.b/#x\n{⟨t:a⟩: ⟨n:1⟩, ⟨t:b⟩: no}"
    ),
    ("toml", "[package]\nname = \"x\" # c\nedition = 2021", "[package]\n⟨t:name⟩ = ⟨s:\"x\"⟩ ⟨c:# c⟩\n⟨t:edition⟩ = ⟨n:2021⟩"),
    // C and JavaScript
    (
      "c", "  #define X 2\n/* a \"b\"\n*/ int x = 'a' + 0x1Fu; // it's",
      "  ⟨m:#define⟩ X ⟨n:2⟩\n⟨c:/* a \"b\"\n*/⟩ ⟨k:int⟩ x = ⟨s:'a'⟩ + ⟨n:0x1Fu⟩; ⟨c:// it's⟩"
    ),
    ("c", "s = \"a\\\"b\" \"//no\"; /* open", "s = ⟨s:\"a\\\"b\"⟩ ⟨s:\"//no\"⟩; ⟨c:/* open⟩"),
    ("js", "const x = `a\n${b}`, y = o.new", "⟨k:const⟩ x = ⟨s:`a\n${b}`⟩, y = o.new"),
    // Differences
    ("diff", "@@ -1 +1 @@\n same\n-old <b>\n+new", "⟨c:@@ -1 +1 @@⟩\n same\n⟨s:-old <b>⟩\n⟨t:+new⟩"),
    // No code, or none that we know
    ("text", "it's # plain <b> 3", "it's # plain <b> 3"), ("rust", "fn main() { \"x\" }", "fn main() { \"x\" }"),
    ("", "let x = 1", "let x = 1"),
    ("Python", "None", "⟨k:None⟩"),
  ])
  func colours(_ language: String, _ code: String, _ expected: String) {
    #expect(coloured(code, language) == expected)
  }

  /// Whatever the text is, it is all there, and the spans are closed.
  @Test(arguments: CodeLanguage.all.flatMap(\.names) + ["text"])
  func keepsEveryCharacter(_ language: String) {
    let codes =
      [
        "", "\"", "'", "\\", "#", "/*", "\"\\", "'''", "\"\"\"x", "1e", "0x", "1.", "-1", "é = \"ü\" # 日本", "@", "a:", "a: ",
        "\n\n", "`", "$ ", "+", "-", "--- a",
        "x = 1\r\n# c\r\n", "<script>alert(\"1\")</script>", "{,:", "- - -",
      ] + Injection.all.map(\.text)
    for code in codes {
      let html = PlainHighlighter.markup(code, language: language).description
      #expect(TagBalance(html).problems == [])
      #expect(
        uncoloured(html).unicodeScalars.elementsEqual(uncoloured(Markup(text: code).description).unicodeScalars),
        "\(code.debugDescription)")
    }
  }
}
