/// What a plain look at code of a language needs to know: how comments and texts are written, and which words are its own.
struct CodeLanguage {
  enum Layout {
    /// The whole text is one.
    case plain
    /// `$ command` and what it printed.
    case console
    /// Lines that came and went.
    case diff
  }

  var names: [String]
  var layout = Layout.plain
  var keywords: Set<String> = []
  /// What opens a comment that ends with its line.
  var lineComment: String?
  /// `#` is a comment behind white space only: `a#b` is a word.
  var isCommentAWord = false
  var blockComment: (open: String, close: String)?
  /// The longest first.
  var quotes: [String] = ["\"", "'"]
  /// Letters that may stand before a quote and belong to it: `f"…"`.
  var quotePrefixes: Set<String> = []
  var hasNumbers = true
  /// A text or a word before `:` or `=` is a key.
  var keyMark: Character?
  /// `@name`, `#include`: what opens a word of its own kind.
  var attributeMark: Character?

  static func named(_ name: String) -> CodeLanguage? {
    let name = name.lowercased()
    return all.first { $0.names.contains(name) }
  }

  private static func words(_ text: String) -> Set<String> { Set(text.split { $0 == " " || $0 == "\n" }.map(String.init)) }

  static let all = [python, shell, console, json, yaml, toml, c, javaScript, diff]

  private static let python = CodeLanguage(
    names: ["python", "py", "python3"],
    keywords: words(
      """
      False None True and as assert async await break class continue def del elif else except finally for from global if import in
      is lambda nonlocal not or pass raise return try while with yield
      """),
    lineComment: "#", quotes: ["\"\"\"", "'''", "\"", "'"], quotePrefixes: words("f r b u F R B U fr rf br rb Fr fR FR Rb bR BR"),
    attributeMark: "@")
  private static let shell = CodeLanguage(
    names: ["bash", "sh", "shell", "zsh"],
    keywords: words("if then else elif fi for in do done while until case esac function return export local set unset exit"),
    lineComment: "#", isCommentAWord: true, hasNumbers: false)
  private static let console: CodeLanguage = {
    var console = shell
    (console.names, console.layout, console.keywords) = (["console", "shell-session", "terminal"], .console, [])
    return console
  }()
  private static let json = CodeLanguage(
    names: ["json", "jsonl"], keywords: ["true", "false", "null"], quotes: ["\""], keyMark: ":")
  private static let yaml = CodeLanguage(
    names: ["yaml", "yml"], keywords: ["true", "false", "null"], lineComment: "#", isCommentAWord: true, keyMark: ":")
  private static let toml = CodeLanguage(
    names: ["toml"], keywords: ["true", "false"], lineComment: "#", quotes: ["\"\"\"", "'''", "\"", "'"], keyMark: "=")
  private static let c = CodeLanguage(
    names: ["c", "h", "cpp", "c++", "objc"],
    keywords: words(
      """
      auto bool break case char class const constexpr continue default delete do double else enum extern false float for goto if
      inline int long namespace new nullptr operator private protected public restrict return short signed sizeof static struct
      switch template this throw true try typedef typename union unsigned using virtual void volatile while
      """),
    lineComment: "//", blockComment: ("/*", "*/"), attributeMark: "#")
  private static let javaScript = CodeLanguage(
    names: ["javascript", "js", "typescript", "ts"],
    keywords: words(
      """
      async await break case catch class const continue debugger default delete do else export extends false finally for from
      function if import in instanceof let new null of return static super switch this throw true try typeof undefined var void while yield
      """),
    lineComment: "//", blockComment: ("/*", "*/"), quotes: ["\"", "'", "`"])
  private static let diff = CodeLanguage(names: ["diff", "patch"], layout: .diff)
}
