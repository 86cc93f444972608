/// Five significant digits at most, without an exponent where the number is of ordinary size: `0.25`, `-3`, `1.6667`.
func readable(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : value.description }
  var scale = 1.0
  while value.magnitude * scale < 10_000, scale < 1e12 { scale *= 10 }
  let rounded = (value * scale).rounded() / scale
  if let integer = Int(exactly: rounded), integer.magnitude < 1_000_000_000 { return "\(integer)" }
  return rounded.description
}
