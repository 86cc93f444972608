/// A LaTeX command of the course: `Var: '\operatorname{Var}'` under `macros` in `course.yml`.
public struct Macro: Equatable, Sendable {
  /// With its backslash: `\Var`.
  public var command: String
  /// What it stands for; `#1` to `#9` are its arguments.
  public var body: String
  /// How many arguments it takes: the highest number in its body.
  public var arguments: Int
  /// The file that it stands in.
  public var path: String
  public var nameRange: SourceRange
  /// Where the body stands, without quotes.
  public var bodyRange: SourceRange

  public init(command: String, body: String, path: String, nameRange: SourceRange, bodyRange: SourceRange) {
    self.command = command
    self.body = body
    arguments = Self.arguments(of: body)
    self.path = path
    self.nameRange = nameRange
    self.bodyRange = bodyRange
  }

  private static func arguments(of body: String) -> Int {
    var most = 0, isEscaped = false, isMark = false
    for character in body {
      if isMark, let number = character.wholeNumberValue { most = max(most, number) }
      isMark = character == "#" && !isEscaped
      isEscaped = character == "\\" && !isEscaped
    }
    return most
  }
}
