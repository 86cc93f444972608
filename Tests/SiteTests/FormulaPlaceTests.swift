import Lessons
import Testing

@testable import Site

/// Formulas where Markdown has other uses for their characters, and wherever a lesson may have words.
@Suite struct FormulaPlaceTests {
  private func page(_ body: String) throws -> RenderedPage {
    let page = try render(try CrossReferencePageTests.page("a", body))
    #expect(page.diagnostics == [])
    #expect(TagBalance(page.html).problems == [])
    return page
  }

  /// The LaTeX of the formulas in some HTML, as KaTeX was given it.
  private func formulas(_ html: some StringProtocol) -> [String] {
    String(html).matches(of: #/<annotation encoding="application\/x-tex">([^<]*)<\/annotation>/#).map { match in
      String(match.output.1).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
    }
  }

  @Test(arguments: [
    ("$a_1*b_2*c_3$ and *d*_e_", ["a_1*b_2*c_3"]), (#"$a \\ b$ \\ $c$"#, [#"a \\ b"#, "c"]), ("$a<b>c</b>$", ["a<b>c</b>"]),
    (#"$x \& y$ &amp; $z$"#, [#"x \& y"#, "z"]), ("$[x](y)$ and [$z$](a.md)", ["[x](y)", "z"]), ("$!$ $[^1]$ $x~y$", ["!", "[^1]", "x~y"]),
    (#"\$x$y$"#, ["y"]), (#"$\$5$ and \$6"#, [#"\$5"#]), ("in $$x$$ a line $$y$$.", ["x", "y"]), ("$x$,$y$;($z$)", ["x", "y", "z"]),
    ("$5 and $6 and $x$", ["x"]), ("$x$ for $5", ["x"]), ("`$a$` $b$ ``$`c`$``", ["b"]), ("**$a$**$b$_$c$_", ["a", "b", "c"]),
    ("$a$\\\n$b$", ["a", "b"]), ("$a\nb$", ["a\nb"]), ("$x'$ \"$y$\" $z\\_w$", ["x'", "y", #"z\_w"#]),
  ] as [(String, [String])])
  func charactersOfMarkdown(_ text: String, _ expected: [String]) throws {
    #expect(formulas(try page(text + "\n").article) == expected)
  }

  @Test(arguments: [
    ("- $a$\n\n  $$\n  b\n  $$\n\n  1. c $$d$$ e\n", ["a", "\nb\n", "d"]), ("> $a$\n>\n> $$\n> b \\\\\n> - c\n> $$\n", ["a", "\nb \\\\\n- c\n"]),
    ("> - > $$ a\n>   > + b $$ c\n", [" a\n+ b "]), ("# $a$\n", ["a"]), ("$a$\n===\n", ["a"]),
    ("> [!NOTE] Of $a$\n> and $b$\n", ["a", "b"]), ("[to $a$](a.md) $b$\n", ["a", "b"]),
    ("```swift\n//| caption: Of $a$ and $5.\nfigure\n```\n", ["a"]), ("|$\\|a\\|$|$|b|$|\n|-|-|\n|$$c$$|$5|\n\n: Of $d$.\n", ["d", "\\|a\\|", "|b|", "c"]),
  ] as [(String, [String])])
  func placesOfWords(_ text: String, _ expected: [String]) throws {
    #expect(formulas(try page(text).article) == expected)
  }

  /// A heading's formula stands in the heading, in the list of contents, in references to it, and as words in the search.
  @Test func aHeading() throws {
    let page = try page("## Of $\\sigma_1$ and $5 {#of}\n\n### Then `$x$` $a<b$\n\nSee [](#of).\n")
    let contents = try #require(page.html.firstMatch(of: #/<nav class="contents"(?s:.*?)<\/nav>/#)).output
    #expect(formulas(contents) == [#"\sigma_1"#, "a<b"])
    #expect(contents.contains("</span> and $5</a>") && contents.contains("Then <code>$x$</code> <span class=\"katex\">"))
    #expect(formulas(page.article) == [#"\sigma_1"#, "a<b", #"\sigma_1"#])
    #expect(page.search.entries.prefix(2).map(\.text) == ["Of sigma_1 and $5", "Then $x$ a<b"])
  }
}
