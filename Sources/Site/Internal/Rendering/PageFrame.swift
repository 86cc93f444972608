/// What every page of a course has around its content.
struct PageFrame {
  var course: String
  var title: String
  var description: String?
  var styleClass: String
  var usesMath: Bool
  var navigation: CourseNavigation
  var isFront = false
  /// There are figures on it, which answer to the pointer.
  var hasFigures = false

  /// A page runs the site's own scripts and loads the site's own files, whatever should get past the escaping.
  ///
  /// KaTeX places its glyphs by style attributes, so these are allowed; styles as elements or from elsewhere are not. Browsers
  /// before 2022 do not tell them apart and read `style-src` alone. `file:` is what `self` means for a page on disk, said for
  /// browsers that do not take it so; a page from a server cannot load such a file anyway.
  static let securityPolicy = [
    "default-src 'none'", "script-src 'self' file:", "style-src 'self' file: 'unsafe-inline'", "style-src-elem 'self' file:",
    "img-src 'self' file: data:", "font-src 'self' file: data:", "base-uri 'none'", "form-action 'none'",
  ].joined(separator: "; ")

  func html(_ content: (inout HTML) -> Void) -> String {
    var html = HTML()
    html.doctype()
    html.element("html", [.init("lang", "en")]) { html in
      html.newline()
      html.element("head") { head(in: &$0) }
      html.newline()
      html.element("body", [.class(styleClass)]) { html in
        html.newline()
        VerdictMark.sheet(in: &html)
        html.element("a", [.class("skip"), .href("#main")], "Skip to the text")
        html.newline()
        html.element("header", [.class("bar")]) { html in
          html.element("a", [.class("course"), .href("index.html")] + (isFront ? [.init("aria-current", "page")] : [])) { html in
            html.element("span", [.class("strip-mark"), .init("aria-hidden", "true")], "")
            html.text(course)
          }
          navigation.writeHeader(to: &html)
          // Shown where scripts run.
          html.element("span", [.class("tools")]) { html in
            html.element("button", [.class("search"), .init("type", "button"), .init("aria-keyshortcuts", "/ Control+K")], "Search")
            html.element("button", [.class("theme"), .init("type", "button")], "Auto")
          }
        }
        html.newline()
        content(&html)
        html.element("footer", [.class("colophon")]) { html in
          navigation.writeFooter(to: &html, isFront: isFront)
          html.element("p") { html in
            html.text("Every number on these pages was computed, and every marked sentence was put to a test, when they were built. ")
            html.text("A mark says how it came out; beside it stands the evidence.")
          }
        }
        html.newline()
      }
      html.newline()
    }
    html.newline()
    return html.markup.description
  }

  private func head(in html: inout HTML) {
    html.newline()
    html.void("meta", [.init("charset", "utf-8")])
    html.newline()
    html.void("meta", [.init("http-equiv", "Content-Security-Policy"), .init("content", Self.securityPolicy)])
    html.newline()
    html.void("meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")])
    html.newline()
    html.void("meta", [.init("name", "color-scheme"), .init("content", "light dark")])
    html.newline()
    if let description {
      html.void("meta", [.init("name", "description"), .init("content", description)])
      html.newline()
    }
    html.element("title", isFront || title == course ? course : "\(title) · \(course)")
    html.newline()
    html.void("link", [.init("rel", "icon"), .href("assets/icon.svg"), .init("type", "image/svg+xml")])
    html.newline()
    if usesMath {
      html.void("link", [.init("rel", "stylesheet"), .href("assets/katex/katex.css")])
      html.newline()
    }
    html.void("link", [.init("rel", "stylesheet"), .href("assets/style.css")])
    html.newline()
    // In the head and at once: a remembered theme is there before anything is painted.
    html.element("script", [.init("src", "assets/page.js")], "")
    if hasFigures {
      html.newline()
      html.element("script", [.init("src", "assets/figures.js"), .flag("defer")], "")
    }
    html.newline()
  }
}
