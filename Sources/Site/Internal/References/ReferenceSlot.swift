import Lessons

/// The place of a cross-reference whose target is in another lesson: what it says is set when all lessons have been rendered.
struct ReferenceSlot: Sendable {
  var reference: CrossReference
  /// The author's own words.
  var words: Markup?
  /// Within a link's text, which holds no other link.
  var isInLink: Bool

  /// What stands in the page's text until then. No escaped text holds `<?`.
  static func mark(_ index: Int) -> Markup { Markup(trusted: "<?\(index)?>") }
  /// Where the page's previews go, and what it says at its top.
  static let previews = Markup(trusted: "<?previews?>")
  static let notice = Markup(trusted: "<?notice?>")
}

/// A page whose references to other lessons are open.
struct OpenPage: Sendable {
  var name: String
  var path: String
  var slots: [ReferenceSlot]
  var notice: Notice

  /// The page with its marks replaced.
  static func filled(_ html: [UInt8], with content: (Substring) -> Markup) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count + 4096)
    var start = 0, index = 0
    while index + 1 < html.count {
      guard html[index] == UInt8(ascii: "<"), html[index + 1] == UInt8(ascii: "?") else {
        index += 1
        continue
      }
      let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count - 1
      result += html[start..<index]
      result += content(String(decoding: html[index + 2..<max(index + 2, end - 1)], as: UTF8.self)[...]).description.utf8
      (start, index) = (end + 1, end + 1)
    }
    return result + html[start...]
  }
}
