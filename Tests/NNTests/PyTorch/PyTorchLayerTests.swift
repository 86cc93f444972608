import Testing

@testable import NN

/// Layers with the parameters of a case, under the names that both libraries give them.
@Suite struct PyTorchLayerTests {
  /// How far output, gradients and statistics are from PyTorch's, each under its name.
  private func distances<L: Layer>(_ name: String, _ layer: L, isTraining: Bool = true) throws -> [String: Double]
  where L.Scalar == Double {
    let known = try PyTorchCase.named(name), tape = Tape<Double>()
    var layer = layer
    layer.visitParameters(at: ParameterPath()) { path, parameter in
      if let value = try? known.input(path.description) { parameter.value = value }
    }
    layer.record(on: tape)
    let x = tape.variable(try known.input("x"))
    var pass = isTraining ? Pass.training(using: RandomStream(seed: 1)) : .evaluation
    let y = layer(x, in: &pass), gradients = tape.gradients(of: y, cotangent: try known.input("g"))
    var result = [
      "y": distance(Reference(y.value), try known.result("y")), "dx": distance(Reference(gradients[x]), try known.result("dx")),
    ]
    for (path, parameter) in layer.parameters {
      if parameter.role == .statistic {
        result[path.description] = distance(Reference(parameter.value), try known.result(path.description))
      } else {
        result["d\(path)"] = distance(Reference(gradients[parameter.variable]), try known.result("d\(path)"))
      }
    }
    return result
  }

  private func agrees(_ distances: [String: Double], count: Int) -> Bool {
    distances.count == count && distances.values.allSatisfy { $0 < 1e-13 }
  }

  @Test(arguments: ["batch_norm1d", "batch_norm2d"])
  func batchNormalization(name: String) throws {
    let layer = BatchNormalization<Double>(3, momentum: 0.3)
    let training = try distances(name + "_training", layer)
    let evaluation = try distances(name + "_evaluation", layer, isTraining: false)
    #expect(agrees(training, count: 6), "\(training)")
    #expect(agrees(evaluation, count: 6), "\(evaluation)")
    // Another ε, Keras' momentum, and one mode in place of the other.
    #expect(try distances(name + "_training", BatchNormalization(3, momentum: 0.3, epsilon: 1e-3))["y"] ?? 0 > 1e-5)
    #expect(try distances(name + "_training", BatchNormalization(3, momentum: 0.7))["running_mean"] ?? 0 > 1e-2)
    #expect(try distances(name + "_training", layer, isTraining: false)["y"] ?? 0 > 1e-2)
    #expect(try distances(name + "_evaluation", layer)["y"] ?? 0 > 1e-2)
  }

  @Test func normalizationsOfExamples() throws {
    let rows = try distances("layer_norm", LayerNormalization<Double>([6]))
    #expect(agrees(rows, count: 4), "\(rows)")
    let images = try distances("layer_norm_images", LayerNormalization<Double>([3, 2, 2]))
    #expect(agrees(images, count: 4), "\(images)")
    let groups = try distances("group_norm", GroupNormalization<Double>(groups: 2, channels: 4))
    #expect(agrees(groups, count: 4), "\(groups)")
    let instances = try distances("instance_norm", InstanceNormalization<Double>(4, hasScaleAndShift: true))
    #expect(agrees(instances, count: 4), "\(instances)")
    // Taken for one another.
    #expect(try distances("group_norm", InstanceNormalization<Double>(4, hasScaleAndShift: true))["y"] ?? 0 > 1e-2)
    #expect(try distances("instance_norm", GroupNormalization<Double>(groups: 1, channels: 4))["y"] ?? 0 > 1e-2)
  }

  @Test func weightNormalization() throws {
    let known = try PyTorchCase.named("weight_norm"), tape = Tape<Double>()
    var layer = WeightNormalization(Dense<Double>(weight: try known.input("v"), bias: nil))
    layer.length.value = try known.input("magnitude")
    layer.record(on: tape)
    let w = layer.weight, gradients = tape.gradients(of: w, cotangent: try known.input("g"))
    #expect(distance(Reference(w.value), try known.result("y")) < 1e-14)
    #expect(distance(Reference(gradients[layer.direction.variable]), try known.result("dv")) < 1e-14)
    #expect(distance(Reference(gradients[layer.length.variable]), try known.result("dmagnitude")) < 1e-14)
  }

  /// A word that comes twice.
  @Test func embedding() throws {
    let known = try PyTorchCase.named("embedding"), tape = Tape<Double>()
    var layer = Embedding<Double>(table: try known.input("w"))
    layer.record(on: tape)
    let y = layer(try known.integers("indices")), gradients = tape.gradients(of: y, cotangent: try known.input("g"))
    #expect(distance(Reference(y.value), try known.result("y")) == 0)
    #expect(distance(Reference(gradients[layer.table.variable]), try known.result("dw")) < 1e-15)
  }

  /// PyTorch's two biases are one here.
  @Test func recurrentCell() throws {
    for (name, steps) in [("rnn_tanh_cell", 1), ("rnn_tanh_3_steps", 3)] {
      let known = try PyTorchCase.named(name), tape = Tape<Double>()
      let dense = Dense<Double>(weight: try known.input("wx"), bias: try known.input("bx") + known.input("bh"))
      var cell = RecurrentCell(input: dense, recurrent: try known.input("wh"))
      cell.record(on: tape)
      let inputs = try known.input("x"), first = tape.variable(try known.input("h"))
      let sequence = (0..<steps).map { tape.variable(steps == 1 ? inputs : inputs[row: $0]) }
      var state = first, pass = Pass.evaluation
      for x in sequence { state = cell(x, after: state, in: &pass) }
      let gradients = tape.gradients(of: state, cotangent: try known.input("g"))
      let bias = try #require(cell.input.bias)
      #expect(distance(Reference(state.value), try known.result("y")) < 1e-14)
      #expect(distance(Reference(gradients[first]), try known.result("dh")) < 1e-14)
      #expect(distance(Reference(gradients[cell.input.weight.variable]), try known.result("dwx")) < 1e-14)
      #expect(distance(Reference(gradients[cell.recurrent.variable]), try known.result("dwh")) < 1e-14)
      #expect(distance(Reference(gradients[bias.variable]), try known.result("dbx")) < 1e-14)
      let slopes = sequence.flatMap { gradients[$0].scalars }
      #expect(distance(Reference(inputs.shape.dimensions, slopes), try known.result("dx")) < 1e-14)
    }
  }

  /// What becomes of a kept 0, a kept 1 and a dropped number.
  @Test(arguments: [0.1, 0.3, 0.5])
  func dropouts(rate: Double) throws {
    let known = try PyTorchCase.named("alpha_dropout_\(rate)"), (scale, shift) = AlphaDropout<Double>(rate).affineStep
    #expect(distance(Reference([2], [shift, scale + shift]), try known.result("kept")) < 1e-15)
    #expect(distance(Reference([], [scale * AlphaDropout<Double>.droppedValue + shift]), try known.result("dropped")) < 1e-15)
    var layer = Dropout<Double>(rate), pass = Pass.training(using: RandomStream(seed: 1))
    let y = layer(Variable(constant: .ones([1000])), in: &pass).value
    #expect(distance(Reference([2], [y.min(), y.max()]), try known.result("inverted_dropout")) < 1e-15)
  }
}
