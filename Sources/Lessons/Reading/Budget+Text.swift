extension Budget {
  /// Reads `5s`, `500MB`, `5s 500MB`; nothing where the text is no budget.
  ///
  /// - Units: ms, s, min; kB, MB, GB (powers of 1000), KiB, MiB, GiB (powers of 1024)
  public init?(_ text: String) {
    self.init()
    let words = text.split(separator: " ")
    guard !words.isEmpty else { return nil }
    for word in words {
      let digits = word.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let amount = Double(digits), amount > 0 else { return nil }
      let unit = word.dropFirst(digits.count)
      if let scale = Self.timeUnits[String(unit)], seconds == nil {
        seconds = amount * scale
      } else if let scale = Self.memoryUnits[String(unit)], bytes == nil, amount * scale >= 1, amount * scale < 1e18 {
        bytes = Int(amount * scale)
      } else {
        return nil
      }
    }
  }

  private static let timeUnits = ["ms": 0.001, "s": 1.0, "min": 60.0]
  private static let memoryUnits = [
    "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1024.0, "MiB": 1_048_576.0, "GiB": 1_073_741_824.0,
  ]
}
