import Testing

@testable import NN

@Suite struct StateTests {
  static func network(_ rng: inout RandomStream, classes: Int = 3) -> Network<Float> {
    Network([Dense(4, 5, using: &rng), BatchNormalization(5), Activation(.relu), Dense(5, classes, using: &rng)])
  }

  @Test func pathsAreThoseOfPyTorch() {
    var rng = RandomStream(seed: 1)
    let network = Self.network(&rng)
    #expect(
      network.state.entries.map(\.path.description) == [
        "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "3.weight", "3.bias",
      ])
    #expect(network.trainedCount == 20 + 5 + 10 + 15 + 3)
  }

  @Test func aCopyAndAStateAreSnapshots() throws {
    var rng = RandomStream(seed: 2), network = Self.network(&rng)
    let x = Tensor<Float>.normal([8, 4], using: &rng), copy = network, state = network.state, before = network.evaluate(x)
    var pass = Pass.training(using: rng)
    _ = network(Variable(constant: x), in: &pass)
    network.visitParameters(at: ParameterPath()) { _, parameter in parameter.value += parameter.value }
    #expect(network.evaluate(x) != before && copy.evaluate(x) == before)
    let rest = try network.load(ModelState(state.tensors))
    #expect(rest.isEmpty && network.evaluate(x) == before)
    network.visitParameters(at: ParameterPath()) { _, parameter in parameter.value += parameter.value }
    network.state = state
    #expect(network.evaluate(x) == before)
  }

  @Test func whatDoesNotFitIsNamedAndNothingIsTaken() throws {
    var rng = RandomStream(seed: 3), network = Self.network(&rng)
    let before = network.state
    var tensors = Self.network(&rng, classes: 7).state.tensors
    tensors["0.bias"] = nil
    tensors["head.weight"] = Tensor([1])
    let message =
      "load: 3.weight is [3, 5] in the model and [7, 5] in the state; 3.bias is [3] in the model and [7] in the state; "
      + "the state has nothing for 0.bias; the model has no head.weight; "
      + "build the model as it was saved, and change its layers after loading"
    for strict in [true, false] {
      let error = #expect(throws: StateMismatch.self) { try network.load(ModelState(tensors), strict: strict) }
      #expect(error?.description == message)
      for entry in before.entries { #expect(network.state[entry.path] == entry.tensor) }
    }
    tensors["3.weight"] = nil
    tensors["3.bias"] = nil
    let error = #expect(throws: StateMismatch.self) { try network.load(ModelState(tensors)) }
    #expect(
      error?.description
        == "load: the state has nothing for 0.bias, 3.weight, 3.bias; the model has no head.weight; "
        + "build the model as it was saved, or load with strict: false to take what fits by name")
    // What fits, and what was left.
    let left = try network.load(ModelState(tensors), strict: false)
    #expect(left.missing == ["0.bias", "3.weight", "3.bias"] && left.unexpected == ["head.weight"] && left.wrongShapes.isEmpty)
    #expect(network.state["0.weight"] == tensors["0.weight"] && network.state["3.weight"] == before["3.weight"])
  }

  @Test func frozenParametersAreLoadedAndStayFrozen() throws {
    var rng = RandomStream(seed: 4), network = Self.network(&rng)
    let other = Self.network(&rng).state
    network.setFrozen(true)
    try network.load(other)
    #expect(network.state["0.weight"] == other["0.weight"] && network.trainedCount == 0)
  }

  @Test func aModelComesBackFromASafetensorsFile() throws {
    var rng = RandomStream(seed: 21), network = Self.network(&rng), other = Self.network(&rng)
    let x = Tensor<Float>.normal([8, 4], using: &rng)
    var pass = Pass.training(using: rng)
    _ = network(Variable(constant: x), in: &pass)  // so that the running statistics are not those of the start
    let bytes = try Weights(network.state.tensors).safetensors()
    #expect(other.evaluate(x) != network.evaluate(x))
    try other.load(ModelState(Weights<Float>(safetensors: bytes, name: "network").tensors))
    #expect(other.evaluate(x) == network.evaluate(x))
    for entry in network.state.entries { #expect(other.state[entry.path] == entry.tensor) }
    // Weights of one precision into a model of the other: the file's numbers are converted.
    let exact = try Weights<Double>(safetensors: bytes, name: "network")
    #expect(exact.tensors["1.running_var"] == Tensor<Double>(network.state[ParameterPath("1.running_var")] ?? Tensor(0)))
  }

  @Test func pathsAreEqualHoweverTheyWereMade() {
    let path = ParameterPath() / "heads" / 1 / 0 / "body" / 12 / "weight"
    #expect(path.description == "heads.1.0.body.12.weight" && path == ParameterPath("heads.1.0.body.12.weight"))
    #expect(path.hashValue == ParameterPath("heads.1.0.body.12.weight").hashValue)
    #expect(ParameterPath("heads") / "1" / 0 / "body.12" / "weight" == path && ParameterPath("heads") / 1 != path)
    #expect(ParameterPath().description == "" && (ParameterPath() / 3).description == "3")
  }
}

extension ParameterPath: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
