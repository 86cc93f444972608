/// Reads the `macros` of a `course.yml`. Whether their LaTeX is good KaTeX says when the course's site begins.
enum MacroReader {
  static func read(_ settings: inout Settings) -> [Macro] {
    settings.placedPairs("macros").compactMap { pair in
      let name = pair.key.hasPrefix("\\") ? String(pair.key.dropFirst()) : pair.key
      guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else {
        settings.note(
          "`\(pair.key)` is no name of a LaTeX command", at: pair.keyRange,
          help: "names are made of letters: write `Var: '\\operatorname{Var}'` for \\Var")
        return nil
      }
      let bytes = pair.valueRange.upperBound.column - pair.valueRange.lowerBound.column
      let quote = bytes == pair.value.utf8.count + 2 ? 1 : 0
      let start = pair.valueRange.lowerBound.advanced(by: quote)
      return Macro(
        command: "\\" + name, body: pair.value, path: settings.path, nameRange: pair.keyRange,
        bodyRange: start..<start.advanced(by: pair.value.utf8.count))
    }
  }
}
