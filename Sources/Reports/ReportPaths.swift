import Lessons

/// Paths as reports name them: relative, so that a report does not depend on the checkout's place.
///
/// Diagnostics name files relative to where the tool was started. A course that is not below that place is named by its folder
/// alone: `/home/ada/coin/coin.md` becomes `coin/coin.md`.
struct ReportPaths {
  private let folders: [String]

  init(_ report: CheckReport) {
    folders = report.courses.map(\.course.folder).filter { $0.hasPrefix("/") }
  }

  func relative(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    for folder in folders where path == folder || path.hasPrefix(folder + "/") {
      let name = folder.split(separator: "/").last.map(String.init) ?? "course"
      return name + path.dropFirst(folder.count)
    }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  /// As a URI reference (RFC 3986): every byte but unreserved ones and `/` is percent-encoded.
  func uri(_ path: String) -> String {
    let hex = Array("0123456789ABCDEF")
    return relative(path).utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        String(UnicodeScalar(byte))
      default: "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
      }
    }.joined()
  }
}

extension SourceFile {
  /// A place's column in UTF-16 code units from 1, as SARIF and annotations count; the byte column where the line is not known.
  func utf16Column(of position: SourcePosition) -> Int {
    guard let line = line(position.line) else { return max(1, position.column) }
    let bytes = line.utf8.prefix(max(0, position.column - 1))
    return String(decoding: bytes, as: UTF8.self).utf16.count + 1
  }
}
