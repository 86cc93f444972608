import Records
import Synchronization

/// The replicates of a lesson's claims that were measured before, in one entry for each block that declares claims.
///
/// New ones are written whenever a block has twice as many as when it was last written, and when the book is closed; so a build that is
/// killed loses at most half of them, and a hundred replicates take seven writes.
final class MeasureBook: Sendable {
  fileprivate struct Page {
    var measures: [StoredMeasures.Place: Measure]
    var written: Int
  }

  private let store: ResultStore
  private let pages = Mutex<[Digest: Page]>([:])

  init(_ store: ResultStore) { self.store = store }

  deinit {
    pages.withLock { pages in
      for (key, page) in pages where page.measures.count > page.written { write(page, under: key) }
    }
  }

  /// - Parameter key: what the block's results are kept under
  func measure(_ place: StoredMeasures.Place, under key: Digest) -> Measure? {
    pages.withLock { $0.page(of: key, read).measures[place] }
  }

  func keep(_ measure: Measure, at place: StoredMeasures.Place, under key: Digest) {
    pages.withLock { pages in
      var page = pages.page(of: key, read)
      page.measures[place] = measure
      if page.measures.count >= 2 * page.written {
        write(page, under: key)
        page.written = page.measures.count
      }
      pages[key] = page
    }
  }

  private static func name(_ key: Digest) -> Digest { Digest.of(parts: ["measures", key]) }

  private func read(_ key: Digest) -> [StoredMeasures.Place: Measure] {
    store.value(StoredMeasures.self, under: Self.name(key))?.measures ?? [:]
  }

  /// Another build may have written its own meanwhile; measures under the same seed are the same.
  private func write(_ page: Page, under key: Digest) {
    store.keep(StoredMeasures(measures: page.measures.merging(read(key)) { mine, _ in mine }), under: Self.name(key))
  }
}

extension [Digest: MeasureBook.Page] {
  fileprivate mutating func page(of key: Digest, _ read: (Digest) -> [StoredMeasures.Place: Measure]) -> MeasureBook.Page {
    if let page = self[key] { return page }
    let measures = read(key)
    let page = MeasureBook.Page(measures: measures, written: measures.count)
    self[key] = page
    return page
  }
}
