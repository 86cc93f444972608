/// Which lessons build on which, as it is drawn beside their list: a mark for each lesson, and lines between them.
///
/// A lesson builds on an earlier one whose value it prints or to which it refers. What follows from other lines is not drawn: where
/// the third lesson builds on the second and the second on the first, a line from the first to the third would say nothing new. A line
/// to the next lesson goes from mark to mark; all lines from one lesson to later ones share a lane beside the marks.
struct LessonMap {
  /// A lane as it passes one lesson's row.
  struct Segment: Equatable {
    enum Course: Equatable {
      /// It leaves the lesson's mark downwards.
      case begins
      case passes
      /// It goes to the lesson's mark, and on.
      case branches
      /// It goes to the lesson's mark, and no further.
      case ends
    }

    /// Counted from the marks outwards; 0 is theirs.
    var lane: Int
    var course: Course
  }

  /// More would be a thicket; the words beside each lesson say everything.
  static let mostLanes = 6

  /// By lesson, the earlier ones that it builds on, in their order.
  let foundations: [[Int]]
  private(set) var segments: [[Segment]]
  /// How many lanes there are beside the marks'.
  private(set) var lanes = 0

  /// - uses: by lesson, the lessons that it uses; later ones are only mentioned
  init(uses: [Set<Int>]) {
    foundations = uses.enumerated().map { index, used in used.filter { (0..<index).contains($0) }.sorted() }
    segments = Array(repeating: [], count: uses.count)
    draw(Self.reduced(foundations))
  }

  /// Without what follows from the rest.
  ///
  /// - Complexity: lessons × lines, over words of 64 lessons
  private static func reduced(_ foundations: [[Int]]) -> [[Int]] {
    var reached: [Set<Int>] = []
    var kept: [[Int]] = []
    for earlier in foundations {
      var below: Set<Int> = [], lines: [Int] = []
      // The nearest first: what they rest on needs no line of its own.
      for lesson in earlier.reversed() where !below.contains(lesson) {
        lines.append(lesson)
        below.formUnion(reached[lesson])
        below.insert(lesson)
      }
      reached.append(below)
      kept.append(lines.reversed())
    }
    return kept
  }

  private mutating func draw(_ foundations: [[Int]]) {
    var dependents: [[Int]] = Array(repeating: [], count: foundations.count)
    for (index, earlier) in foundations.enumerated() {
      for lesson in earlier { dependents[lesson].append(index) }
    }
    for index in dependents.indices where dependents[index].contains(index + 1) {
      segments[index].append(Segment(lane: 0, course: .begins))
      segments[index + 1].append(Segment(lane: 0, course: .ends))
    }
    // Short ones next to the marks, so that few lines cross.
    let far = dependents.indices.compactMap { index -> (first: Int, stops: [Int])? in
      let stops = dependents[index].filter { $0 > index + 1 }
      return stops.isEmpty ? nil : (index, stops)
    }.sorted { ($0.stops[$0.stops.count - 1] - $0.first, $0.first) < ($1.stops[$1.stops.count - 1] - $1.first, $1.first) }
    var taken: [[ClosedRange<Int>]] = []
    for (first, stops) in far {
      let last = stops[stops.count - 1], rows = first...last
      var lane = taken.firstIndex { !$0.contains { $0.overlaps(rows) } }
      if lane == nil, taken.count < Self.mostLanes {
        taken.append([])
        lane = taken.count - 1
      }
      guard let lane else { continue }
      taken[lane].append(rows)
      segments[first].append(Segment(lane: lane + 1, course: .begins))
      for row in rows.dropFirst() {
        let course: Segment.Course = row == last ? .ends : stops.contains(row) ? .branches : .passes
        segments[row].append(Segment(lane: lane + 1, course: course))
      }
    }
    lanes = taken.count
  }
}
