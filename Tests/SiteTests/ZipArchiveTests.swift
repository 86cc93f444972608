import Foundation
import Testing

@testable import Site

@Suite struct ZipArchiveTests {
  /// The check value of CRC-32/ISO-HDLC: "123456789" gives CBF43926.
  @Test func checksums() {
    #expect(ZipArchive.checksum(Data("123456789".utf8)) == 0xCBF4_3926)
    #expect(ZipArchive.checksum(Data()) == 0)
  }

  /// Read back by Python's own reader of archives, which tests names, sizes, checksums and modes.
  @Test func othersReadIt() throws {
    var archive = ZipArchive()
    archive.add(Data("first\n".utf8), at: "a/one.txt")
    archive.add(Data(), at: "a/größe.txt")
    archive.add(Data(repeating: 7, count: 70_000), at: "b")
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("a.zip")
    try archive.bytes.write(to: file)
    let reader = Process()
    reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    reader.arguments = [
      "python3", "-c",
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
          assert archive.testzip() is None
          for entry in archive.infolist():
              print(entry.filename, entry.file_size, oct(entry.external_attr >> 16), entry.date_time[:3], archive.read(entry)[:5])
      """, file.path,
    ]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    reader.waitUntilExit()
    #expect(reader.terminationStatus == 0)
    #expect(
      text == """
        a/one.txt 6 0o100644 (1980, 1, 1) b'first'
        a/größe.txt 0 0o100644 (1980, 1, 1) b''
        b 70000 0o100644 (1980, 1, 1) b'\\x07\\x07\\x07\\x07\\x07'

        """)
  }
}
