import Lessons
import Records

/// What came of running a lesson's experiments.
public struct LessonRun: Sendable {
  public struct Block: Sendable {
    public enum Status: Equatable, Sendable {
      case ran
      /// `run: false`
      case notAsked
      /// It failed as it was expected to.
      case failedAsExpected(String)
      case failed
      /// Something above it failed.
      case notReached
    }

    public var status: Status
    public var outputs: [Output]
    public var seconds: Double

    public init(status: Status, outputs: [Output] = [], seconds: Double = 0) {
      self.status = status
      self.outputs = outputs
      self.seconds = seconds
    }
  }

  /// One for each of the lesson's experiments.
  public var blocks: [Block]
  /// One for each of the lesson's inline values; nil where it could not be computed.
  public var inlineValues: [Value?]
  /// What `record` named.
  public var named: [String: Value]
  public var diagnostics: [Diagnostic]

  public init(blocks: [Block], inlineValues: [Value?], named: [String: Value], diagnostics: [Diagnostic]) {
    self.blocks = blocks
    self.inlineValues = inlineValues
    self.named = named
    self.diagnostics = diagnostics
  }
}
