import Judgement
import Lessons

extension JSONReport {
  /// How much of a lesson's prose is backed.
  struct Coverage: Encodable {
    /// A number or a comparison that nothing backs.
    struct Assertion: Encodable {
      var kind: String
      var text: String
      var range: Range
    }
    var bound: Int
    var total: Int
    /// Of a lesson that asserts nothing: 1.
    var share: Double
    /// The share that has to be bound; absent where none is asked for.
    var gate: Double?
    var unbound: [Assertion]

    init(_ coverage: ProseCoverage, gate: Double?) {
      bound = coverage.bound
      total = coverage.assertions.count
      share = coverage.share
      self.gate = gate
      unbound = coverage.unbound.map { Assertion(kind: $0.kind.rawValue, text: $0.text, range: Range($0.range)) }
    }
  }
}
