import Lessons
import Testing

@testable import Site

@Suite struct CitationTests {
  private static let nowhere = LessonSketch.nowhere

  private var bibliography: Bibliography {
    var glorot = Bibliography.Entry(id: "glorot", title: "Understanding <difficulty>", range: Self.nowhere)
    glorot.authors = [.init(family: "Glorot", given: "Xavier"), .init(family: "Bengio", given: "Yoshua")]
    glorot.issued = .init(year: 2010)
    glorot.fields = ["container-title": "AISTATS", "volume": "9", "issue": "2", "page": "249-256", "URL": "https://a.b/c"]
    var he = Bibliography.Entry(id: "he", title: "Delving deep?", range: Self.nowhere)
    he.authors = ["He", "Zhang", "Ren"].map { .init(family: $0) }
    he.issued = .init(year: 2015)
    he.fields = ["DOI": "10.1/2", "publisher": "IEEE"]
    var idle = Bibliography.Entry(id: "idle", title: "Idle", range: Self.nowhere)
    idle.fields = ["URL": "javascript:alert(1)"]
    return Bibliography(entries: [he, glorot, idle])
  }

  private func article(_ citations: [Citation]..., inLink: Bool = false) throws -> String {
    var sketch = LessonSketch()
    for citations in citations {
      let citation = LessonSketch.node(.citation(citations))
      sketch.paragraph(inLink ? LessonSketch.node(.link(destination: "b.md", title: ""), [citation]) : citation)
    }
    var page = sketch.page
    page.bibliography = bibliography
    return try render(page).article
  }

  private func citation(_ key: String, _ prefix: String = "", _ locator: String = "", omitsAuthor: Bool = false) -> Citation {
    Citation(key: key, range: Self.nowhere, prefix: prefix, locator: locator, omitsAuthor: omitsAuthor)
  }

  @Test func theShortFormLeadsToTheEntry() throws {
    let article = try article([citation("glorot", "see", "p. 4"), citation("he")], [citation("he", omitsAuthor: true)])
    #expect(
      article.contains(
        "<p>(see <a class=\"citation\" href=\"#ref-glorot\" role=\"doc-biblioref\">Glorot and Bengio 2010</a>, p. 4; "
          + "<a class=\"citation\" href=\"#ref-he\" role=\"doc-biblioref\">He et al. 2015</a>)</p>"))
    #expect(article.contains("<p>(<a class=\"citation\" href=\"#ref-he\" role=\"doc-biblioref\">2015</a>)</p>"))
    #expect(
      article.contains(
        """
        <section class="bibliography" role="doc-bibliography" aria-labelledby="references">
        <h2 id="references">References</h2>
        <ul>
        <li id="ref-glorot">Xavier Glorot and Yoshua Bengio (2010). Understanding &lt;difficulty&gt;. <cite>AISTATS</cite> 9(2), 249–256. \
        <a href="https://a.b/c" rel="noopener noreferrer">https://a.b/c</a></li>
        <li id="ref-he">He, Zhang and Ren (2015). Delving deep? IEEE. \
        <a href="https://doi.org/10.1/2" rel="noopener noreferrer">https://doi.org/10.1/2</a></li>
        </ul>
        </section>
        """))
  }

  @Test func whatNobodyCitesIsNotThere() throws {
    #expect(try !article().contains("bibliography"))
    #expect(try !article([citation("he")]).contains("Glorot"))
  }

  @Test func anUnknownKeyIsShownAsSuch() throws {
    let article = try article([citation("nobody")])
    #expect(article.contains("<span class=\"citation missing\" title=\"this work is not in the bibliography\">@nobody</span>"))
    #expect(!article.contains("References"))
  }

  /// Links do not nest, and an address that could run something leads nowhere.
  @Test func linksAreSafe() throws {
    let inLink = try article([citation("he")], inLink: true)
    #expect(inLink.contains("<a href=\"b.html\">(He et al. 2015)</a>"))
    let idle = try article([citation("idle")])
    #expect(idle.contains("<li id=\"ref-idle\">(n.d.). Idle. </li>"))
  }
}
