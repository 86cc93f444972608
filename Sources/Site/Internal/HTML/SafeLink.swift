import Foundation

/// Where a link or image of a lesson may lead. Everything that could run something goes nowhere.
enum SafeLink {
  private static let schemes: Set<String> = ["http", "https", "mailto"]

  /// The destination, or nil where its scheme is none of http, https and mailto. Relative ones are kept, but not `//host`, which is a
  /// file server for a page on disk; browsers read `\` as `/`.
  static func destination(_ raw: String) -> String? {
    let cleaned = clean(raw)
    guard !cleaned.prefix(2).allSatisfy({ $0 == "/" || $0 == "\\" }) || cleaned.count < 2 else { return nil }
    guard let scheme = scheme(of: cleaned) else { return cleaned }
    return schemes.contains(scheme) ? cleaned : nil
  }

  /// Pictures that run nothing, also where somebody opens the file itself: an SVG may hold scripts, and an HTML file is a page.
  private static let pictures: Set<Substring> = ["avif", "gif", "jpeg", "jpg", "png", "webp"]

  /// An image's path inside the course, or nil where it leads elsewhere or is no picture: nothing is loaded from other places.
  static func localPath(_ raw: String) -> String? {
    let cleaned = clean(raw)
    guard scheme(of: cleaned) == nil, !cleaned.hasPrefix("/"), !cleaned.contains("\\"), !cleaned.isEmpty else { return nil }
    guard !cleaned.contains("?"), !cleaned.contains("#") else { return nil }
    let path = cleaned.removingPercentEncoding ?? cleaned
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0 != ".." && $0 != "." }) else { return nil }
    guard let kind = parts.last?.lowercased().split(separator: ".").last, pictures.contains(kind) else { return nil }
    return path
  }

  static func isExternal(_ destination: String) -> Bool { scheme(of: destination) != nil }

  /// Browsers drop tabs, line ends and leading control characters before they read the scheme; so does this.
  private static func clean(_ raw: String) -> String {
    let kept = raw.unicodeScalars.filter { $0.value > 0x1F && $0.value != 0x7F && !(0x80...0x9F).contains($0.value) }
    return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The text before the first colon that stands before any of `/?#`. Anything odd there counts as a scheme, so it is refused.
  private static func scheme(of destination: String) -> String? {
    guard let end = destination.firstIndex(where: { ":/?#".contains($0) }), destination[end] == ":" else { return nil }
    return destination[..<end].lowercased()
  }
}
