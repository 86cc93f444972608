import Execution
import Lessons

/// A formula that KaTeX refuses.
public struct MathError: Error, Hashable, Sendable {
  /// In KaTeX's words: "Undefined control sequence: \badcmd".
  public var message: String
  /// Where in the formula, in UTF-8 bytes.
  public var offset: Int

  public init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// Sets LaTeX with KaTeX, in this process: HTML for the eye and MathML for the ear.
///
/// ```swift
/// let typesetter = try MathTypesetter(katex: KaTeX.locate(), macros: ["\\Var": "\\operatorname{Var}"])
/// typesetter.typeset(#"\Var(x)"#, display: false)      // .success("<span class=\"katex\">…")
/// typesetter.typeset(#"\sqrt{"#, display: false)       // .failure(MathError("Expected '}', got 'EOF'", at 6))
/// ```
/// Strict: what LaTeX would not take, and characters that KaTeX has no glyph for, are errors. Commands that load or link are
/// refused. Each formula is set once and remembered: up to a bound here, so that the memory of a long course stays flat, and in a store from
/// build to build; KaTeX is loaded for the first one that is not there. Not for use from two threads at a time.
public final class MathTypesetter {
  private struct Formula: Hashable {
    var latex: String
    var display: Bool
  }

  private let katex: KaTeX
  private let macros: String
  private let store: ResultStore?
  private var script: JavaScript?
  private var cache: [Formula: Result<String, MathError>] = [:]
  private var cachedBytes = 0
  /// The most bytes of HTML that are remembered: the formulas of some hundred pages.
  private let cacheLimit: Int
  /// How many formulas KaTeX was asked for.
  private(set) var formulasSet = 0

  /// - Throws: `tool-missing` where KaTeX is not a script that runs; with a store that is found out at the first formula
  public convenience init(katex: KaTeX, macros: [String: String] = [:], store: ResultStore? = nil) throws(Diagnostic) {
    try self.init(katex: katex, macros: macros, store: store, cacheLimit: 4 << 20)
  }

  init(katex: KaTeX, macros: [String: String] = [:], store: ResultStore? = nil, cacheLimit: Int) throws(Diagnostic) {
    self.katex = katex
    self.cacheLimit = cacheLimit
    self.macros = Self.json(macros)
    self.store = store
    if store == nil { script = try load() }
  }

  private func load() throws(Diagnostic) -> JavaScript {
    let script = JavaScript()
    do {
      try script.evaluate(katex.script)
      try script.define(Self.driver)
    } catch {
      throw Diagnostic(
        .toolMissing, "KaTeX in \(katex.folder.path) does not run: \(error.message)", help: KaTeX.remedy)
    }
    return script
  }

  public func typeset(_ latex: String, display: Bool) -> Result<String, MathError> {
    let formula = Formula(latex: latex, display: display)
    if let known = cache[formula] { return known }
    let result = set(formula)
    formulasSet += 1
    if case .success(let html) = result { cachedBytes += html.utf8.count }
    if cachedBytes > cacheLimit {
      cache = [:]
      cachedBytes = 0
    }
    cache[formula] = result
    return result
  }

  private func set(_ formula: Formula) -> Result<String, MathError> {
    let words = [formula.latex, formula.display ? "display" : "inline", macros]
    let name = ["formula", katex.stamp, Self.driver] + words
    if let known = store?.text(madeOf: name) { return read(known, formula) }
    do {
      let script = try script ?? load()
      self.script = script
      let answer = try script.call(words)
      store?.keep(text: answer, madeOf: name)
      return read(answer, formula)
    } catch let error as Diagnostic {
      return .failure(MathError(message: error.message, offset: 0))
    } catch let error as JavaScriptError {
      return .failure(MathError(message: error.message, offset: 0))
    } catch {
      return .failure(MathError(message: "\(error)", offset: 0))
    }
  }

  private func read(_ answer: String, _ formula: Formula) -> Result<String, MathError> {
    if answer.first == "+" { return .success(String(answer.dropFirst())) }
    let parts = answer.dropFirst().split(separator: "\n", maxSplits: 1)
    return .failure(
      MathError(
        message: parts.last.map(String.init) ?? "not a formula",
        offset: formula.latex.byteOffset(utf16: parts.first.flatMap { Int($0) } ?? 0)))
  }

  /// Answers "+" and the HTML, or "-", the position in UTF-16 units, a line's end and the message.
  private static let driver = #"""
    (function (latex, mode, macros) {
      try {
        return '+' + katex.renderToString(latex, {
          displayMode: mode === 'display', output: 'htmlAndMathml', throwOnError: true, strict: 'error',
          maxSize: 40, maxExpand: 1000, macros: JSON.parse(macros),
          trust: function (context) {
            var error = new Error(context.command + ' is not allowed: formulas neither link nor load');
            error.position = Math.max(0, latex.indexOf(context.command));
            throw error;
          }
        });
      } catch (error) {
        var position = typeof error.position === 'number' ? Math.min(error.position, latex.length) : 0;
        // KaTeX says nothing about where this one is.
        if (/\[commentAtEnd\]/.test(error.message)) position = Math.max(0, latex.search(/(?<!\\)(?:\\\\)*%/));
        var message = String(error.message).replace(/^KaTeX parse error: /, '')
          .replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, '');
        [' at position ' + (position + 1) + ': ', ' at end of input: '].forEach(function (marker) {
          var end = message.indexOf(marker);
          if (end >= 0) message = message.slice(0, end);
        });
        return '-' + position + '\n' + message;
      }
    })
    """#

  private static func json(_ table: [String: String]) -> String {
    func quoted(_ text: String) -> String {
      let escaped = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"", "\\": "\\" + String(scalar)
        case _ where scalar.value < 0x20: "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
      }
      return "\"" + escaped.joined() + "\""
    }
    return "{" + table.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + quoted($0.value) }.joined(separator: ",") + "}"
  }
}

extension String {
  /// The same place, counted in UTF-8 bytes; the end where the offset is past it.
  fileprivate func byteOffset(utf16 offset: Int) -> Int {
    let index = utf16.index(utf16.startIndex, offsetBy: offset, limitedBy: utf16.endIndex) ?? utf16.endIndex
    return utf8.distance(from: utf8.startIndex, to: index)
  }
}
