import Testing

@testable import Site

@Suite struct LessonMapTests {
  private typealias Segment = LessonMap.Segment

  @Test func aChainIsALineFromMarkToMark() {
    let map = LessonMap(uses: [[], [0], [1]])
    #expect(map.lanes == 0)
    #expect(map.segments == [
      [Segment(lane: 0, course: .begins)], [Segment(lane: 0, course: .ends), Segment(lane: 0, course: .begins)],
      [Segment(lane: 0, course: .ends)],
    ])
  }

  @Test func whatFollowsFromOtherLinesIsSaidAndNotDrawn() {
    let map = LessonMap(uses: [[], [0], [0, 1]])
    #expect(map.foundations == [[], [0], [0, 1]])
    #expect(map.segments == LessonMap(uses: [[], [0], [1]]).segments)
  }

  @Test func laterLessonsAndTheLessonItselfAreNoFoundations() {
    #expect(LessonMap(uses: [[1, 0], [1, 5]]).foundations == [[], []])
  }

  /// One lane for all that builds on a lesson, and the shorter one beside the marks.
  @Test func lanesPassBranchAndEnd() {
    let map = LessonMap(uses: [[], [], [0], [1], [0]])
    #expect(map.lanes == 2)
    #expect(map.segments[0] == [Segment(lane: 2, course: .begins)])
    #expect(map.segments[1] == [Segment(lane: 1, course: .begins), Segment(lane: 2, course: .passes)])
    #expect(map.segments[2] == [Segment(lane: 1, course: .passes), Segment(lane: 2, course: .branches)])
    #expect(map.segments[3] == [Segment(lane: 1, course: .ends), Segment(lane: 2, course: .passes)])
    #expect(map.segments[4] == [Segment(lane: 2, course: .ends)])
  }

  /// In any course: a lane that begins goes on in every row to its end, and no two are in one place.
  @Test(arguments: 1...40) func lanesAreWhole(seed: Int) {
    var wobble = Wobble(UInt64(seed))
    let count = 1 + Int(wobble.next() * 60)
    let uses = (0..<count).map { index in Set((0..<index).filter { _ in wobble.next() < 3 / Double(index + 1) }) }
    let map = LessonMap(uses: uses)
    #expect(map.lanes <= LessonMap.mostLanes)
    var open: Set<Int> = []
    for segments in map.segments {
      // Lane 0 may end at a mark and begin there again.
      let arriving = segments.filter { $0.course != .begins }.map(\.lane)
      #expect(Set(arriving) == open && arriving.count == open.count)
      for segment in segments where segment.course == .ends { open.remove(segment.lane) }
      for segment in segments where segment.course == .begins { #expect(open.insert(segment.lane).inserted) }
    }
    #expect(open.isEmpty)
    #expect(zip(map.foundations, uses).allSatisfy { Set($0) == $1 })
  }
}
