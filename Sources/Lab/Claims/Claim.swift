import NN
import Records

/// How often a claim's relation has to hold over seeds.
public struct Quantifier: Sendable {
  let description: Records.Quantifier

  /// True to rounding for any seed.
  public static let identity = Self(description: .identity)
  /// In every replicate of the budget.
  public static let always = Self(description: .always)
  /// In a share `rate` of the seeds; below `floor` the claim fails. The gap between the two makes it decidable.
  public static func usually(_ rate: Double, floor: Double) -> Self { Self(description: .usually(rate: rate, floor: floor)) }
  /// In a share `rate` of the seeds, taken literally. Without a floor this takes many replicates: 126 of 126 for 0.95.
  public static func strictly(_ rate: Double) -> Self { Self(description: .strictly(rate: rate)) }
  /// For the median seed: for anything that can diverge.
  public static let typically = Self(description: .typically)
  /// For the mean over seeds.
  public static let onAverage = Self(description: .onAverage)

  /// How numbers are averaged.
  public enum Scale: Sendable { case linear, log }

  /// For the mean over seeds, or for the geometric mean: `.onAverage(scale: .log)` suits measures that are positive and skewed,
  /// as losses, norms and variances are.
  public static func onAverage(scale: Scale) -> Self {
    Self(description: scale == .log ? .onGeometricAverage : .onAverage)
  }
}

/// States a relation that is measured afresh on every replicate, each under its own seed.
///
///     claim("tanh-collapses", .below(1e-4)) { rng in
///       deepTanh(std: 0.01, &rng).last.std
///     } control: { rng in                     // has to come out false
///       deepTanh(std: 1 / 64, &rng).last.std
///     }
///
/// - Parameters:
///   - id: what the sentence in the prose names: `[Nothing is left.](claim:tanh-collapses)`
///   - control: the same measurement with the cause taken away
public func claim<Measured>(
  _ id: String, _ relation: Relation<Measured>, holds quantifier: Quantifier = .always, line: Int = #line,
  _ measure: @escaping (inout RandomStream) throws -> Measured,
  control: ((inout RandomStream) throws -> Measured)? = nil
) {
  let declaration = ClaimDeclaration(
    id: id, relation: relation.description, quantifier: quantifier.description, hasControl: control != nil, line: line)
  KernelProcess.claims.append(
    RegisteredClaim(
      declaration: declaration, arm: { try relation.convert(measure(&$0)) },
      control: control.map { control in { try relation.convert(control(&$0)) } }))
  KernelProcess.emit(.claim(declaration))
}

/// A claim's two arms, kept for the replicates.
struct RegisteredClaim {
  let declaration: ClaimDeclaration
  let arm: (inout RandomStream) throws -> Measure
  let control: ((inout RandomStream) throws -> Measure)?

  func measure(control wantsControl: Bool, seed: UInt64) -> Record {
    guard let arm = wantsControl ? control : arm else { return .threw("the claim has no control") }
    var stream = RandomStream(seed: seed)
    do {
      return .measured(try arm(&stream))
    } catch {
      return .threw(String(describing: error))
    }
  }
}
