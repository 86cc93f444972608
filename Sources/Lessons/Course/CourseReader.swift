import Foundation

/// Reads `course.yml` and finds the lessons.
struct CourseReader {
  private let folder: String
  private var diagnostics: [Diagnostic] = []

  static func read(_ path: String) -> (course: Course?, diagnostics: [Diagnostic]) {
    let path = CoursePath.displayed(path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      let help = "name a lesson or a folder that holds a course.yml"
      return (nil, [Diagnostic(.fileUnreadable, "there is no file or folder `\(path)`", path: path, help: help)])
    }
    guard !isFolder.boolValue else { return read(folder: path, lesson: nil) }
    guard path.hasSuffix(".md") else {
      let help = "lessons are Markdown files: name one whose name ends with .md"
      return (nil, [Diagnostic(.fileUnreadable, "`\(path)` is no lesson", path: path, help: help)])
    }
    return read(folder: CoursePath.folder(of: path), lesson: path)
  }

  private static func read(folder: String, lesson: String?) -> (course: Course?, diagnostics: [Diagnostic]) {
    var reader = CourseReader(folder: folder)
    var course = reader.course()
    if let lesson { course?.chosenPaths = [lesson] }
    return (course, reader.diagnostics.inReadingOrder())
  }

  private init(folder: String) { self.folder = folder }

  // MARK: course.yml

  private var settingsPath: String { CoursePath.join(folder, "course.yml") }

  private mutating func course() -> Course? {
    guard FileManager.default.fileExists(atPath: settingsPath) else {
      noteMissing()
      return nil
    }
    do {
      return course(try SourceFile.read(path: settingsPath))
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  private mutating func course(_ source: SourceFile) -> Course? {
    var settings = Settings(
      source, lines: 1..<source.lines.count + 1, codes: .init(invalid: .courseInvalid, unknownKey: .courseInvalid))
    guard settings.isReadable else {
      diagnostics += settings.diagnostics
      return nil
    }
    let start = SourcePosition(line: 1, column: 1)
    if settings.entry("title") == nil {
      settings.note("the course has no `title`", at: start..<start, help: "add the line `title: …`")
    }
    let title = settings.text("title") ?? folder
    let summary = settings.text("summary")
    let author = settings.text("author")
    let seed = settings.wholeNumber("seed", atLeast: 0) ?? Course.defaultSeed
    let coverage = settings.share("coverage")
    let sources = Dictionary(settings.placedPairs("sources").map { ($0.key, $0.value) }) { first, _ in first }
    let macros = MacroReader.read(&settings)
    let isOrdered = settings.entry("lessons") != nil
    let listed = settings.placedTexts("lessons")
    let paths = isOrdered ? ordered(listed, &settings) : found.map { CoursePath.join(folder, $0) }
    settings.reportUnknownKeys()
    diagnostics += settings.diagnostics
    if paths.isEmpty { noteEmpty() }
    return Course(
      folder: folder, title: title, summary: summary, author: author, seed: seed, coverage: coverage, macros: macros, sources: sources,
      lessonPaths: paths)
  }

  // MARK: Lessons

  /// The lessons' file names in the folder, by name.
  private var found: [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      return []  // `course.yml` was just read there
    }
    return names.filter { $0.hasSuffix(".md") && $0.lowercased() != "readme.md" && !$0.hasPrefix(".") && !$0.hasPrefix("_") }.sorted()
  }

  /// The lessons as `course.yml` lists them, with or without `.md`.
  private mutating func ordered(_ listed: [(text: String, range: SourceRange)], _ settings: inout Settings) -> [String] {
    var names: [String] = []
    for (text, range) in listed {
      let name = text.hasSuffix(".md") ? text : text + ".md"
      if names.contains(where: { LessonReader.name(ofPath: $0) == LessonReader.name(ofPath: name) }) {
        settings.note(
          "two lessons are called `\(LessonReader.name(ofPath: name))`", at: range,
          help: "keep one, or rename one: its name is its page's")
      } else if !FileManager.default.fileExists(atPath: CoursePath.join(folder, name)) {
        settings.note("there is no lesson `\(name)`", at: range, help: Suggestion.help(for: name, among: found))
      } else {
        names.append(name)
      }
    }
    noteUnlisted(found.filter { name in !listed.contains { $0.text == name || $0.text + ".md" == name } }, settings)
    return names.map { CoursePath.join(folder, $0) }
  }

  /// What is not in the list is not built, and nobody should have to find that out.
  private mutating func noteUnlisted(_ names: [String], _ settings: Settings) {
    for name in names {
      diagnostics.append(
        Diagnostic(
          .courseInvalid, severity: .warning, "the lesson `\(name)` is not in the list of lessons, and left out", path: settingsPath,
          range: settings.entry("lessons")?.keyRange, help: "add it to `lessons`, or begin its name with `_`"))
    }
  }

  // MARK: Notes

  private mutating func noteMissing() {
    let inner = CoursePath.join(folder, "lessons")
    let help =
      FileManager.default.fileExists(atPath: inner + "/course.yml")
      ? "did you mean `\(inner)`?" : "create \(settingsPath) with this line:\ntitle: My course"
    diagnostics.append(Diagnostic(.courseInvalid, "`\(folder)` is no course: it has no course.yml", path: folder, help: help))
  }

  private mutating func noteEmpty() {
    diagnostics.append(
      Diagnostic(
        .courseWithoutLessons, "the course has no lessons", path: folder, help: "add a Markdown file to \(folder), or: litmus new first"))
  }
}
