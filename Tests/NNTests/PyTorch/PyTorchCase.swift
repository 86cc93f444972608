import Foundation
import Testing

@testable import NN

/// One entry of `constants.json`: inputs by a formula, and what PyTorch computes of them. `constants.py` says what each is.
struct PyTorchCase: Decodable, Sendable {
  /// x[i] = least + (greatest − least) · ((i · 7919 + offset) mod 101) / 100, to the bit what Python computes.
  struct Ramp: Decodable {
    let shape: [Int], offset: Int, least: Double, greatest: Double

    var tensor: Tensor<Double> {
      let places = 0..<shape.reduce(1, *)
      return Tensor(places.map { least + (greatest - least) * Double(($0 * 7919 + offset) % 101) / 100 }, shape: Shape(shape))
    }
  }

  struct Numbers: Decodable {
    let shape: [Int], numbers: [Double]
  }

  private let options: [String: [Double]], inputs: [String: Ramp], results: [String: Numbers]

  static func named(_ name: String) throws -> PyTorchCase { try #require(all.get()[name], "constants.json has no case \(name)") }

  func option(_ name: String) throws -> [Double] { try #require(options[name], "no option \(name)") }
  func number(_ name: String) throws -> Double { try option(name)[0] }
  func integers(_ name: String) throws -> [Int] { try option(name).map { Int($0) } }
  func input(_ name: String) throws -> Tensor<Double> { try #require(inputs[name], "no input \(name)").tensor }
  func result(_ name: String) throws -> Reference {
    let numbers = try #require(results[name], "no result \(name)")
    return Reference(numbers.shape, numbers.numbers)
  }

  /// Those of the inputs that PyTorch took gradients for.
  var differentiated: [String] { inputs.keys.filter { results["d" + $0] != nil } }

  /// How far `y` and the gradients of all inputs are from PyTorch's: the largest |a − b| / (1 + |b|).
  func distance(withGradients: Bool = true, of function: ([String: Variable<Double>]) throws -> Variable<Double>) throws -> Double {
    let tape = Tape<Double>()
    var variables: [String: Variable<Double>] = [:]
    for (name, ramp) in inputs { variables[name] = tape.variable(ramp.tensor) }
    let y = try function(variables)
    var worst = NNTests.distance(Reference(y.value), try result("y"))
    guard withGradients, worst < .infinity else { return worst }
    let gradients = tape.gradients(of: y, cotangent: try y.shape.rank == 0 ? Tensor(1) : input("g"))
    try #require(!differentiated.isEmpty)
    for name in differentiated {
      let variable = try #require(variables[name])
      worst = max(worst, NNTests.distance(Reference(gradients[variable]), try result("d" + name)))
    }
    return worst
  }

  private struct File: Decodable {
    let provenance: [String: String], cases: [String: PyTorchCase]
  }

  /// Read once, from beside this file.
  private static let all = Result { () throws -> [String: PyTorchCase] in
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("constants.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
  }
}
