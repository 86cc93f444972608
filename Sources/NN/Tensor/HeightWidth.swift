/// A number for each axis of an image.
public struct HeightWidth: Hashable, Sendable {
  public var height: Int, width: Int

  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  /// The same for both axes.
  public init(_ both: Int) { self.init(both, both) }
}

extension HeightWidth: CustomStringConvertible {
  public var description: String { "\(height) × \(width)" }
}
