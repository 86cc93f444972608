/// What the elements within a page's body could do: nothing of it is allowed.
struct PageTags {
  private(set) var problems: [String] = []
  private(set) var scripts: [String] = []

  private static let forbidden: Set<String> = [
    "animate", "animatetransform", "annotation-xml", "applet", "area", "audio", "base", "dialog", "discard", "embed", "fencedframe",
    "feimage", "foreignobject", "form", "frame", "frameset", "handler", "iframe", "input", "isindex", "maction", "marquee", "noembed",
    "noframes", "noscript", "object", "picture", "plaintext", "portal", "select", "set", "slot", "source", "style", "template", "textarea",
    "track", "video", "xmp",
  ]
  private static let forbiddenAttributes: Set<String> = [
    "action", "background", "cite", "data", "formaction", "http-equiv", "ping", "poster", "srcdoc", "srcset", "target", "xlink:href", "name",
  ]

  init(_ tags: some Sequence<TagBalance.Tag>) {
    for tag in tags { check(tag) }
  }

  private mutating func check(_ tag: TagBalance.Tag) {
    let name = tag.name.lowercased()
    if name == "script" { scripts.append(tag.source) }
    if Self.forbidden.contains(name) { problems.append(tag.source) }
    for attribute in tag.attributes {
      let key = attribute.name.lowercased(), value = attribute.value ?? ""
      let isBad =
        switch key {
        case _ where key.hasPrefix("on") || Self.forbiddenAttributes.contains(key): true
        case "href", "src": !Self.isHarmless(value, of: name)
        case "style": value.lowercased().contains("url") || value.contains("\\") || value.contains("expression")
        default: false
        }
      if isBad { problems.append("\(key) of \(tag.source)") }
    }
  }

  /// As a browser reads it: without what it drops in front and within.
  private static func isHarmless(_ address: String, of element: String) -> Bool {
    let address = address.lowercased().drop { $0 <= " " }
    if element == "image" { return address.hasPrefix("data:image/png;base64,") }
    if element == "img" || element == "script" { return address.hasPrefix("media/") || address.hasPrefix("assets/") }
    if ["https://", "http://", "mailto:"].contains(where: address.hasPrefix) { return element == "a" }
    // Browsers read a backslash as a slash, and two of them as the name of a host.
    if address.count > 1, address.prefix(2).allSatisfy({ $0 == "/" || $0 == "\\" }) { return false }
    guard let end = address.firstIndex(where: { ":/?#".contains($0) }) else { return true }
    return address[end] != ":"
  }
}
