/// The `//| key: value` lines at the top of an experiment.
public struct BlockOptions: Equatable, Sendable {
  public enum Hidden: String, CaseIterable, Sendable { case nothing, code, output }
  public enum Expectation: String, CaseIterable, Sendable { case success, trap, error }

  public var label: String?
  public var caption: String?
  public var alternativeText: String?
  public var hides: Hidden
  public var expects: Expectation
  public var budget: Budget?
  public var runs: Bool
  /// Why the block does not run; `run: false` needs it.
  public var reason: String?

  public init(
    label: String? = nil, caption: String? = nil, alternativeText: String? = nil, hides: Hidden = .nothing,
    expects: Expectation = .success, budget: Budget? = nil, runs: Bool = true, reason: String? = nil
  ) {
    self.label = label
    self.caption = caption
    self.alternativeText = alternativeText
    self.hides = hides
    self.expects = expects
    self.budget = budget
    self.runs = runs
    self.reason = reason
  }
}
