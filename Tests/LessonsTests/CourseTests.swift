import Foundation
import Testing

@testable import Lessons

@Suite struct CourseTests {
  private let lesson = "---\ntitle: A\n---\n"

  /// What is said about a folder, whose name is written as `C`.
  private func messages(_ files: [String: String], _ path: String = "") throws -> (course: Course?, text: String) {
    var result: (Course?, String) = (nil, "")
    try withTemporaryFolder(files) { folder in
      let (course, diagnostics) = Course.load(folder + path)
      var named = course
      named?.folder = course?.folder.replacing(folder, with: "C") ?? ""
      named?.lessonPaths = course?.lessonPaths.map { $0.replacing(folder, with: "C") } ?? []
      named?.chosenPaths = course?.chosenPaths.map { $0.replacing(folder, with: "C") } ?? []
      result = (named, DiagnosticRenderer().render(diagnostics).replacing(folder, with: "C"))
    }
    return result
  }

  @Test func lessonsByName() throws {
    let files = ["course.yml": "title: T\n", "b.md": lesson, "a.md": lesson, "README.md": "x", "_draft.md": "x", "x.txt": "x"]
    let (course, text) = try messages(files)
    #expect(text == "")
    #expect(course == Course(folder: "C", title: "T", lessonPaths: ["C/a.md", "C/b.md"]))
  }

  @Test func allKeys() throws {
    let settings = "title: T\nsummary: S\nauthor: A\nseed: 7\nlessons:\n  - b\n  - deep/c.md\n  - a.md\n"
    let (course, text) = try messages(["course.yml": settings, "a.md": lesson, "b.md": lesson, "deep/c.md": lesson], "/")
    #expect(text == "")
    let paths = ["C/b.md", "C/deep/c.md", "C/a.md"]
    #expect(course == Course(folder: "C", title: "T", summary: "S", author: "A", seed: 7, lessonPaths: paths))
  }

  @Test func aLessonChoosesItself() throws {
    let (course, text) = try messages(["course.yml": "title: T", "a.md": lesson, "b.md": lesson], "/b.md")
    #expect(text == "")
    #expect(course == Course(folder: "C", title: "T", lessonPaths: ["C/a.md", "C/b.md"], chosenPaths: ["C/b.md"]))
  }

  @Test func pathsAreRelativeToHere() {
    let here = FileManager.default.currentDirectoryPath
    #expect(CoursePath.displayed(here + "/lessons/") == "lessons")
    #expect(CoursePath.displayed("./lessons/a.md") == "lessons/a.md")
    #expect(CoursePath.displayed(".") == ".")
    #expect(CoursePath.join(CoursePath.folder(of: "a.md"), "b.md") == "b.md")
    #expect(CoursePath.join(CoursePath.folder(of: "/a.md"), "b.md") == "/b.md")
    #expect(CoursePath.join("lessons", "b.md") == "lessons/b.md")
  }

  @Test func withoutSettings() throws {
    #expect(
      try messages(["a.md": lesson], "/a.md").text == """
        C: error[course-invalid]: `C` is no course: it has no course.yml
        help: create C/course.yml with this line:
              title: My course
        """)
    #expect(
      try messages(["lessons/course.yml": "title: T"]).text == """
        C: error[course-invalid]: `C` is no course: it has no course.yml
        help: did you mean `C/lessons`?
        """)
  }

  @Test func nothingThere() throws {
    #expect(
      try messages([:], "/x").text == """
        C/x: error[file-unreadable]: there is no file or folder `C/x`
        help: name a lesson or a folder that holds a course.yml
        """)
    #expect(
      try messages(["x.txt": ""], "/x.txt").text == """
        C/x.txt: error[file-unreadable]: `C/x.txt` is no lesson
        help: lessons are Markdown files: name one whose name ends with .md
        """)
    #expect(
      try messages(["course.yml": "title: T"]).text == """
        C: error[course-without-lessons]: the course has no lessons
        help: add a Markdown file to C, or: litmus new first
        """)
  }

  @Test func wrongSettings() throws {
    let (course, text) = try messages([
      "course.yml": "sed: 7\nlessons: [a, intialization, a.md]\n", "a.md": lesson, "initialization.md": lesson,
    ])
    #expect(course?.lessonPaths == ["C/a.md"])
    #expect(
      text == """
        C/course.yml:1:1: error[course-invalid]: the course has no `title`
          1 | sed: 7
            | ^
        help: add the line `title: …`

        C/course.yml:1:1: error[course-invalid]: unknown key `sed`
          1 | sed: 7
            | ^^^
        help: did you mean `seed`?

        C/course.yml:2:1: warning[course-invalid]: the lesson `initialization.md` is not in the list of lessons, and left out
          2 | lessons: [a, intialization, a.md]
            | ^^^^^^^
        help: add it to `lessons`, or begin its name with `_`

        C/course.yml:2:14: error[course-invalid]: there is no lesson `intialization.md`
          2 | lessons: [a, intialization, a.md]
            |              ^^^^^^^^^^^^^
        help: did you mean `initialization.md`?

        C/course.yml:2:29: error[course-invalid]: two lessons are called `a`
          2 | lessons: [a, intialization, a.md]
            |                             ^^^^
        help: keep one, or rename one: its name is its page's
        """)
  }

  @Test func settingsThatAreNoYAML() throws {
    let (course, text) = try messages(["course.yml": "title: [a\n", "a.md": lesson])
    #expect(course == nil)
    #expect(
      text == """
        C/course.yml:2:1: error[course-invalid]: this is no YAML: did not find expected ',' or ']'
        help: put texts with special characters in quotes, and indent with spaces
        """)
  }

  @Test func anEmptySettingsFile() throws {
    #expect(
      try messages(["course.yml": "", "a.md": lesson]).text == """
        C/course.yml:1:1: error[course-invalid]: the course has no `title`
        help: add the line `title: …`
        """)
  }
}
