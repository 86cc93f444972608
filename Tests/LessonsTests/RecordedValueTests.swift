import Testing

@testable import Lessons

@Suite struct RecordedValueTests {
  @Test func aValueOfAnotherLesson() {
    let (lesson, diagnostics) = lesson("It is `{value} start#he-std | .3g`, not `{value}  a#b`.")
    #expect(diagnostics == [])
    let values = lesson.root.recordedValues
    #expect(values.map(\.address) == ["start#he-std", "a#b"])
    #expect(values.map(\.format) == [".3g", nil])
    #expect(values.map(\.range.lowerBound.description) == ["4:16", "4:51"])
    #expect(lesson.inlineValues == [])
  }

  @Test(arguments: ["`{value}`", "`{value} x`", "`{value} #x`", "`{value} a#`", "`{value} a#b#c | e`"])
  func whatNamesNoValue(_ text: String) {
    let (lesson, diagnostics) = lesson(text)
    #expect(diagnostics.map(\.code) == [.inlineValueInvalid])
    #expect(diagnostics.first?.help == "write the lesson and the name that it records: `{value} initialization#he-std | .3g`")
    #expect(lesson.root.recordedValues == [])
  }
}
