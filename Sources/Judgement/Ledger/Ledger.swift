/// What a course's claims came to when its author last accepted them: `ledger.json` beside the lessons.
///
/// ```json
/// {"litmus-ledger":1,"claims":[
///
/// {"lesson":"coin","claim":"fair",…},
///
/// {"lesson":"dice","claim":"six",…},
///
/// null]}
/// ```
/// It is one JSON value, and one line for each claim, ordered by lesson and id. Each line ends with a comma and the last one says
/// `null`, so that no line depends on another; the empty lines between them keep what two branches do to neighbours apart, which
/// git would take for one conflict otherwise.
public struct Ledger: Equatable, Sendable {
  /// The number of this layout. Counts up when entries of before cannot be read any more.
  static let format = 1

  /// By lesson and id.
  public private(set) var entries: [LedgerEntry]

  public init(_ entries: some Sequence<LedgerEntry> = []) {
    self.entries = entries.sorted { $0.key < $1.key }
  }

  public subscript(_ key: ClaimKey) -> LedgerEntry? {
    get { entries.first { $0.key == key } }
    set {
      entries.removeAll { $0.key == key }
      if let newValue { entries.insert(newValue, at: entries.firstIndex { key < $0.key } ?? entries.endIndex) }
    }
  }

  static let firstLine = #"{"litmus-ledger":\#(format),"claims":["#
  static let lastLine = "null]}"

  /// The file's text; the same entries give the same bytes.
  public var text: String {
    ([Self.firstLine] + entries.map(\.line) + [Self.lastLine]).joined(separator: "\n\n") + "\n"
  }
}
