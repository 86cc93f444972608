/// A number or a comparison among the words of a sentence.
struct Finding: Equatable {
  var kind: ProseCoverage.Kind
  /// Indices of the sentence's words.
  var words: Range<Int>
  /// Of a number, where it can be told.
  var value: Double?
}

extension [Word] {
  /// The word in lower case, or nothing where there is none: also for indices outside.
  func lower(_ index: Int) -> String { indices.contains(index) && self[index].isText ? self[index].lower : "" }

  /// The sign there, or nothing.
  func sign(_ index: Int) -> String { indices.contains(index) && self[index].kind == .punctuation ? self[index].text : "" }

  func isJoined(_ index: Int) -> Bool { indices.contains(index) && self[index].isJoined }

  func isText(_ index: Int) -> Bool { indices.contains(index) && self[index].isText }

  func isNumber(_ index: Int) -> Bool { indices.contains(index) && self[index].isNumber }

  /// The words as they stand in the text.
  func text(_ range: Range<Int>) -> String {
    range.map { (isJoined($0) && $0 > range.lowerBound ? "" : " ") + self[$0].text }.joined().trimmingPrefix(" ").description
  }
}
