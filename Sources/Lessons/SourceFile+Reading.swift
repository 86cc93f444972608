import Foundation

extension SourceFile {
  /// The file's text.
  ///
  /// Diagnostics: `file-unreadable`, `file-not-utf8`.
  public static func read(path: String) throws(Diagnostic) -> SourceFile {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw unreadable(path)
    }
    return try SourceFile(path: path, bytes: Array(data))
  }

  /// Diagnostics: `file-not-utf8`, at the first byte that is none.
  public init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.elementsEqual(bytes) else { throw Self.notUTF8(path, bytes) }
    self.init(path: path, text: text)
  }

  /// The file with what is no UTF-8 replaced, for excerpts; nothing where it cannot be read.
  public static func onDisk(_ path: String) -> SourceFile? {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return SourceFile(path: path, text: String(decoding: data, as: UTF8.self))
    } catch {
      return nil
    }
  }

  private static func unreadable(_ path: String) -> Diagnostic {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return Diagnostic(.fileUnreadable, "there is no file `\(path)`", path: path, help: "check the path")
    }
    if isFolder.boolValue { return Diagnostic(.fileUnreadable, "`\(path)` is a folder", path: path, help: "name a file in it") }
    return Diagnostic(.fileUnreadable, "the file cannot be read", path: path, help: "check its permissions: chmod u+r \(path)")
  }

  private static func notUTF8(_ path: String, _ bytes: [UInt8]) -> Diagnostic {
    let offset = firstInvalidByte(of: bytes)
    let before = SourceFile(path: path, text: String(decoding: bytes[..<offset], as: UTF8.self))
    let column = (before.lines.last?.utf8.count ?? 0) + 1
    let start = SourcePosition(line: before.lines.count, column: column)
    let byte = "0x" + String(bytes[offset], radix: 16, uppercase: true)
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return Diagnostic(
      .fileNotUTF8, isUTF16 ? "the file is UTF-16" : "byte \(byte) is not UTF-8", path: path,
      range: start..<SourcePosition(line: start.line, column: column + 1),
      help: "save the file as UTF-8: iconv -f \(isUTF16 ? "UTF-16" : "LATIN1") -t UTF-8 \(path)")
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    return min(offset, max(0, bytes.count - 1))
  }
}
