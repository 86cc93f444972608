import Judgement
import Records

extension HTML {
  /// "0.61 to 0.68 in 8 runs under other seeds": what became of a value when its lesson was repeated.
  ///
  /// - Parameter format: as the lesson prints it
  mutating func spread(_ spread: ValueSpread, of value: Value, format: String?) {
    let count = spread.known.count, lost = spread.values.count - count
    guard count > 0 else { return text("one run; none of \(lost) under other seeds came so far") }
    if spread.agrees(with: value) {
      text("the same")
    } else if value.number != nil, let (least, greatest) = spread.extremes {
      let ends = [least, greatest].map { NumberText.text($0, format: format) }
      number(ends[0])
      if ends[1] != ends[0] {
        text(" to ")
        number(ends[1])
      }
    } else {
      text("another value in \(spread.known.count { $0 != value })")
      return text(" of \(runs(count, lost: lost))")
    }
    text(" in \(runs(count, lost: lost))")
  }

  private func runs(_ count: Int, lost: Int) -> String {
    (count == 1 ? "one run" : "\(count) runs") + " under other seeds" + (lost == 0 ? "" : "; \(lost) more did not come so far")
  }
}
