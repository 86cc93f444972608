/// What a server shows where there is no page: `404.html`.
///
/// It is shown at whatever address was asked for, so it loads nothing and carries its style within itself; its link is relative, since
/// all pages of a course lie in one folder and only the course's host knows which.
struct MissingPage {
  var course: String
  /// The style sheet's colours, and the few rules of this page.
  var style: Markup

  private static let securityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  func html() -> String {
    var html = HTML()
    html.doctype()
    html.element("html", [.init("lang", "en")]) { html in
      html.element("head") { html in
        html.newline()
        html.void("meta", [.init("charset", "utf-8")])
        html.newline()
        html.void("meta", [.init("http-equiv", "Content-Security-Policy"), .init("content", Self.securityPolicy)])
        html.newline()
        html.void("meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")])
        html.newline()
        html.void("meta", [.init("name", "robots"), .init("content", "noindex")])
        html.newline()
        html.element("title", "No such page · \(course)")
        html.newline()
        html.element("style", style)
        html.newline()
      }
      html.newline()
      html.element("body") { html in
        html.element("main") { html in
          html.element("p", [.class("code")], "404")
          html.element("h1", "There is no such page")
          html.element("p") { html in
            html.text("It may have been renamed. The first page of ")
            html.element("a", [.href("index.html")], course)
            html.text(" lists all lessons.")
          }
        }
      }
      html.newline()
    }
    html.newline()
    return html.markup.description
  }
}
