/// One run through a model: what the layers need besides their input. There is no global mode.
public struct Pass: Sendable {
  enum Purpose: Sendable, Hashable {
    case training, evaluation
    /// Batch normalization takes its input for the whole set.
    case statistics
    /// Weighted layers are fitted to their inputs before they are applied.
    case initialization(DataDependentInitializer)
  }

  let purpose: Purpose
  /// Where dropout draws from. A pass of evaluation draws nothing.
  public var rng: RandomStream

  init(_ purpose: Purpose, using rng: RandomStream = RandomStream(seed: 0)) {
    self.purpose = purpose
    self.rng = rng
  }

  public static func training(using rng: RandomStream) -> Pass { Pass(.training, using: rng) }
  public static var evaluation: Pass { Pass(.evaluation) }

  /// Training: dropout drops, normalization uses the batch's statistics and gathers them.
  public var isTraining: Bool { purpose == .training }
}
