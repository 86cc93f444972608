import Lessons

/// The lines of a claim's call, from `claim(` to where its brackets are closed.
struct ClaimSource {
  let lines: [(number: Int, text: String)]

  init(lesson: Lesson, line: Int) {
    let code = lesson.experiments.flatMap(\.code)
    guard let start = code.firstIndex(where: { $0.position.line == line }),
      let block = lesson.experiments.first(where: { $0.code.contains { $0.position.line == line } })
    else {
      lines = []
      return
    }
    var depth = 0
    var taken: [(number: Int, text: String)] = []
    let rest = code[start...].prefix { $0.position.line <= block.range.upperBound.line }
    for (index, line) in zip(rest.indices, rest) {
      taken.append((line.position.line, line.text))
      depth += Self.opened(by: line.text)
      let next = rest.dropFirst(index - start + 1).first.map { String($0.text.drop { $0 == " " || $0 == "\t" }) } ?? ""
      if depth <= 0, !["control:", "}", "{", ")"].contains(where: next.hasPrefix) { break }
    }
    lines = taken
  }

  /// How many brackets a line opens and does not close; those in strings and comments are none.
  private static func opened(by line: String) -> Int {
    var depth = 0
    var isString = false
    var before: Character = " "
    for character in line {
      if character == "\"", before != "\\" { isString.toggle() }
      if !isString {
        if character == "/", before == "/" { break }
        if "({[".contains(character) { depth += 1 }
        if ")}]".contains(character) { depth -= 1 }
      }
      before = before == "\\" && character == "\\" ? " " : character
    }
    return depth
  }
}
