import Foundation
import Testing

@testable import Reports

@Suite struct JSONReportTests {
  private struct Read: Decodable {
    struct Course: Decodable { var lessons: [Lesson] }
    struct Lesson: Decodable { var claims: [Claim] }
    struct Claim: Decodable { var control: Arm? }
    struct Arm: Decodable { var replicates: [Double] }
    var courses: [Course]
  }

  @Test func valuesAreExact() throws {
    let value = 0.1 + 0.2
    let values = [value, -.infinity, .nan, .leastNonzeroMagnitude]
    let claim = Sample.claim("small", .below(0.1), .fails, [], control: values.map { .number($0) })
    let text = JSONReport(Sample.report(claims: [claim])).text
    #expect(text.contains("0.30000000000000004") && text.contains("\"-Infinity\"") && text.contains("\"NaN\""))
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let read = try #require(try decoder.decode(Read.self, from: Data(text.utf8)).courses[0].lessons[0].claims[0].control)
    #expect(read.replicates.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func aCourseElsewhereIsNamedByItsFolder() {
    let report = Sample.report(path: "/home/ada/coin/größe.md", folder: "/home/ada/coin")
    for format in ReportFormat.allCases where format != .text {
      let text = format.text(of: report)
      #expect(text.contains(format == .sarif ? "coin/gr%C3%B6%C3%9Fe.md" : "coin/größe.md"), "\(format)")
      #expect(!text.contains("/home/"), "\(format)")
    }
  }
}
