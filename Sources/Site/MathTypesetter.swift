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
/// refused. Each formula is set once and remembered: with its page's texts from build to build, and here for the pages that follow, up
/// to a bound, so that a long course needs no more memory for them. KaTeX is loaded for the first one that nobody remembers. Not for
/// use from two threads at a time.
public final class MathTypesetter {
  private struct Formula: Hashable {
    var latex: String
    var display: Bool
  }

  private let katex: KaTeX
  private let macros: String
  /// What a formula's HTML follows from besides its text.
  private let setting: String
  private var script: JavaScript?
  private var cache: [Formula: String] = [:]
  private var cachedBytes = 0
  /// The most bytes of HTML that are remembered: the formulas of some hundred pages.
  private let cacheLimit: Int
  /// Loading KaTeX takes as long as a few dozen formulas.
  private static let formulasOfAScript = 4096
  /// How many formulas KaTeX was asked for.
  private(set) var formulasSet = 0

  public convenience init(katex: KaTeX, macros: [String: String] = [:]) {
    self.init(katex: katex, macros: macros, cacheLimit: 4 << 20)
  }

  init(katex: KaTeX, macros: [String: String] = [:], cacheLimit: Int) {
    self.katex = katex
    self.cacheLimit = cacheLimit
    self.macros = Self.json(macros)
    setting = [katex.stamp, Self.driver, self.macros].joined(separator: "\n")
  }

  private func load() throws(MathError) -> JavaScript {
    if let script { return script }
    let loaded = JavaScript()
    do {
      try loaded.evaluate(katex.script)
      try loaded.define(Self.driver)
    } catch {
      throw MathError(message: "KaTeX in \(katex.folder.path) does not run: \(error.message); \(KaTeX.remedy)", offset: 0)
    }
    script = loaded
    return loaded
  }

  /// - Parameter texts: where the formulas of its page are kept
  public func typeset(_ latex: String, display: Bool, keptIn texts: TextBundle? = nil) -> Result<String, MathError> {
    let formula = Formula(latex: latex, display: display)
    return Result { () throws(MathError) in
      guard let texts else { return try answer(formula) }
      return try texts.text(madeOf: ["formula", settingName, latex, mode(formula)]) { () throws(MathError) in try answer(formula) }
    }.flatMap { read($0, formula) }
  }

  /// Short, as it is a part of each formula's name.
  private lazy var settingName = TextBundle.name(of: setting)

  private func mode(_ formula: Formula) -> String { formula.display ? "display" : "inline" }

  private func answer(_ formula: Formula) throws(MathError) -> String {
    if let known = cache[formula] { return known }
    let script = try load()
    let answer: String
    do {
      answer = try script.call([formula.latex, mode(formula), macros])
    } catch {
      throw MathError(message: error.message, offset: 0)
    }
    formulasSet += 1
    // What KaTeX and its engine remember of formulas is let go with them, so that a long course needs no more memory.
    if formulasSet % Self.formulasOfAScript == 0 { self.script = nil }
    cachedBytes += answer.utf8.count
    if cachedBytes > cacheLimit {
      cache = [:]
      cachedBytes = 0
    }
    cache[formula] = answer
    return answer
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
      // KaTeX puts whole expressions into mo and mi, as for \overset: tokens, which hold text alone. There they are rows.
      function rows(html) {
        var open = [];
        return html.replace(/<(\/?)m[oi](?=[ >])[^>]*>(?=(<[^\/])?)/g, function (tag, end, element) {
          if (end) return '</' + open.pop() + '>';
          open.push(element ? 'mrow' : tag.slice(1, 3));
          return element ? '<mrow>' : tag;
        });
      }
      // KaTeX counts in the text that a token comes from, and shows some of it. Where that is a macro's body, the macro is said.
      function elsewhere(message, position) {
        var shown = / at (?:position \d+|end of input): ([\s\S]*)$/.exec(message);
        if (!shown || typeof position !== 'number') return null;
        var context = shown[1].replace(/\u0332/g, '').replace(/^\u2026|\u2026$/g, '');
        function holds(text) { return text.slice(Math.max(0, position - 15)).indexOf(context) === 0; }
        if (holds(latex)) return null;
        return Object.keys(macros).filter(function (name) { return holds(macros[name]); })[0] || null;
      }
      macros = JSON.parse(macros);
      try {
        return '+' + rows(katex.renderToString(latex, {
          displayMode: mode === 'display', output: 'htmlAndMathml', throwOnError: true, strict: 'error',
          maxSize: 40, maxExpand: 1000, macros: Object.assign({}, macros),
          trust: function (context) {
            var error = new Error(context.command + ' is not allowed: formulas neither link nor load');
            error.position = Math.max(0, latex.indexOf(context.command));
            throw error;
          }
        }));
      } catch (error) {
        var position = typeof error.position === 'number' ? Math.min(error.position, latex.length) : 0;
        var macro = elsewhere(String(error.message), error.position);
        // KaTeX says nothing about where this one is.
        if (/\[commentAtEnd\]/.test(error.message)) position = Math.max(0, latex.search(/(?<!\\)(?:\\\\)*%/));
        var message = String(error.message).replace(/^KaTeX parse error: /, '')
          .replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, '');
        [' at position ' + (position + 1) + ': ', ' at end of input: '].forEach(function (marker) {
          var end = message.indexOf(marker);
          if (end >= 0) message = message.slice(0, end);
        });
        if (macro) {
          position = Math.max(0, latex.search(new RegExp('\\\\' + macro.slice(1) + '(?![A-Za-z])')));
          message += ', in the macro ' + macro;
        }
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
