import Records

/// A place on an axis that is marked, and its text where it has one.
struct Tick: Equatable {
  var value: Double
  var text: String
  var isMinor: Bool

  init(_ value: Double, _ text: String = "", isMinor: Bool = false) {
    self.value = value
    self.text = text
    self.isMinor = isMinor
  }
}

/// Round numbers on an axis.
enum Ticks {
  /// A step of 1, 2 or 5 times a power of ten.
  struct Step: Equatable {
    var digit: Int
    var power: Int

    /// The smallest round step that divides the span into at most `count` parts.
    init(span: Double, count: Int, minimum: Double) {
      let raw = max(span / Double(max(count, 1)), minimum, 1e-290)
      power = Maths.decade(raw)
      let share = raw / Maths.power10(power)
      digit = [1, 2, 5].first { Double($0) >= share * (1 - 1e-9) } ?? 10
      if digit == 10 {
        digit = 1
        power += 1
      }
    }

    var size: Double { value(1) }

    /// n steps; correctly rounded where powers of ten are exact.
    func value(_ n: Int) -> Double {
      power < 0 ? Double(n * digit) / Maths.power10(-power) : Double(n * digit) * Maths.power10(power)
    }
  }

  static func step(from lower: Double, to upper: Double, count: Int, isWhole: Bool) -> Step {
    Step(span: upper - lower, count: count, minimum: isWhole ? 1 : 0)
  }

  /// The multiples of a step within a range; none where doubles are too coarse for it.
  static func multiples(of step: Step, from lower: Double, to upper: Double) -> [Int] {
    let first = (lower / step.size - 1e-9).rounded(.up), last = (upper / step.size + 1e-9).rounded(.down)
    guard first <= last, last - first <= 500, max(first.magnitude, last.magnitude) < 1e14 else { return [] }
    return Array(Int(first)...Int(last))
  }

  static func linear(from lower: Double, to upper: Double, count: Int, isWhole: Bool, format: NumberFormat) -> [Tick] {
    let step = step(from: lower, to: upper, count: count, isWhole: isWhole)
    let numbers = multiples(of: step, from: lower, to: upper)
    let texts = format == .automatic
      ? texts(of: numbers.map { $0 * step.digit }, power: step.power)
      : numbers.map { format.string(for: step.value($0), typography: .typeset) }
    return zip(numbers, texts).map { Tick(step.value($0), $1) }
  }

  /// Powers of ten, every so many that at most `count` have texts; 1, 2 and 5 times them where the axis is short.
  static func log(from lower: Double, to upper: Double, count: Int, format: NumberFormat) -> [Tick] {
    let low = Maths.log10(lower) - 1e-9, high = Maths.log10(upper) + 1e-9
    let decades = Array(stride(from: Int(low.rounded(.up)), through: Int(high.rounded(.down)), by: 1))
    func isInside(_ value: Double) -> Bool { (low...high).contains(Maths.log10(value)) }
    let around = (Int(low.rounded(.down)))...max(Int(high.rounded(.down)), Int(low.rounded(.down)))
    if decades.count < 2 {
      let candidates = around.flatMap { decade in [1, 2, 5].map { (digit: $0, decade: decade) } }
        .filter { isInside(Double($0.digit) * Maths.power10($0.decade)) }
      guard candidates.count >= 2 else {
        return linear(from: lower, to: upper, count: min(count, 5), isWhole: false, format: format).filter { $0.value > 0 }
      }
      let every = (candidates.count + max(count, 1) - 1) / max(count, 1)
      return candidates.enumerated().map { index, candidate in
        let value = Double(candidate.digit) * Maths.power10(candidate.decade)
        let text = format == .automatic
          ? Self.texts(of: [candidate.digit], power: candidate.decade)[0] : format.string(for: value, typography: .typeset)
        return index % every == 0 ? Tick(value, text) : Tick(value, isMinor: true)
      }
    }
    let every = (decades.count + max(count, 1) - 1) / max(count, 1)
    let labelled = decades.filter { ($0 - (decades.last ?? 0)) % every == 0 }
    let names = powerTexts(labelled, format)
    var ticks = zip(labelled, names).map { Tick(Maths.power10($0), $1) }
    if every > 1 {
      ticks += decades.filter { !labelled.contains($0) }.map { Tick(Maths.power10($0), isMinor: true) }
    } else {
      for decade in around {
        for digit in 2...9 {
          let value = Double(digit) * Maths.power10(decade)
          if isInside(value) { ticks.append(Tick(value, isMinor: true)) }
        }
      }
    }
    return ticks
  }

  /// Zero and powers of ten on both sides, from the threshold on.
  static func symlog(from lower: Double, to upper: Double, threshold: Double, count: Int, format: NumberFormat) -> [Tick] {
    let largest = max(lower.magnitude, upper.magnitude)
    guard largest > 0 else { return [Tick(0, "0")] }
    let first = Int((Maths.log10(threshold) - 1e-9).rounded(.up)), last = Int((Maths.log10(largest) + 1e-9).rounded(.down))
    let slack = largest * 1e-9
    for every in 1...max(last - first + 1, 1) {
      let decades = Array(stride(from: last, through: first, by: -every).reversed())
      var ticks: [Tick] = lower <= 0 && upper >= 0 ? [Tick(0, "0")] : []
      for (decade, text) in zip(decades, powerTexts(decades, format)) {
        let value = Maths.power10(decade)
        if value <= upper + slack, value >= lower - slack { ticks.append(Tick(value, text)) }
        if -value >= lower - slack, -value <= upper + slack { ticks.insert(Tick(-value, "\u{2212}" + text), at: 0) }
      }
      if ticks.count <= max(count, 2) { return ticks }
    }
    return [Tick(0, "0")]
  }
}

extension Ticks {
  /// Numbers n · 10^power in one notation, exactly.
  static func texts(of numbers: [Int], power: Int) -> [String] {
    let largest = numbers.map { $0.magnitude }.max() ?? 0
    guard largest > 0 else { return numbers.map { _ in "0" } }
    let exponent = largest.description.count - 1 + power
    if (-4...5).contains(exponent), power >= -7 { return numbers.map { text($0, power: power) } }
    return numbers.map { number in
      if number == 0 { return "0" }
      let mantissa = text(number, power: power - exponent), tens = "10" + NumberFormat.superscript(exponent)
      return mantissa == "1" ? tens : mantissa == "\u{2212}1" ? "\u{2212}" + tens : mantissa + "×" + tens
    }
  }

  /// n · 10^power without an exponent.
  private static func text(_ number: Int, power: Int) -> String {
    var digits = number.magnitude.description
    if power >= 0 {
      if number != 0 { digits += String(repeating: "0", count: power) }
    } else {
      let places = -power
      if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
      digits = digits.dropLast(places) + "." + digits.suffix(places)
    }
    return (number < 0 ? "\u{2212}" : "") + digits
  }

  /// `0.01 0.1 1`, or `10⁻⁸ 10⁻⁴ 1` where any would be long.
  private static func powerTexts(_ decades: [Int], _ format: NumberFormat) -> [String] {
    guard format == .automatic else {
      return decades.map { format.string(for: Maths.power10($0), typography: .typeset) }
    }
    let isShort = decades.allSatisfy { (-3...4).contains($0) }
    return decades.map { decade in
      isShort ? text(1, power: decade) : decade == 0 ? "1" : "10" + NumberFormat.superscript(decade)
    }
  }
}
