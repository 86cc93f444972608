import Lessons

extension LessonRenderer {
  /// A callout: what it is for in a word, its title, and what it says. An answer opens when it is asked for.
  mutating func callout(_ node: Node, _ callout: Callout, in html: inout HTML) {
    let title = node.children.first { $0.kind == .calloutTitle }
    var body = node
    body.children.removeAll { $0.kind == .calloutTitle }
    func head(_ html: inout HTML) {
      html.element("span", [.class("kind")], callout.title)
      guard let title else { return }
      html.text(" ")
      html.element("span", [.class("title-words")]) { children(of: title, inline: true, in: &$0) }
    }
    // Evidence of claims in the title stands at the head of the body.
    let claims = title.map { self.claims(in: $0) } ?? []
    if callout == .answer {
      html.element("details", [.class("callout", callout.rawValue)]) { html in
        html.element("summary", [.class("callout-head")], content: head)
        html.newline()
        evidence(of: claims, in: &html)
        children(of: body, in: &html)
      }
    } else {
      let style = HTML.Attribute.class("callout", callout.rawValue)
      html.element("div", [style, .init("role", "note"), .init("aria-label", callout.title)]) { html in
        html.element("p", [.class("callout-head")], content: head)
        html.newline()
        evidence(of: claims, in: &html)
        children(of: body, in: &html)
      }
    }
    html.newline()
  }
}
