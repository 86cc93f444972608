#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The functions of a pocket calculator for plain numbers, so that a lesson needs no import for them. Where one imports Foundation all the same,
// its functions are preferred.

@_disfavoredOverload public func pow(_ base: Double, _ exponent: Double) -> Double { Glibc.pow(base, exponent) }
@_disfavoredOverload public func pow(_ base: Float, _ exponent: Float) -> Float { Glibc.powf(base, exponent) }
// Of two literals: a formula's power would be as good a reading as that of two doubles.
@_disfavoredOverload public func pow(_ base: Double, _ exponent: Int) -> Double { pow(base, Double(exponent)) }
@_disfavoredOverload public func exp(_ x: Double) -> Double { Glibc.exp(x) }
@_disfavoredOverload public func exp(_ x: Float) -> Float { Glibc.expf(x) }
@_disfavoredOverload public func log(_ x: Double) -> Double { Glibc.log(x) }
@_disfavoredOverload public func log(_ x: Float) -> Float { Glibc.logf(x) }
@_disfavoredOverload public func log10(_ x: Double) -> Double { Glibc.log10(x) }
@_disfavoredOverload public func log10(_ x: Float) -> Float { Glibc.log10f(x) }
@_disfavoredOverload public func sqrt(_ x: Double) -> Double { x.squareRoot() }
@_disfavoredOverload public func sqrt(_ x: Float) -> Float { x.squareRoot() }
@_disfavoredOverload public func sin(_ x: Double) -> Double { Glibc.sin(x) }
@_disfavoredOverload public func sin(_ x: Float) -> Float { Glibc.sinf(x) }
@_disfavoredOverload public func cos(_ x: Double) -> Double { Glibc.cos(x) }
@_disfavoredOverload public func cos(_ x: Float) -> Float { Glibc.cosf(x) }
@_disfavoredOverload public func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
@_disfavoredOverload public func tanh(_ x: Float) -> Float { Glibc.tanhf(x) }
