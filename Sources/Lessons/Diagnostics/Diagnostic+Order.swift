extension Sequence<Diagnostic> {
  /// By file and place, whatever the order in which they were found; findings about no file come last.
  public func inReadingOrder() -> [Diagnostic] { sorted { $0.precedes($1) } }
}

extension Diagnostic {
  fileprivate func precedes(_ other: Diagnostic) -> Bool {
    if path != other.path {
      guard let path, let otherPath = other.path else { return path != nil }
      return path < otherPath
    }
    if range != other.range {
      guard let range, let otherRange = other.range else { return range == nil }
      return (range.lowerBound, range.upperBound) < (otherRange.lowerBound, otherRange.upperBound)
    }
    if severity != other.severity { return severity > other.severity }
    return (code.rawValue, message) < (other.code.rawValue, other.message)
  }
}
