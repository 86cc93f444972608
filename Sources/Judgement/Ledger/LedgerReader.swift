import Lessons

/// Reads a ledger's text line by line, and says of every line that is not as it was written what is wrong and what to do.
///
/// Diagnostics: `ledger-invalid`.
struct LedgerReader {
  private let source: SourceFile
  private let folder: String
  private var entries: [ClaimKey: (entry: LedgerEntry, line: Int)] = [:]
  private var diagnostics: [Diagnostic] = []

  static func read(_ source: SourceFile, courseFolder: String) -> LedgerFile.Reading {
    var reader = LedgerReader(source: source, folder: courseFolder)
    reader.readAll()
    return LedgerFile.Reading(
      ledger: Ledger(reader.entries.values.map(\.entry)), places: reader.entries.mapValues { source.range(ofLine: $0.line) },
      diagnostics: reader.diagnostics)
  }

  private init(source: SourceFile, folder: String) {
    self.source = source
    self.folder = folder
  }

  private mutating func readAll() {
    guard let first = source.lines.firstIndex(where: { !$0.isBlank }) else { return noteEmpty() }
    var number = first + 1
    if source.lines[first] == Ledger.firstLine {
      number += 1
    } else if !source.lines[first].isConflictMarker {
      return noteFirstLine(first + 1)
    }
    var isClosed = false
    while let line = source.line(number) {
      defer { number += 1 }
      if line.isBlank || line == Ledger.firstLine { continue }
      if line.isConflictMarker {
        number = noteConflict(from: number)
      } else if isClosed {
        note("there is something behind the ledger's end", number, help: restore())
        return
      } else if line == Ledger.lastLine {
        isClosed = true
      } else {
        read(line, number)
      }
    }
    if !isClosed { noteTruncated() }
  }

  private mutating func read(_ line: Substring, _ number: Int) {
    do throws(LedgerEntry.LineProblem) {
      let entry = try LedgerEntry(line: line)
      if let first = entries[entry.key] {
        note(
          "claim `\(entry.key)` stands in the ledger twice", number,
          notes: [.init("first here", path: source.path, range: source.range(ofLine: first.line))],
          help: "remove one of the two lines; litmus accept \(entry.key)\(course) then takes the value of today")
      } else {
        entries[entry.key] = (entry, number)
      }
    } catch {
      switch error {
      case .malformed where !line.hasSuffix("},") && isLast(number): break  // said once, with the missing end
      case .malformed: note("this is no line of a ledger", number, help: restore())
      case .altered(let key):
        note("the line of claim `\(key)` was changed by hand: its `check` is another", number, help: restore(orRemoveFor: key))
      case .unknown(let key, let what):
        note(
          "the line of claim `\(key)` has a \(what), which this version of Litmus does not know", number,
          help: restore(orRemoveFor: key))
      }
    }
  }

  private func isLast(_ number: Int) -> Bool { source.lines[number...].allSatisfy(\.isBlank) }

  // MARK: What is wrong

  private mutating func note(_ message: String, _ line: Int, notes: [Diagnostic.Note] = [], help: String) {
    diagnostics.append(
      Diagnostic(.ledgerInvalid, message, path: source.path, range: source.range(ofLine: line), notes: notes, help: help))
  }

  private mutating func noteEmpty() {
    diagnostics.append(Diagnostic(.ledgerInvalid, "the ledger is empty", path: source.path, help: restore()))
  }

  private mutating func noteFirstLine(_ number: Int) {
    let line = source.lines[number - 1]
    let opening = #"{"litmus-ledger":"#
    if line.hasPrefix(opening), let format = Int(line.dropFirst(opening.count).prefix(while: \.isNumber)), format != Ledger.format {
      note(
        "the ledger has format \(format), and this version of Litmus reads format \(Ledger.format)", number,
        help: "use the version of Litmus that wrote it, or write it anew: litmus accept --replace\(course)")
    } else {
      note("a ledger begins with the line \(Ledger.firstLine)", number, help: restore())
    }
  }

  /// Returns the number of the conflict's last line.
  private mutating func noteConflict(from start: Int) -> Int {
    var end = start
    var number = start
    // One that was mended halfway may lack its end.
    while let line = source.line(number), !(line.isConflictMarker && line.hasPrefix("<") && number > start) {
      if line.isConflictMarker { end = number }
      if line.hasPrefix(">>>>>>> ") { break }
      number += 1
    }
    let place = end == start ? "this line" : "lines \(start) to \(end)"
    note(
      "git left a conflict here, \(place)", start,
      help: "delete the marker lines and, where a claim stands twice, one of its lines; then: litmus accept\(course)")
    return end
  }

  private mutating func noteTruncated() {
    let last = source.lines.lastIndex { !$0.isBlank } ?? 0
    note("the ledger is cut short: its last line has to be \(Ledger.lastLine)", last + 1, help: restore())
  }

  private func restore(orRemoveFor key: ClaimKey? = nil) -> String {
    guard let key else { return LedgerFile.restoring(source.path, folder: folder) }
    return LedgerFile.restoring(source.path, or: "remove the line, and: litmus accept \(key)\(course)")
  }

  /// What a command needs to be told to find this course.
  private var course: String { CourseArgument.text(folder: folder) }
}

/// How commands are told which course is meant.
public enum CourseArgument {
  /// Nothing for `lessons`, where they look by themselves.
  public static func text(folder: String) -> String { folder == "lessons" ? "" : " --course \(folder)" }
}

extension Substring {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  fileprivate var isConflictMarker: Bool {
    self == "======="
      || ["<<<<<<<", "|||||||", ">>>>>>>"].contains { hasPrefix($0) && dropFirst(7).first.map { $0 == " " } ?? true }
  }
}
