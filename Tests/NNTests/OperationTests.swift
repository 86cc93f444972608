import NN
import Testing

/// Every row of the table on every one of its shapes.
@Suite struct OperationTests {
  static func inputs(_ shapes: [Shape], _ range: Range<Double>) -> [Tensor<Double>] {
    var rng = RandomStream(seed: 11)
    // Numbers that `Float` holds exactly, so that both precisions are asked the same question.
    return shapes.map { Tensor<Double>(Tensor<Float>.uniform($0, in: range, using: &rng)) }
  }

  @Test(arguments: operationTable)
  func agreesWithTheReference(row: OperationRow) {
    for shapes in row.shapes {
      let inputs = Self.inputs(shapes, row.range)
      let expected = row.reference(inputs.map { Reference($0) })
      let terms = Double(shapes.map(\.count).max() ?? 1).squareRoot()
      let inDouble = distance(Reference(row.double(inputs)), expected)
      #expect(inDouble < 1e-14 * max(terms, 1) * row.rounding, "\(row.name) of \(shapes) in Double: off by \(inDouble)")
      let inFloat = distance(Reference(row.single(inputs.map { Tensor<Float>($0) })), expected)
      #expect(inFloat < 5e-7 * max(terms / 8, 1) * row.rounding, "\(row.name) of \(shapes) in Float: off by \(inFloat)")
      if let recorded = row.recorded {
        let value = recorded(inputs.map { Tape<Double>().constant($0) }).value
        #expect(distance(Reference(value), Reference(row.double(inputs))) < 1e-15 * max(terms, 1), "\(row.name) of \(shapes) recorded")
      }
    }
  }

  @Test(arguments: operationTable.filter { $0.recorded != nil })
  func gradientAgreesWithCentralDifferences(row: OperationRow) throws {
    let recorded = try #require(row.recorded)
    var rng = RandomStream(seed: 5)
    for shapes in row.shapes where shapes.allSatisfy({ $0.count > 0 && $0.count <= 64 }) {
      let check = checkGradients(at: Self.inputs(shapes, row.range), using: &rng, of: recorded)
      #expect(check.passes, "\(row.name) of \(shapes): \(check)")
      #expect(check.kinks == 0)
    }
  }

  @Test(arguments: operationTable.filter { $0.recorded != nil })
  func gradientOfTheGradientAgreesWithCentralDifferences(row: OperationRow) throws {
    let recorded = try #require(row.recorded)
    for shapes in row.shapes where shapes.allSatisfy({ $0.count > 0 && $0.count <= 20 }) {
      // A loss that is not linear in the output, so that every second derivative matters.
      func slopes(_ inputs: [Tensor<Double>]) -> Variable<Double> {
        let tape = Tape<Double>()
        let variables = inputs.map { tape.variable($0) }
        let gradients = tape.recordedGradients(of: square(recorded(variables) + 0.3).sum())
        return variables.map { square(gradients.variable($0)).sum() }.reduce(tape.constant(Tensor(0))) { $0 + $1 }
      }
      let inputs = Self.inputs(shapes, row.range)
      // Analytic: the gradient of Σ slope², from a tape that recorded the backward pass.
      let tape = Tape<Double>()
      let variables = inputs.map { tape.variable($0) }
      let first = tape.recordedGradients(of: square(recorded(variables) + 0.3).sum())
      let total = variables.map { square(first.variable($0)).sum() }.reduce(tape.constant(Tensor(0))) { $0 + $1 }
      if total.scalar == 0 { continue }
      let second = tape.gradients(of: total)
      for (place, variable) in variables.enumerated() {
        let analytic = second[variable].scalars
        for index in analytic.indices {
          var scalars = inputs[place].scalars
          func moved(_ distance: Double) -> Double {
            scalars[index] += distance
            defer { scalars[index] -= distance }
            var inputs = inputs
            inputs[place] = Tensor(scalars, shape: inputs[place].shape)
            return slopes(inputs).scalar
          }
          let numeric = (moved(1e-6) - moved(-1e-6)) / 2e-6
          #expect(
            abs(analytic[index] - numeric) < 1e-4 + 1e-4 * abs(numeric), "\(row.name) of \(shapes): \(analytic[index]) and \(numeric)")
        }
      }
    }
  }
}
