/// A number that is no rational: an indeterminate for the exact evaluation, so that no identity holds by chance.
enum NamedConstant: String, Sendable {
  case pi, e

  var real: Double { self == .pi ? .pi : 2.718281828459045 }
}

/// A function whose values the exact evaluation takes as new unknowns, one for each argument.
enum ElementaryFunction: String, Sendable {
  case exp, log, tanh, sigmoid
}

// MARK: Roots

// Beside those of numbers and tensors, and not preferred to them: `sqrt(2)` stays a number.

/// The root that is not negative.
@_disfavoredOverload public func sqrt(_ argument: Formula) -> Formula { Formula(.root(argument.node)) }

/// |x| = √x²
@_disfavoredOverload public func abs(_ argument: Formula) -> Formula { sqrt(argument.squared) }

/// √Var(x)
public func SD(_ argument: Formula) -> Formula { sqrt(Var(argument)) }

// MARK: Functions

@_disfavoredOverload public func exp(_ argument: Formula) -> Formula { Formula(.function(.exp, argument.node)) }
@_disfavoredOverload public func log(_ argument: Formula) -> Formula { Formula(.function(.log, argument.node)) }
@_disfavoredOverload public func tanh(_ argument: Formula) -> Formula { Formula(.function(.tanh, argument.node)) }

/// 1 / (1 + e⁻ˣ)
@_disfavoredOverload public func sigmoid(_ argument: Formula) -> Formula { Formula(.function(.sigmoid, argument.node)) }

// MARK: Constants

extension Formula {
  public static let pi = Formula(.named(.pi))
  public static let e = Formula(.named(.e))
}

// MARK: Gradients

/// ∂/∂w of a formula by a parameter, by the rules of differentiation.
///
/// A line that equals it is compared with the engine's autodiff and with central differences besides.
///
/// ```swift
/// derivation("slope-of-a-squared-error") { d in
///   let w = d.parameter("w"), x = d.parameter("x"), y = d.parameter("y")
///   d.line(#"\frac{\partial}{\partial w} (wx - y)^2"#) { gradient(of: (w * x - y).squared, by: w) }
///   d.line("= 2 (wx - y) x", by: "chain rule") { 2 * (w * x - y) * x }
/// }
/// ```
public func gradient(of formula: Formula, by parameter: Formula) -> Formula {
  guard case .parameter(let index) = parameter.node else {
    return Formula(.invalid("a gradient is by a parameter: gradient(of: …, by: d.parameter(\"w\"))"))
  }
  return Formula(.derivative(formula.node, by: index))
}
