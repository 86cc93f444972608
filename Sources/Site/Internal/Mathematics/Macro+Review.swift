import Execution
import Lessons

extension [Macro] {
  /// By their commands, as KaTeX takes them.
  var commands: [String: String] { Dictionary(map { ($0.command, $0.body) }) { _, last in last } }
}

extension Macro {
  /// What is wrong with its LaTeX: it is set once, each argument an `x`.
  ///
  /// Diagnostics: `math-invalid`.
  func review(_ math: MathTypesetter, _ texts: TextBundle) -> Diagnostic? {
    let use = command + String(repeating: "{x}", count: arguments)
    // One that holds an alignment is good within one.
    let aligned = #"\begin{aligned}"# + use + #"\end{aligned}"#
    guard case .failure(let error) = math.typeset(use, display: true, keptIn: texts), case .failure = math.typeset(aligned, display: true, keptIn: texts)
    else { return nil }
    // Where KaTeX sees the body by itself it says the place in it; a loop or a missing brace it sees at its use.
    let filled = (1...9).reduce(body) { $0.replacing("#\($1)", with: "x ") }
    var found = MathError(message: error.message, offset: 0)
    if case .failure(let own) = math.typeset(filled, display: true), error.message.hasPrefix(own.message) { found = own }
    let start = bodyRange.lowerBound.advanced(by: Swift.min(found.offset, body.utf8.count))
    return Diagnostic(
      .mathInvalid, "the macro \(command): \(found.message)", path: path, range: start..<Swift.max(start, bodyRange.upperBound),
      help: error.help)
  }
}
