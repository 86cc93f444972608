import Testing

@testable import NN

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

  /// The same numbers as a transposed view, and as a part of something larger whose other numbers are NaN.
  static func views(_ x: Tensor<Double>) -> [Tensor<Double>] {
    let around = Tensor<Double>.filled([1], with: .nan)
    var part = x.rank == 0 ? x.reshaped(to: [1]) : x
    for axis in 0..<part.rank {
      let ones = Shape(part.shape.dimensions.map { _ in 1 })
      let beside = around.reshaped(to: ones).broadcast(to: part.shape.replacing(axis, by: 2))
      part = concatenated([beside, part, beside], axis: axis)
    }
    if x.rank == 1 { part = stacked([part, part], axis: 1) }
    for axis in 0..<max(x.rank, 1) { part = part.sliced(axis: axis, 2..<(2 + (x.rank == 0 ? 1 : x.shape[axis]))) }
    if x.rank == 1 { part = part[columns: 1..<2].squeezed(axis: 1) }
    if x.rank == 0 { part = part.squeezed(axis: 0) }
    let order = Array((0..<x.rank).reversed())
    return [Tensor(x.permuted(order).scalars, shape: x.permuted(order).shape).permuted(order), part]
  }

  @Test(arguments: operationTable)
  func viewsGiveWhatCopiesGive(row: OperationRow) {
    for shapes in row.shapes where shapes.allSatisfy({ $0.count < 30_000 }) {
      let dense = Self.inputs(shapes, row.range), expected = Reference(row.double(dense)), kinds = dense.map { Self.views($0) }
      for kind in 0..<2 {
        let inputs = kinds.map { $0[kind] }
        for (view, copy) in zip(inputs, dense) {
          #expect(view == copy)
          if copy.rank > 1 && copy.shape.dimensions.allSatisfy({ $0 > 1 }) { #expect(view.block.isStrided) }
        }
        // A product may add up in another order where it reads a view as it lies.
        let tolerance = 1e-14 * max(Double(dense.map(\.count).max() ?? 1).squareRoot(), 1) * row.rounding
        #expect(distance(Reference(row.double(inputs)), expected) < tolerance, "\(row.name) of \(shapes)")
        let single = row.single(inputs.map { Tensor<Float>($0) }), singleExpected = row.single(dense.map { Tensor<Float>($0) })
        #expect(distance(Reference(single), Reference(singleExpected)) == 0, "\(row.name) of \(shapes)")
        guard let recorded = row.recorded else { continue }
        func gradients(_ inputs: [Tensor<Double>]) -> [Tensor<Double>] {
          let tape = Tape<Double>(), variables = inputs.map { tape.variable($0) }
          let gradients = tape.gradients(of: square(recorded(variables)).sum())
          return variables.map { gradients[$0] }
        }
        for (ofView, ofCopy) in zip(gradients(inputs), gradients(dense)) {
          #expect(distance(Reference(ofView), Reference(ofCopy)) < 10 * tolerance, "gradient of \(row.name) of \(shapes)")
        }
        for (view, copy) in zip(inputs, dense) { #expect(view == copy, "\(row.name) changed its operand") }
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
