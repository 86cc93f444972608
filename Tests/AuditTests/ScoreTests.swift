import Foundation
import Testing

@testable import Audit

@Suite struct ScoreTests {
  /// Constants: `judgement.md` of the shared notes, section 10, from tables of Clopper and Pearson's interval.
  @Test(arguments: [(24, 30, 0.61, 0.92), (40, 50, 0.66, 0.90), (45, 50, 0.78, 0.97)])
  func clopperPearson(_ noticed: Int, _ counted: Int, _ lower: Double, _ upper: Double) {
    let interval = AuditScore(noticed: noticed, counted: counted).interval()
    #expect((interval.lowerBound * 100).rounded() == (lower * 100).rounded())
    #expect((interval.upperBound * 100).rounded() == (upper * 100).rounded())
  }

  /// All or nothing: (α/2)^(1/n) in closed form.
  @Test(arguments: [1, 2, 10, 200])
  func endsHaveAClosedForm(_ count: Int) {
    let end = exp(log(0.025) / Double(count))
    #expect(abs(AuditScore(noticed: count, counted: count).interval().lowerBound - end) < 1e-12)
    #expect(AuditScore(noticed: count, counted: count).interval().upperBound == 1)
    #expect(abs(AuditScore(noticed: 0, counted: count).interval().upperBound - (1 - end)) < 1e-12)
    #expect(AuditScore(noticed: 0, counted: count).interval().lowerBound == 0)
  }

  @Test func nothingCountedIsNoScore() {
    #expect(AuditScore(noticed: 0, counted: 0).share == nil)
    #expect(AuditScore(noticed: 0, counted: 0).interval() == 0...1)
  }
}
