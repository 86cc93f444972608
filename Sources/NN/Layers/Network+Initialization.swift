#if !hasFeature(Embedded)  // it looks for kinds among layers of any

  extension Network {
    /// Rescales the first weights of residual branches so that very deep networks train without normalization.
    ///
    /// With B branches in the network, all weights of a branch of m weighted layers but the last are multiplied by B^(−1/(2m − 2));
    /// the last is set to zero, and so is the network's own last layer, the classifier. The weights before should be He's.
    ///
    /// ```swift
    /// let same = ConvolutionOptions(padding: 1)
    /// Residual([
    ///   ScalarBias(), ConvolutionLayer(16, 16, kernel: 3, same, weights: .he, bias: nil, using: &rng),
    ///   ScalarBias(), Activation(.relu),
    ///   ScalarBias(), ConvolutionLayer(16, 16, kernel: 3, same, weights: .he, bias: nil, using: &rng),
    ///   ScalarMultiplier(), ScalarBias(),
    /// ])
    /// ```
    ///
    /// - Parameter zeroesClassifier: whether the last weighted layer that is not in a branch, and its bias, become zeros
    /// - Errors: a network without residual layers stops, and so does a branch without a weight
    /// - Source: Zhang, Dauphin & Ma 2019, "Fixup initialization", https://arxiv.org/abs/1901.09321
    public mutating func applyFixup(zeroesClassifier: Bool = true) {
      let branches = residualCount
      if branches == 0 { stop("applyFixup: a network without residual layers; use another initializer") }
      rescaleBranches(of: branches)
      if zeroesClassifier { zeroLastWeightedLayer() }
    }

    /// Draws the weights of one layer anew: a head for another task, on features that stay.
    ///
    /// - Errors: a layer without weights stops
    public mutating func redraw(
      layer place: Int, weights: Initializer = .pyTorchDefault, bias: BiasInitializer = .zeros, using rng: inout RandomStream
    ) {
      if !layers.indices.contains(place) { stop("redraw: layer \(place) of \(layers.count); layers count from 0") }
      var part = Network([layers[place]])
      if part.weightedLayerCount == 0 { stop("redraw: layer \(place) has no weights to draw; name a dense layer or a convolution") }
      part.changeWeightedLayers { _, layer in layer.redraw(weights: weights, bias: bias, using: &rng) }
      layers[place] = part.layers[0]
    }

    // MARK: Walking

    private var residualCount: Int {
      layers.reduce(0) { count, layer in
        if let residual = layer as? Residual<Scalar> { return count + 1 + residual.body.residualCount }
        return count + ((layer as? Network<Scalar>)?.residualCount ?? 0)
      }
    }

    /// Those that stand in it one after another, in networks within it too, but not in branches.
    private var weightedLayerCount: Int {
      layers.reduce(0) { count, layer in
        if layer is any WeightedLayer<Scalar> { return count + 1 }
        return count + ((layer as? Network<Scalar>)?.weightedLayerCount ?? 0)
      }
    }

    /// Calls the function with each of these and its number.
    private mutating func changeWeightedLayers(from first: Int = 0, _ change: (Int, inout any WeightedLayer<Scalar>) -> Void) {
      var number = first
      for place in layers.indices {
        if var layer = layers[place] as? any WeightedLayer<Scalar> {
          change(number, &layer)
          layers[place] = layer
          number += 1
        } else if var network = layers[place] as? Network<Scalar> {
          network.changeWeightedLayers(from: number, change)
          number += network.weightedLayerCount
          layers[place] = network
        }
      }
    }

    private mutating func rescaleBranches(of branches: Int) {
      for place in layers.indices {
        if var residual = layers[place] as? Residual<Scalar> {
          residual.body.rescaleAsBranch(of: branches)
          residual.body.rescaleBranches(of: branches)
          layers[place] = residual
        } else if var network = layers[place] as? Network<Scalar> {
          network.rescaleBranches(of: branches)
          layers[place] = network
        }
      }
    }

    private mutating func rescaleAsBranch(of branches: Int) {
      let count = weightedLayerCount
      if count == 0 { stop("applyFixup: a branch without a dense layer or convolution; there is nothing to rescale") }
      // A power by our own kernels: the same bits everywhere.
      let exponent = count == 1 ? 0 : -1 / Double(2 * count - 2)
      let factor = exp(log(Tensor<Double>(Double(branches))) * exponent).scalar
      changeWeightedLayers { number, layer in
        let shape = layer.weight.shape
        layer.weight.value = number == count - 1 ? .zeros(shape) : layer.weight.value * Scalar(factor)
      }
    }

    private mutating func zeroLastWeightedLayer() {
      let count = weightedLayerCount
      changeWeightedLayers { number, layer in
        if number != count - 1 { return }
        let noBias = Tensor<Scalar>.zeros([layer.units]), noWeight = Tensor<Scalar>.zeros(layer.weight.shape)
        layer.weight.value = noWeight
        layer.bias?.value = noBias
      }
    }
  }
#endif
