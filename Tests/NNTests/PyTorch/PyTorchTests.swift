import Testing

@testable import NN

typealias Inputs = [String: Variable<Double>]

/// Our spelling of a case of `constants.json`, and the nearest wrong formula, which PyTorch's numbers have to refuse.
struct Comparison: Sendable, CustomTestStringConvertible {
  let name: String
  /// Whether the function is recorded, so that gradients are compared too.
  var withGradients = true
  let function: @Sendable (PyTorchCase, Inputs) throws -> Variable<Double>
  var wrong: (@Sendable (PyTorchCase, Inputs) throws -> Variable<Double>)?
  var testDescription: String { name }

  init(
    _ name: String, withGradients: Bool = true, _ function: @escaping @Sendable (PyTorchCase, Inputs) throws -> Variable<Double>,
    wrong: (@Sendable (PyTorchCase, Inputs) throws -> Variable<Double>)? = nil
  ) {
    self.name = name
    self.withGradients = withGradients
    self.function = function
    self.wrong = wrong
  }
}

extension [String: Variable<Double>] {
  /// An input that the case is known to have; a missing one shows as NaN.
  func callAsFunction(_ name: String) -> Variable<Double> { self[name] ?? Variable(constant: Tensor(.nan)) }
  var x: Variable<Double> { self("x") }
  /// Targets, as constants.
  var y: Tensor<Double> { self("y").value }
}

@resultBuilder enum Comparisons {
  static func buildBlock(_ comparisons: Comparison...) -> [Comparison] { comparisons }
}

func comparisons(@Comparisons _ comparisons: () -> [Comparison]) -> [Comparison] { comparisons() }

/// Values and gradients agree with PyTorch's, where its conventions are ours.
@Suite struct PyTorchTests {
  static let all = activationComparisons + tensorComparisons + lossComparisons + imageComparisons

  @Test(arguments: all)
  func valuesAndGradientsAgree(comparison: Comparison) throws {
    let known = try PyTorchCase.named(comparison.name)
    let off = try known.distance(withGradients: comparison.withGradients) { try comparison.function(known, $0) }
    #expect(off < 1e-12, "\(comparison.name): off by \(off)")
  }

  @Test(arguments: all.filter { $0.wrong != nil })
  func nearestWrongFormulaIsRefused(comparison: Comparison) throws {
    let known = try PyTorchCase.named(comparison.name), wrong = try #require(comparison.wrong)
    let off = try known.distance(withGradients: comparison.withGradients) { try wrong(known, $0) }
    #expect(off > 1e-4, "\(comparison.name): the wrong formula is off by \(off) only")
  }

  /// A wrong derivative is refused where the values are right.
  @Test func gradientsAreLookedAt() throws {
    let known = try PyTorchCase.named("tanh")
    let off = try known.distance { WrongFormulaTests.value(of: tanh($0.x), gradientOf: $0.x) }
    #expect(off > 0.1)
  }

  /// Signs of Q's columns are LAPACK's choice; ours make R's diagonal positive.
  @Test func qrUpToSigns() throws {
    let known = try PyTorchCase.named("qr"), (q, r) = try known.input("a").qr()
    let theirQ = try known.result("q"), theirR = try known.result("r")
    let signs = (0..<3).map { theirR.values[$0 * 3 + $0] < 0 ? -1.0 : 1 }
    #expect(distance(Reference(q), theirQ.combined(Reference([3], signs), *)) < 1e-13)
    #expect(distance(Reference(r), theirR.combined(Reference([3, 1], signs), *)) < 1e-13)
  }

  @Test func eigenvaluesOfASymmetricMatrix() throws {
    let known = try PyTorchCase.named("symmetric_eigen"), a = try known.input("a")
    #expect(distance(Reference((a + a.transposed()).symmetricEigen().values), try known.result("values")) < 1e-13)
  }
}
