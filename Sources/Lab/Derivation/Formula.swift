/// An expression of a derivation: random variables, counts and numbers under + − · /, powers, roots, sums of copies and moments.
///
/// Integers and decimals are taken as the exact rationals that they spell: `0.8` is 4/5.
///
/// ```swift
/// E(w * w) * E(x * x) - E(w).squared * E(x).squared
/// ```
public struct Formula: Hashable, Sendable {
  let node: FormulaNode

  init(_ node: FormulaNode) { self.node = node }
}

indirect enum FormulaNode: Hashable, Sendable {
  /// significand · 10^exponent
  case constant(significand: Int, exponent: Int)
  case variable(Int)
  case parameter(Int)
  case count(Int)
  /// The i-th of a sequence of fixed numbers; only inside a sum.
  case sequence(Int)
  case named(NamedConstant)
  /// Over copies i = 1…count of the body's variables, except those `shared` by all terms.
  case sum(count: Int, shared: [Int], body: FormulaNode)
  case add(FormulaNode, FormulaNode)
  case multiply(FormulaNode, FormulaNode)
  case divide(FormulaNode, FormulaNode)
  case power(FormulaNode, Int)
  case relu(FormulaNode)
  /// 1 where the argument is positive, else 0: the slope of the rectifier.
  case step(FormulaNode)
  case root(FormulaNode)
  case function(ElementaryFunction, FormulaNode)
  /// By the parameter with this index.
  case derivative(FormulaNode, by: Int)
  case expectation(FormulaNode)
  /// An expression that cannot be evaluated, with the reason.
  case invalid(String)
}

// MARK: Arithmetic

extension Formula {
  public static func + (left: Formula, right: Formula) -> Formula { Formula(.add(left.node, right.node)) }
  public static func - (left: Formula, right: Formula) -> Formula { left + -right }
  public static func * (left: Formula, right: Formula) -> Formula { Formula(.multiply(left.node, right.node)) }
  public static func / (left: Formula, right: Formula) -> Formula { Formula(.divide(left.node, right.node)) }
  public static prefix func - (operand: Formula) -> Formula {
    Formula(.multiply(.constant(significand: -1, exponent: 0), operand.node))
  }

  public var squared: Formula { pow(self, 2) }
}

/// A whole power; a negative exponent divides.
///
/// Not preferred to that of numbers: `pow(0.5, 2)` stays one.
@_disfavoredOverload public func pow(_ base: Formula, _ exponent: Int) -> Formula {
  if exponent < 0 { return 1 / pow(base, -exponent) }
  return Formula(.power(base.node, exponent))
}

/// max(x, 0), decided by the sign at a real point that has the same shape as the exact one.
public func relu(_ argument: Formula) -> Formula { Formula(.relu(argument.node)) }

// MARK: Moments

/// The mean over everything random in the argument.
public func E(_ argument: Formula) -> Formula { Formula(.expectation(argument.node)) }

/// Var x = E[x²] − E[x]²
public func Var(_ argument: Formula) -> Formula { E(argument.squared) - E(argument).squared }

/// Cov(x, y) = E[xy] − E[x]·E[y]
public func Cov(_ first: Formula, _ second: Formula) -> Formula { E(first * second) - E(first) * E(second) }

// MARK: Literals

extension Formula: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
  public init(_ value: Int) { self.init(.constant(significand: value, exponent: 0)) }

  /// The decimal as it is written: up to 15 digits, a double's shortest text is the literal's.
  public init(floatLiteral value: Double) {
    guard value.isFinite else {
      self.init(.invalid("a number of the formula is not finite"))
      return
    }
    let text = value.description
    let mantissa = text.prefix { $0 != "e" }
    var significand = 0, exponent = Int(text.dropFirst(mantissa.count + 1)) ?? 0
    var isBehindPoint = false
    for character in mantissa {
      if character == "." { isBehindPoint = true }
      guard let digit = character.wholeNumberValue else { continue }
      significand = significand * 10 + digit
      if isBehindPoint { exponent -= 1 }
    }
    self.init(.constant(significand: value < 0 ? -significand : significand, exponent: exponent))
  }
}
