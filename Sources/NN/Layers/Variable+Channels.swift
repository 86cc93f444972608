extension Variable {
  /// One number a channel, shaped to repeat along [batch, channels, …].
  func alongChannels(of shape: Shape, _ name: StaticString) -> Variable {
    if shape.rank < 2 || shape[1] != self.shape.count {
      stop(
        "\(name): \(self.shape.count) channels for an input of \(shape): axis 1 has to be \(self.shape.count); "
          + "change the layer or its input")
    }
    return shape.rank == 2 ? self : reshaped(to: Shape([self.shape.count] + Array(repeating: 1, count: shape.rank - 2)))
  }
}
