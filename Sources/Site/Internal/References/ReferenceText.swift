import Lessons

/// A cross-reference as the page has it.
enum ReferenceText {
  /// - Parameters:
  ///   - lesson: the title of the lesson that it leads to, where that is another one
  ///   - preview: which of the page's previews shows it
  static func link(
    to address: String, title: String, words: Markup, lesson: String? = nil, preview: Int? = nil, isInLink: Bool, in html: inout HTML
  ) {
    func text(_ html: inout HTML) {
      html.markup(words)
      guard let lesson else { return }
      html.text(" of ")
      html.element("cite", lesson)
    }
    guard !isInLink else { return text(&html) }
    var attributes: [HTML.Attribute] = [.class("reference"), .href(address)]
    if !title.isEmpty { attributes.append(.init("title", title)) }
    if let preview { attributes.append(.init("data-preview", "\(preview)")) }
    html.element("a", attributes, content: text)
  }

  /// One that leads nowhere: its words, or the label, marked as wrong.
  static func missing(_ reference: CrossReference, words: Markup?, in html: inout HTML) {
    html.element("span", [.class("reference", "missing"), .init("title", "this reference leads nowhere")]) { html in
      if let words { html.markup(words) } else { html.element("code", reference.label ?? reference.lesson ?? "") }
    }
  }
}
