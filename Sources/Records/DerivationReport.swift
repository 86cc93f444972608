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

    /// How it is known that a step holds.
    public enum Evidence: UInt8, Sendable {
      /// Equal in exact arithmetic; `DerivationReport.errorBound` says how sure that is.
      case exact
      /// Equal in doubles wherever it was tried; that is no proof.
      case numerical
    }

    /// A gradient beside the same gradient taken in another way.
    public struct Comparison: Equatable, Sendable {
      public enum Method: UInt8, Sendable {
        case autodiff, centralDifferences
      }

      public var method: Method
      /// The two numbers where they differ most.
      public var value: Double
      public var claimed: Double
      /// |value − claimed|, relative to the size of the values.
      public var difference: Double
      /// The difference that rounding explains, and no wrong formula.
      public var tolerance: Double

      public init(method: Method, value: Double, claimed: Double, difference: Double, tolerance: Double) {
        self.method = method
        self.value = value
        self.claimed = claimed
        self.difference = difference
        self.tolerance = tolerance
      }
    }

    public var latex: String
    /// Why the step is allowed: "independence".
    public var reason: String?
    public var outcome: Outcome
    public var evidence = Evidence.exact
    /// Of a step with gradients: the engine's, and central differences.
    public var comparisons: [Comparison] = []
    /// Of a broken step: what it would hold under, each an alternative, as it is spelled behind `needs:`.
    public var missingAssumptions: [String] = []
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

  public enum Subject: UInt8, Sendable {
    /// A chain of lines, each equal to the one before.
    case equations
    /// One formula for a gradient of tensors.
    case gradient
  }

  public var id: String
  public var subject = Subject.equations
  public var line: Int
  public var steps: [Step]
  /// The chance that a wrong step passed (Schwartz–Zippel), over all steps and draws.
  public var errorBound: Double

  public init(id: String, subject: Subject = .equations, line: Int, steps: [Step], errorBound: Double) {
    self.id = id
    self.subject = subject
    self.line = line
    self.steps = steps
    self.errorBound = errorBound
  }
}

extension DerivationReport: Wire {
  public func write(to writer: inout WireWriter) {
    id.write(to: &writer)
    writer.byte(subject.rawValue)
    line.write(to: &writer)
    steps.write(to: &writer)
    errorBound.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    id = try String(from: &reader)
    let tag = try reader.byte()
    guard let subject = Subject(rawValue: tag) else { throw .unknownTag(tag, in: "DerivationReport.Subject") }
    self.subject = subject
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
    writer.byte(evidence.rawValue)
    comparisons.write(to: &writer)
    missingAssumptions.write(to: &writer)
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
    let tag = try reader.byte()
    guard let evidence = Evidence(rawValue: tag) else { throw .unknownTag(tag, in: "DerivationReport.Step.Evidence") }
    self.evidence = evidence
    comparisons = try [Comparison](from: &reader)
    missingAssumptions = try [String](from: &reader)
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

extension DerivationReport.Step.Comparison: Wire {
  public func write(to writer: inout WireWriter) {
    writer.byte(method.rawValue)
    value.write(to: &writer)
    claimed.write(to: &writer)
    difference.write(to: &writer)
    tolerance.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let tag = try reader.byte()
    guard let method = Method(rawValue: tag) else { throw .unknownTag(tag, in: "DerivationReport.Step.Comparison.Method") }
    self.method = method
    value = try Double(from: &reader)
    claimed = try Double(from: &reader)
    difference = try Double(from: &reader)
    tolerance = try Double(from: &reader)
  }
}
