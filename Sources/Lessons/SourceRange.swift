/// A place in a source file: lines and columns from 1, columns in UTF-8 bytes.
public struct SourcePosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  public var description: String { "\(line):\(column)" }
}

/// From the first byte to behind the last one.
public typealias SourceRange = Range<SourcePosition>

extension SourcePosition {
  /// The place that many bytes further on in the same line.
  public func advanced(by bytes: Int) -> SourcePosition { SourcePosition(line: line, column: column + bytes) }
}
