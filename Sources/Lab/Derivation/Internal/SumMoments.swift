/// Joint moments of sums over independent copies, exact and for any number of terms, also one that is no integer.
///
/// The moments' exponential generating function of a sum of n copies is the n-th power of one copy's:
/// with f_α = E[g^α]/α! and multi-indices α ≤ β,
///
///     |β|·c_β = Σ_{0 < α ≤ β} (n·|α| − |β − α|)·f_α·c_{β−α},   c_0 = 1,   E[S^β] = β!·c_β
///
/// - Source: Euler's recurrence for the power of a power series (Knuth, TAOCP 2, §4.7), in several variables by the total degree
struct SumMoments {
  /// A kind of term: how many there are, the weights of its states, and each sum's table over them.
  struct Kind {
    var termCount: TwinNumber
    var weights: [TwinNumber]
    var tables: [[TwinNumber]]
  }

  private let exponents: [Int]
  private let indices: Axes

  init(exponents: [Int]) {
    self.exponents = exponents
    indices = Axes(exponents.map { $0 + 1 })
  }

  /// E[S₁^β₁ S₂^β₂ …], where each sum runs over all terms of all kinds.
  func moment(of kinds: [Kind]) -> TwinNumber {
    var series: [TwinNumber]?
    for kind in kinds {
      let next = power(of: generatingFunction(kind), to: kind.termCount)
      series = series.map { product($0, next) } ?? next
    }
    let factorial = exponents.reduce(TwinNumber.one) { $0 * Self.factorial($1) }
    return (series?.last ?? .zero) * factorial
  }

  private func generatingFunction(_ kind: Kind) -> [TwinNumber] {
    indices.states.map { index in
      var moment = TwinNumber.zero
      for state in kind.weights.indices {
        var term = kind.weights[state]
        for (table, exponent) in zip(kind.tables, index) { term = term * table[state].power(exponent) }
        moment += term
      }
      return moment * Self.inverse(index.reduce(TwinNumber.one) { $0 * Self.factorial($1) })
    }
  }

  private func power(of function: [TwinNumber], to exponent: TwinNumber) -> [TwinNumber] {
    var result = [TwinNumber.one]
    for position in indices.states.indices.dropFirst() {
      let total = indices.states[position].reduce(0, +)
      var sum = TwinNumber.zero
      for (part, rest) in splits(of: position) where part > 0 {
        let order = indices.states[part].reduce(0, +)
        sum += (exponent * TwinNumber(order) - TwinNumber(total - order)) * function[part] * result[rest]
      }
      result.append(sum * Self.inverse(TwinNumber(total)))
    }
    return result
  }

  private func product(_ left: [TwinNumber], _ right: [TwinNumber]) -> [TwinNumber] {
    indices.states.indices.map { position in
      splits(of: position).reduce(TwinNumber.zero) { $0 + left[$1.part] * right[$1.rest] }
    }
  }

  /// All ways to write a multi-index as a sum of two, by their places.
  private func splits(of position: Int) -> [(part: Int, rest: Int)] {
    let whole = indices.states[position]
    return indices.states.indices.prefix(position + 1).compactMap { part in
      guard zip(indices.states[part], whole).allSatisfy({ $0 <= $1 }) else { return nil }
      let rest = zip(whole, indices.states[part]).map { $0 - $1 }
      return (part, zip(rest, indices.sizes).reduce(0) { $0 * $1.1 + $1.0 })
    }
  }

  private static func factorial(_ number: Int) -> TwinNumber {
    (0..<number).reduce(TwinNumber.one) { $0 * TwinNumber($1 + 1) }
  }

  /// Of a small positive integer, which is never a multiple of the prime.
  private static func inverse(_ number: TwinNumber) -> TwinNumber {
    TwinNumber(exact: number.exact.inverse ?? .zero, real: 1 / number.real)
  }
}
