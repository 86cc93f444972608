/// Names headings as GitHub does: lower case, punctuation gone, spaces as hyphens, a number behind a name that was there before.
struct AnchorNamer {
  private var used: Set<String> = []
  /// The last number tried behind a name.
  private var numbers: [String: Int] = [:]

  /// Keeps a name for something else.
  mutating func reserve(_ name: String) { used.insert(name) }

  /// ```swift
  /// namer.anchor(for: "Why σ = 0.01 fails!")  // "why-σ--001-fails"
  /// ```
  mutating func anchor(for heading: String) -> String {
    let slug = Self.slug(heading)
    let name = slug.isEmpty ? "section" : slug
    var anchor = name
    while !used.insert(anchor).inserted {
      numbers[name, default: 0] += 1
      anchor = "\(name)-\(numbers[name, default: 0])"
    }
    return anchor
  }

  private static func slug(_ heading: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
        .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation:
        slug.append(scalar)
      default:
        if scalar == " " || scalar == "-" { slug.append("-") }
      }
    }
    return String(slug)
  }
}
