import Foundation
import Lessons

/// The folder that a site is written to, as it stands before.
public struct SiteFolder: Sendable {
  public let url: URL

  public init(_ url: URL) { self.url = url }

  /// Refuses to remove what a build would not bring back: files that are no site, and, where only some lessons of a course are
  /// built, the pages of the others.
  ///
  /// - Throws: `output-occupied`
  public func check(for lessons: [String], isWholeCourse: Bool) throws(Diagnostic) {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? ["a file"]
    guard !names.isEmpty else { return }
    guard names.contains("index.html"), FileManager.default.fileExists(atPath: url.path + "/assets/page.js") else {
      throw Diagnostic(
        .outputOccupied, "\(url.path) holds files that are no site of Litmus, and a build would remove them",
        help: "name an empty folder with --output")
    }
    guard !isWholeCourse else { return }
    let ours = CoursePage.reserved.union(lessons)
    let others = names.filter { $0.hasSuffix(".html") && !ours.contains(String($0.dropLast(5))) }.sorted()
    guard let first = others.first else { return }
    let more = others.count == 1 ? "" : " and \(others.count - 1) more"
    throw Diagnostic(
      .outputOccupied, "\(url.path) holds pages of other lessons (\(first)\(more)), and a build of some lessons would remove them",
      help: "build the whole course, or name another folder with --output")
  }
}
