/// A folder of lessons with a `course.yml`.
public struct Course: Equatable, Sendable {
  /// As paths begin: `lessons`.
  public var folder: String
  public var title: String
  public var summary: String?
  public var author: String?
  /// What all random streams of the course begin from, unless a lesson has a seed of its own.
  public var seed: Int
  /// The share of each lesson's numbers and comparisons that has to be bound, unless the lesson says otherwise.
  public var coverage: Double?
  /// Titles of the lectures that statements are taken from, by the first part of a statement's source: `000`.
  public var sources: [String: String]
  /// LaTeX commands for all formulas of the course.
  public var macros: [Macro]
  /// All lessons in the course's order: `lessons/initialization.md`.
  public var lessonPaths: [String]
  /// Those that were asked for: all, or the one whose path was given.
  public var chosenPaths: [String]

  public init(
    folder: String, title: String, summary: String? = nil, author: String? = nil, seed: Int = Course.defaultSeed,
    coverage: Double? = nil, macros: [Macro] = [], sources: [String: String] = [:], lessonPaths: [String], chosenPaths: [String]? = nil
  ) {
    self.folder = folder
    self.title = title
    self.summary = summary
    self.author = author
    self.seed = seed
    self.coverage = coverage
    self.sources = sources
    self.macros = macros
    self.lessonPaths = lessonPaths
    self.chosenPaths = chosenPaths ?? lessonPaths
  }

  public static let defaultSeed = 1

  /// Finds the course at a path: a folder with a `course.yml`, or a lesson in such a folder.
  ///
  /// ```swift
  /// let (course, diagnostics) = Course.load("lessons")
  /// ```
  /// `course.yml` has `title`, and may have `summary`, `author`, `seed`, `coverage`, `macros`, `sources` and `lessons`, the files
  /// in their order. Without `lessons` it is every `.md` file of the folder, by name, but for `README.md` and names that begin
  /// with `.` or `_`.
  ///
  /// Diagnostics: `file-unreadable`, `file-not-utf8`, `course-invalid`, `course-without-lessons`.
  public static func load(_ path: String) -> (course: Course?, diagnostics: [Diagnostic]) {
    CourseReader.read(path)
  }
}
