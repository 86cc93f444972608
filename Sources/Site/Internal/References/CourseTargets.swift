import Lessons

/// What cross-references can lead to in all lessons of a course.
struct CourseTargets: Sendable {
  struct Place: Sendable {
    var lesson: Int
    var target: Target
  }

  private let lessons: [LessonOutline]
  private let indices: [String: Int]
  private var targets: [Int: [Target]] = [:]
  private var places: [String: [(lesson: Int, target: Int)]] = [:]
  /// By label, the one lesson that names it, or -1 where several do.
  private let referring: [String: Int]

  init(lessons: [LessonOutline]) {
    self.lessons = lessons
    indices = Dictionary(lessons.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var referring: [String: Int] = [:]
    for (index, lesson) in lessons.enumerated() {
      for label in lesson.referredLabels { referring[label] = referring[label] == nil ? index : -1 }
    }
    self.referring = referring
  }

  func outline(of name: String) -> LessonOutline? { indices[name].map { lessons[$0] } }

  func outline(_ index: Int) -> LessonOutline { lessons[index] }

  var lessonNames: [String] { lessons.map(\.name) }

  /// Whether another lesson than this one may refer to any of the names.
  func isReferred(_ names: [String], outside lesson: String) -> Bool {
    names.contains { name in
      guard let from = referring[name] else { return false }
      return from != indices[lesson]
    }
  }

  mutating func add(_ new: [Target], of lesson: String) {
    guard let index = indices[lesson], targets[index] == nil else { return }
    targets[index] = new
    for (place, target) in new.enumerated() {
      for name in target.names { places[name, default: []].append((index, place)) }
    }
  }

  /// - Parameter lesson: the name of the lesson that the reference stands in
  func find(_ reference: CrossReference, from lesson: String) -> Lookup<Place> {
    guard let label = reference.label else { return .none }
    let wanted = reference.lesson.map { indices[$0] ?? -1 }
    let candidates = (places[label] ?? []).filter { wanted == nil || $0.lesson == wanted }.sorted { $0.lesson < $1.lesson }
      .compactMap { place in targets[place.lesson].map { Place(lesson: place.lesson, target: $0[place.target]) } }
    return Lookup(candidates) { $0.target.isImplicit }
  }

  /// The name that was probably meant.
  func nearest(to reference: CrossReference, from lesson: String) -> String? {
    guard let label = reference.label else { return nil }
    func near(_ names: [String]) -> String? { Suggestion.nearest(to: label, among: names) }
    func names(of index: Int) -> [String] { (targets[index] ?? []).compactMap(\.names.first) }
    if let named = reference.lesson, let index = indices[named] { return near(names(of: index)).map { "\(named).md#\($0)" } }
    if let own = indices[lesson], let name = near(names(of: own)) { return "#" + name }
    return near(lessons.indices.flatMap { names(of: $0) }).map { "#" + $0 }
  }
}
