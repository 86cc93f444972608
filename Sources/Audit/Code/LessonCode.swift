import Lessons
internal import SwiftSyntax

/// The code of a lesson's blocks: its items, and which of them each claim's measure can reach.
///
/// A measure reaches what it names, what that names, and so on; whatever runs with its block and may change a variable among these;
/// and everything that can change the meaning of code without being named, such as an extension.
struct LessonCode {
  let items: [CodeItem]
  let blocks: [BlockCode]
  /// Which items define a name.
  private let definitions: [String: [Int]]

  init(_ lesson: Lesson) {
    blocks = lesson.experiments.indices.map { BlockCode(lesson, experiment: $0) }
    let seen = blocks.filter { lesson.experiments[$0.experiment].isSeenBelow }
    let hasClasses = seen.contains { $0.tree.statements.contains { Syntax($0.item).isReferenceType } }
    items = seen.flatMap { CodeItem.items(of: $0, hasClasses: hasClasses) }
    var definitions: [String: [Int]] = [:]
    for (index, item) in items.enumerated() {
      for name in item.defines { definitions[name, default: []].append(index) }
    }
    self.definitions = definitions
  }

  /// The item that stands at a line.
  func item(atLine line: Int) -> Int? { items.firstIndex { $0.lines.contains(line) } }

  /// What the measure of the claim at a line reaches, each with its distance from the claim; nil where no item stands there.
  ///
  /// - Parameter withControl: what its control reaches as well
  func reach(ofClaimAtLine line: Int, withControl: Bool = false) -> [Int: Int]? {
    guard let claim = item(atLine: line) else { return nil }
    let last = items[claim].experiment
    guard items[claim].kind == .claim || items[claim].kind == .executed else {
      // A function makes the claim: what its callers hand to it is known only to them.
      return Dictionary(uniqueKeysWithValues: items.indices.filter { items[$0].experiment <= last }.map { ($0, 1) })
    }
    var reached = [claim: 0]
    follow(withControl ? items[claim].mentions : items[claim].reads, distance: 1, upTo: last, into: &reached)
    for index in items.indices where items[index].kind == .pervasive && items[index].experiment <= last {
      reached[index] = 1
      follow(items[index].reads, distance: 2, upTo: last, into: &reached)
    }
    addWhatChanges(&reached, upTo: last)
    return reached
  }

  /// Whatever runs with its block and can change a variable that is reached.
  private func addWhatChanges(_ reached: inout [Int: Int], upTo last: Int) {
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      let variables = reached.keys.reduce(into: Set<String>()) { $0.formUnion(items[$1].variables) }
      for index in items.indices
      where reached[index] == nil && items[index].kind == .executed && items[index].experiment <= last
        && !touched(by: index).isDisjoint(with: variables)
      {
        reached[index] = 2
        follow(items[index].reads, distance: 3, upTo: last, into: &reached)
        isGrowing = true
      }
    }
  }

  private func follow(_ names: Set<String>, distance: Int, upTo last: Int, into reached: inout [Int: Int]) {
    var frontier = names
    var distance = distance
    while !frontier.isEmpty {
      var next: Set<String> = []
      for index in frontier.flatMap({ definitions[$0] ?? [] }) where reached[index] == nil && items[index].experiment <= last {
        reached[index] = distance
        next.formUnion(items[index].reads)
      }
      frontier = next
      distance += 1
    }
  }

  /// The variables that an item can change when it runs.
  private func touched(by index: Int) -> Set<String> {
    var reached: [Int: Int] = [:]
    follow(items[index].reads, distance: 1, upTo: .max, into: &reached)
    return reached.keys.reduce(into: []) { $0.formUnion(items[$1].variables) }
  }

  /// The lesson's code without what the claims at some lines do not need.
  func slice(forClaimsAt lines: some Sequence<Int>) -> LessonSlice {
    var kept = Set(lines.flatMap { line in reach(ofClaimAtLine: line, withControl: true)?.keys.map { $0 } ?? [] })
    var isGrowing = true
    while isGrowing {
      // What shares a line with something that is kept, and what that takes to be compiled.
      let neighbours = items.indices.filter { index in
        !kept.contains(index)
          && kept.contains { items[$0].experiment == items[index].experiment && items[$0].lines.overlaps(items[index].lines) }
      }
      var reached = Dictionary(uniqueKeysWithValues: (kept + neighbours).map { ($0, 0) })
      for index in neighbours { follow(items[index].mentions, distance: 1, upTo: items[index].experiment, into: &reached) }
      addWhatChanges(&reached, upTo: kept.map { items[$0].experiment }.max() ?? 0)
      isGrowing = reached.count > kept.count
      kept = Set(reached.keys)
    }
    let blocks = Set(kept.map { items[$0].experiment })
    let dropped = items.indices.filter { !kept.contains($0) && blocks.contains(items[$0].experiment) }
    return LessonSlice(blocks: blocks, blankLines: Set(dropped.flatMap { items[$0].lines }))
  }
}

/// What is left of a lesson for some of its claims. What is left out leaves its lines empty, so that places stay true.
struct LessonSlice: Hashable, Sendable {
  var blocks: Set<Int>
  var blankLines: Set<Int>
}

extension Lesson {
  /// The lesson with this code alone, and no values in its prose.
  func keeping(_ slice: LessonSlice) -> Lesson {
    var lesson = self
    for index in experiments.indices {
      if !slice.blocks.contains(index) { lesson.experiments[index].options.runs = false }
      for line in experiments[index].code.indices where slice.blankLines.contains(experiments[index].code[line].position.line) {
        lesson.experiments[index].code[line].text = ""
      }
    }
    lesson.inlineValues = []
    return lesson
  }
}

extension Experiment {
  /// Whether blocks below can use what the block declares.
  var isSeenBelow: Bool { options.runs && options.expects == .success }
}

extension Syntax {
  fileprivate var isReferenceType: Bool { self.is(ClassDeclSyntax.self) || self.is(ActorDeclSyntax.self) }
}
