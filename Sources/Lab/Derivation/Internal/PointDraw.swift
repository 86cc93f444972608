/// The numbers of a random point: residues uniform over the field, doubles of one of two styles.
struct PointDraw {
  enum Style {
    /// Small integers and simple fractions, to be read.
    case readable
    /// Reals in general position, so that no sum of atoms is zero by accident.
    case generic
  }

  var style: Style
  private var exact: SeededStream
  private var real: SeededStream

  /// - Parameters:
  ///   - seed: the number of the point
  ///   - path: what is drawn, so that taking an assumption away leaves the other numbers as they are
  init(_ id: String, style: Style, seed: Int, for purpose: Purpose, _ path: Int...) {
    self.style = style
    var key = [seed, purpose.rawValue] + path
    key += Array(repeating: 0, count: 6 - key.count)
    exact = SeededStream(id, 0, key[0], key[1], key[2], key[3], key[4], key[5])
    real = SeededStream(id, 1, key[0], key[1], key[2], key[3], key[4], key[5])
  }

  enum Purpose: Int { case variable, count, parameter, joint, latent, sequence }

  /// Distinct values. `positive` ones leave the sign to the caller; those that are `squares` have a root in the field too.
  mutating func atoms(_ count: Int, positive: Bool = false, squares: Bool = false) -> [TwinNumber] {
    var pool = Array(1...max(4, count + 1)).map(Double.init)
    if !positive { pool += Array(1...max(2, count / 2)).map { -Double($0) } }
    var reals: [Double] = []
    for _ in 0..<count {
      let chosen = pool.remove(at: real.below(pool.count))
      reals.append(style == .readable ? chosen : chosen + 0.9 * (real.unit() - 0.5))
    }
    return reals.sorted().map { TwinNumber(exact: squares ? square() : Residue(from: &exact), real: $0) }
  }

  /// Positive weights that sum to one.
  mutating func weights(_ count: Int) -> [TwinNumber] {
    var parts = Array(repeating: 1.0, count: count)
    switch style {
    case .readable:
      var total = 4
      while total < count + 1 { total *= 2 }
      for _ in count..<total { parts[real.below(count)] += 1 }
    case .generic:
      for index in parts.indices { parts[index] = 0.2 + real.unit() }
    }
    let sum = parts.reduce(0, +)
    var weights = parts.map { TwinNumber(exact: Residue(from: &exact), real: $0 / sum) }
    weights[count - 1].exact = weights.dropLast().reduce(.one) { $0 - $1.exact }
    return weights
  }

  /// - Parameter isOneOfMany: of the counts of a sequence's different values, which are small
  mutating func count(isOneOfMany: Bool = false) -> TwinNumber {
    TwinNumber(exact: Residue(from: &exact), real: Double(isOneOfMany ? 1 + real.below(2) : 2 + real.below(4)))
  }

  mutating func parameter(_ range: Derivation.Parameter.Range) -> TwinNumber {
    let choice = real.below(4), unit = real.unit()
    let value: Double
    switch range {
    case .all: value = style == .readable ? [0.5, 2, 3, -2][choice] : (choice == 0 ? -1 : 1) * (0.5 + 2 * unit)
    case .positive: value = style == .readable ? [0.5, 2, 3, 1.5][choice] : 0.5 + 2 * unit
    case .probability: value = style == .readable ? [0.25, 0.5, 0.75, 0.2][choice] : 0.1 + 0.8 * unit
    }
    return TwinNumber(exact: range == .positive ? square() : Residue(from: &exact), real: value)
  }

  private mutating func square() -> Residue {
    let root = Residue(from: &exact)
    return root * root
  }

  /// A joint distribution over the product of the axes that has the given margins and is otherwise arbitrary.
  ///
  /// joint = Π q + T − Σᵢ Tᵢ ⊗ q₍₋ᵢ₎ + (m − 1)·T₊·Π q, where T is any table, Tᵢ its margins and T₊ its total;
  /// the real table is scaled to make the dependence strong while every probability stays positive.
  mutating func joint(margins: [[TwinNumber]]) -> [TwinNumber] {
    let axes = Axes(margins.map(\.count))
    let product = axes.states.map { state in
      state.enumerated().reduce(TwinNumber.one) { $0 * margins[$1.offset][$1.element] }
    }
    let table = product.map { weight in
      TwinNumber(exact: Residue(from: &exact), real: weight.real * (real.unit() < 0.5 ? -1 : 1) * (0.5 + 0.5 * real.unit()))
    }
    var tableMargins = margins.map { Array(repeating: TwinNumber.zero, count: $0.count) }
    var total = TwinNumber.zero
    for (state, entry) in zip(axes.states, table) {
      for (axis, index) in state.enumerated() { tableMargins[axis][index] += entry }
      total += entry
    }
    var dependence: [TwinNumber] = []
    for (position, state) in axes.states.enumerated() {
      var entry = table[position] + TwinNumber(margins.count - 1) * total * product[position]
      for (axis, index) in state.enumerated() {
        var others = tableMargins[axis][index]
        for (other, otherIndex) in state.enumerated() where other != axis { others = others * margins[other][otherIndex] }
        entry = entry - others
      }
      dependence.append(entry)
    }
    var scale = 1e6
    for (weight, entry) in zip(product, dependence) where entry.real < 0 { scale = min(scale, -weight.real / entry.real) }
    return zip(product, dependence).map { weight, entry in
      TwinNumber(exact: weight.exact + entry.exact, real: weight.real + 0.9 * scale * entry.real)
    }
  }
}

/// The states of several finite axes, the last one fastest.
struct Axes {
  let sizes: [Int]
  let states: [[Int]]

  init(_ sizes: [Int]) {
    self.sizes = sizes
    var states: [[Int]] = [[]]
    for size in sizes { states = states.flatMap { state in (0..<size).map { state + [$0] } } }
    self.states = states
  }
}
