import Foundation

/// Where a lesson's page is, for a link on another one: its name may hold what an address gives a meaning to (`:`, `?`, `#`, `%`).
///
/// ```swift
/// PageAddress.page("a:b")      // a%3Ab.html
/// ```
/// Without it, a file called `javascript:alert(1).md` would make links that run.
enum PageAddress {
  private static let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_.~()"))

  static func page(_ name: String) -> String { (name.addingPercentEncoding(withAllowedCharacters: plain) ?? name) + ".html" }
}
