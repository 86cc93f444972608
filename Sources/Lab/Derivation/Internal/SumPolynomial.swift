/// A random value: a polynomial in the sums S₁, S₂, … over copies, with a coefficient for every state of the current term.
///
/// Outside a sum there is one coefficient per monomial. Inside a sum's term there is one for each state of the term's variables
/// or one for all of them.
struct SumPolynomial {
  struct Monomial {
    /// The power of each sum, without zeros at the end.
    var powers: [Int]
    var coefficients: [TwinNumber]
  }

  private(set) var monomials: [Monomial]

  init(constant: TwinNumber) { self.init(table: [constant]) }

  init(table: [TwinNumber]) { monomials = [Monomial(powers: [], coefficients: table)] }

  /// The coefficients, where no sum occurs.
  var table: [TwinNumber]? {
    guard monomials.count == 1, monomials[0].powers.isEmpty else { return nil }
    return monomials[0].coefficients
  }

  static func + (left: SumPolynomial, right: SumPolynomial) -> SumPolynomial {
    var result = left
    for monomial in right.monomials { result.add(monomial) }
    return result
  }

  static func * (left: SumPolynomial, right: SumPolynomial) -> SumPolynomial {
    var result: SumPolynomial?
    for first in left.monomials {
      for second in right.monomials {
        let product = Monomial(
          powers: first.powers.zipLongest(second.powers, +), coefficients: first.coefficients.broadcast(second.coefficients, *))
        if result == nil { result = SumPolynomial(product) } else { result?.add(product) }
      }
    }
    return result ?? SumPolynomial(constant: .zero)
  }

  func power(_ exponent: Int) -> SumPolynomial {
    var result = SumPolynomial(constant: .one)
    for _ in 0..<exponent { result = result * self }
    return result
  }

  private init(_ monomial: Monomial) { monomials = [monomial] }

  private mutating func add(_ monomial: Monomial) {
    if let index = monomials.firstIndex(where: { $0.powers == monomial.powers }) {
      monomials[index].coefficients = monomials[index].coefficients.broadcast(monomial.coefficients, +)
    } else {
      monomials.append(monomial)
    }
  }
}

extension SumPolynomial {
  /// The sum over the current term's copies: each monomial's table becomes a sum of its own.
  ///
  /// - Parameter sum: the place of the sum of a table among all sums; nil for a table that is constant, summed by `termCount`
  func summed(termCount: TwinNumber, sum: (_ table: [TwinNumber]) -> Int?) -> SumPolynomial {
    var result: SumPolynomial?
    for monomial in monomials {
      var next = monomial
      if let place = sum(monomial.coefficients) {
        next.powers = monomial.powers.zipLongest(Array(repeating: 0, count: place) + [1], +)
        next.coefficients = [.one]
      } else {
        next.coefficients = [monomial.coefficients[0] * termCount]
      }
      if result == nil { result = SumPolynomial(next) } else { result?.add(next) }
    }
    return result ?? SumPolynomial(constant: .zero)
  }
}

extension [TwinNumber] {
  /// Element by element; a single element stands for all.
  func broadcast(_ other: [TwinNumber], _ operation: (TwinNumber, TwinNumber) -> TwinNumber) -> [TwinNumber] {
    if count == 1 { return other.map { operation(self[0], $0) } }
    if other.count == 1 { return map { operation($0, other[0]) } }
    return zip(self, other).map(operation)
  }
}

extension [Int] {
  fileprivate func zipLongest(_ other: [Int], _ operation: (Int, Int) -> Int) -> [Int] {
    (0..<Swift.max(count, other.count)).map { operation($0 < count ? self[$0] : 0, $0 < other.count ? other[$0] : 0) }
  }
}
