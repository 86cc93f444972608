import Testing

@testable import Lessons

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("lable", "label"), ("Label", "label"), ("captoin", "caption"), ("lab", "label"), ("alternative", nil), ("x", nil), ("hid", "hide"), ("", nil),
  ] as [(String, String?)])
  func nearest(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, among: ["label", "caption", "alt", "hide", "expect"]) == expected)
  }

  @Test(arguments: [("", "", 0), ("abc", "", 3), ("abcd", "acbd", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)])
  func distance(first: String, second: String, expected: Int) {
    #expect(Suggestion.distance(Array(first), Array(second)) == expected)
    #expect(Suggestion.distance(Array(second), Array(first)) == expected)
  }
}
