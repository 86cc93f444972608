/// A derivation whose every step was evaluated.
public struct DerivationReport: Equatable, Sendable {
  public struct Step: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable {
      /// The first line: nothing stands before it to be equal to.
      case start
      /// Equal to the line before at every point tried.
      case holds
      /// Unequal at some point: certainly wrong. `counterexample` says where, in doubles.
      case broken(counterexample: String)
    }

    /// What an assumption is worth: the step without it.
    public struct Assumption: Equatable, Sendable {
      /// In words and LaTeX: `E[w] = 0`.
      public var latex: String
      /// Without it the step is false (as it has to be), true for an assumption that is not needed.
      public var isIdle: Bool
      /// |left − right| / max(|left|, |right|) without the assumption, at the example point.
      public var breakSize: Double

      public init(latex: String, isIdle: Bool, breakSize: Double) {
        self.latex = latex
        self.isIdle = isIdle
        self.breakSize = breakSize
      }
    }

    public var latex: String
    /// Why the step is allowed: "independence".
    public var reason: String?
    public var outcome: Outcome
    public var assumptions: [Assumption]
    /// The line's value at the example point, in doubles, for display.
    public var example: Double
    /// Where the line stands in the lesson.
    public var line: Int

    public init(
      latex: String, reason: String?, outcome: Outcome, assumptions: [Assumption], example: Double, line: Int
    ) {
      self.latex = latex
      self.reason = reason
      self.outcome = outcome
      self.assumptions = assumptions
      self.example = example
      self.line = line
    }
  }

  public var id: String
  public var line: Int
  public var steps: [Step]
  /// The chance that a wrong step passed (Schwartz–Zippel), over all steps and draws.
  public var errorBound: Double

  public init(id: String, line: Int, steps: [Step], errorBound: Double) {
    self.id = id
    self.line = line
    self.steps = steps
    self.errorBound = errorBound
  }
}

extension DerivationReport: Wire {
  public func write(to writer: inout WireWriter) {
    id.write(to: &writer)
    line.write(to: &writer)
    steps.write(to: &writer)
    errorBound.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    id = try String(from: &reader)
    line = try Int(from: &reader)
    steps = try [Step](from: &reader)
    errorBound = try Double(from: &reader)
  }
}

extension DerivationReport.Step: Wire {
  public func write(to writer: inout WireWriter) {
    latex.write(to: &writer)
    reason.write(to: &writer)
    switch outcome {
    case .start: writer.byte(0)
    case .holds: writer.byte(1)
    case .broken(let counterexample):
      writer.byte(2)
      counterexample.write(to: &writer)
    }
    assumptions.write(to: &writer)
    example.write(to: &writer)
    line.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    latex = try String(from: &reader)
    reason = try String?(from: &reader)
    switch try reader.byte() {
    case 0: outcome = .start
    case 1: outcome = .holds
    case 2: outcome = .broken(counterexample: try String(from: &reader))
    case let tag: throw .unknownTag(tag, in: "DerivationReport.Step.Outcome")
    }
    assumptions = try [Assumption](from: &reader)
    example = try Double(from: &reader)
    line = try Int(from: &reader)
  }
}

extension DerivationReport.Step.Assumption: Wire {
  public func write(to writer: inout WireWriter) {
    latex.write(to: &writer)
    isIdle.write(to: &writer)
    breakSize.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    latex = try String(from: &reader)
    isIdle = try Bool(from: &reader)
    breakSize = try Double(from: &reader)
  }
}
