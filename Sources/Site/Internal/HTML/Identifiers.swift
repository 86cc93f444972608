/// The `id`s of one page: valid in HTML and CSS, and no two alike.
struct Identifiers {
  private var used: Set<String> = []

  /// The name as an identifier, with a number behind it where it is taken.
  mutating func claim(_ name: String) -> String {
    let base = Self.slug(name)
    var candidate = base, count = 2
    while !used.insert(candidate).inserted {
      candidate = "\(base)-\(count)"
      count += 1
    }
    return candidate
  }

  static func slug(_ name: String) -> String {
    var slug = ""
    for character in name {
      if character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      } else if slug.last != "-" {
        slug.append("-")
      }
    }
    return slug.contains { $0 != "-" } ? slug : "section"
  }
}
