import Foundation
import Lessons

extension LessonRenderer {
  /// "(see Glorot and Bengio 2010, p. 4; He et al. 2015)", each work a link to its entry at the page's end.
  func citation(_ citations: [Citation], in html: inout HTML) {
    html.text("(")
    for (index, citation) in citations.enumerated() {
      if index > 0 { html.text("; ") }
      if !citation.prefix.isEmpty { html.text(citation.prefix + " ") }
      work(citation, in: &html)
      if !citation.locator.isEmpty { html.text(", " + citation.locator) }
    }
    html.text(")")
  }

  /// A key that nobody knows is shown as such; `Bibliography.review` reports it.
  private func work(_ citation: Citation, in html: inout HTML) {
    guard let label = page.bibliography.label(citation.key), let anchor = anchors.works[citation.key] else {
      return html.element(
        "span", [.class("citation", "missing"), .init("title", "this work is not in the bibliography")], "@" + citation.key)
    }
    let text = citation.omitsAuthor ? label.year : "\(label.names) \(label.year)"
    guard !isInLink else { return html.text(text) }
    html.element("a", [.class("citation"), .href("#" + anchor), .init("role", "doc-biblioref")], text)
  }

  /// The works that the lesson cites, by their authors.
  mutating func bibliography(in html: inout HTML) {
    let cited = anchors.works.keys.compactMap { key in page.bibliography.label(key).map { (key, "\($0.names) \($0.year)") } }
    guard !cited.isEmpty else { return }
    let anchor = anchors.bibliography
    contents.append(ContentsEntry(level: 2, anchor: anchor, title: HTML.fragment { $0.text("References") }))
    html.element("section", [.class("bibliography"), .init("role", "doc-bibliography"), .init("aria-labelledby", anchor)]) { html in
      html.newline()
      html.element("h2", [.id(anchor)], "References")
      html.newline()
      html.element("ul") { html in
        for (key, _) in cited.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
          guard let entry = page.bibliography.entry(key), let label = page.bibliography.label(key) else { continue }
          html.newline()
          html.element("li", [.id(anchors.works[key] ?? key)]) { reference(entry, label, in: &$0) }
        }
        html.newline()
      }
      html.newline()
    }
    html.newline()
  }

  // MARK: An entry

  /// "Xavier Glorot and Yoshua Bengio (2010). Understanding … *AISTATS* 9, 249–256. https://…"
  private func reference(_ entry: Bibliography.Entry, _ label: Bibliography.Label, in html: inout HTML) {
    let people = entry.authors.isEmpty ? entry.editors : entry.authors
    if !people.isEmpty { html.text(Self.list(people) + (entry.authors.isEmpty ? " (eds.)" : "") + " ") }
    html.text("(\(label.year)). ")
    html.text(Self.stopped(entry.title) + " ")
    if let container = entry.fields["container-title"] ?? entry.fields["collection-title"] {
      html.element("cite", container)
      html.text(Self.place(entry) + ". ")
    }
    if let publisher = entry.fields["publisher"] { html.text(Self.stopped(publisher) + " ") }
    guard let address = Self.address(entry) else { return }
    html.element("a", [.href(address), .init("rel", "noopener noreferrer")], address)
  }

  private static func list(_ people: [Bibliography.Name]) -> String {
    let names = people.map { $0.given.isEmpty ? $0.family : "\($0.given) \($0.family)" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// " 9(2), 249–256"
  private static func place(_ entry: Bibliography.Entry) -> String {
    var text = entry.fields["volume"].map { " " + $0 } ?? ""
    if let issue = entry.fields["issue"] { text += "(\(issue))" }
    if let pages = entry.fields["page"] { text += ", " + pages.replacing("--", with: "–").replacing("-", with: "–") }
    return text
  }

  private static func stopped(_ text: String) -> String { text.last.map { ".!?".contains($0) } == true ? text : text + "." }

  /// Where the work is to be found, if that is a place that pages may lead to.
  private static func address(_ entry: Bibliography.Entry) -> String? {
    if let identifier = entry.fields["DOI"] {
      return identifier.hasPrefix("http") ? SafeLink.destination(identifier) : "https://doi.org/" + identifier
    }
    return entry.fields["URL"].flatMap { SafeLink.isExternal($0) ? SafeLink.destination($0) : nil }
  }
}
