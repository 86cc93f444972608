/// About how many signs a formula shows, without setting it.
enum FormulaLength {
  /// Commands that show nothing by themselves.
  private static let silent: Set<Substring> = [
    "operatorname", "left", "right", "mathbb", "mathcal", "mathrm", "mathbf", "text", "frac", "tfrac", "sqrt",
  ]

  static func visible(_ latex: String) -> Int {
    var count = 0, rest = latex[...]
    while let character = rest.popFirst() {
      if character == "\\" {
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        rest = name.isEmpty ? rest.dropFirst() : rest[name.endIndex...]
        if !silent.contains(name) { count += 1 }
      } else if !"{}^_ \n\t".contains(character) {
        count += 1
      }
    }
    return count
  }

  /// So long that it scrolls on a phone, and so has to be reached by keyboard.
  static func scrolls(_ latex: String) -> Bool { visible(latex) > 24 }
}
