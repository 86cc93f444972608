@testable import Site

/// Highlighted code as tests compare it: `⟨k:let⟩ x = ⟨n:1⟩`, without escapes.
func coloured(_ html: String) -> String {
  var text = html.replacing("</span>", with: "⟩")
  for colour in SwiftHighlighter.TokenClass.allCases.map(\.rawValue) {
    text = text.replacing("<span class=\"\(colour)\">", with: "⟨\(colour):")
  }
  return unescaped(text)
}

/// The text of a piece of HTML.
func uncoloured(_ html: String) -> String { unescaped(html.replacing(#/<[^>]*>/#, with: "")) }

private func unescaped(_ html: String) -> String {
  html.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
    .replacing("&amp;", with: "&")
}
