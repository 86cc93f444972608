import Foundation
import Lessons
import Records

/// One lesson's results in the store.
struct LessonCache: Sendable {
  let store: ResultStore
  let keys: LessonKeys
  private let measures: MeasureBook

  init(store: ResultStore, keys: LessonKeys) {
    self.store = store
    self.keys = keys
    measures = MeasureBook(store)
  }

  func module(_ key: Digest) -> StoredModule? { store.value(StoredModule.self, under: key) }
  func keep(_ module: StoredModule, under key: Digest) { store.keep(module, under: key) }

  func run(ofExperiment index: Int, damaged: () -> Void) -> StoredRun? {
    keys.runs[index].flatMap { store.value(StoredRun.self, under: $0, damaged: damaged) }
  }

  func keep(_ run: StoredRun, ofExperiment index: Int) {
    if let key = keys.runs[index] { store.keep(run, under: key) }
  }

  func values(below count: Int) -> StoredRun? { keys.values[count].flatMap { store.value(StoredRun.self, under: $0) } }
  func keep(_ values: StoredRun, below count: Int) {
    if let key = keys.values[count] { store.keep(values, under: key) }
  }

  func values(below count: Int, repetition: UInt64) -> StoredRun? {
    keys.values(below: count, repetition: repetition).flatMap { store.value(StoredRun.self, under: $0) }
  }

  func keep(_ values: StoredRun, below count: Int, repetition: UInt64) {
    if let key = keys.values(below: count, repetition: repetition) { store.keep(values, under: key) }
  }

  /// What the lesson's results followed from when it was last run here.
  func manifest(of lesson: Lesson) -> LessonManifest? { store.value(LessonManifest.self, under: LessonManifest.key(of: lesson)) }
  func keepManifest(of lesson: Lesson) { store.keep(LessonManifest(keys), under: LessonManifest.key(of: lesson)) }

  func measure(experiment: Int, claim: Int, control: Bool, seed: UInt64) -> Measure? {
    keys.runs[experiment].flatMap { measures.measure(.init(claim: claim, control: control, seed: seed), under: $0) }
  }

  func keep(_ measure: Measure, experiment: Int, claim: Int, control: Bool, seed: UInt64) {
    if let key = keys.runs[experiment] { measures.keep(measure, at: .init(claim: claim, control: control, seed: seed), under: key) }
  }
}
