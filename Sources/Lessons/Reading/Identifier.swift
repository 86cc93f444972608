/// Names that appear in links and addresses: labels of blocks and ids of claims.
enum Identifier {
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-_.:".utf8.contains($0) }
  }

  static let rule = "letters, digits, `-`, `_`, `.` and `:`"
}
