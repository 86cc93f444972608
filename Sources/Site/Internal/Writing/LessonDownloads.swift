import Execution
import Foundation
import Lessons
import Reports

/// What a reader can take away from a page: its receipt, the lesson as it is written, and its code as a Swift package.
struct LessonDownloads {
  struct File {
    /// Beside the page.
    var path: String
    /// What a link to it says.
    var title: String
    var kind: String
    var bytes: () -> Data
  }

  let page: Page

  private var name: String { page.lesson.name }

  /// The name of the file with a lesson's values, replicates, seeds and digests.
  static func receipt(of lesson: String) -> String { lesson + ".receipt.json" }

  var files: [File] {
    var files = [
      File(path: Self.receipt(of: name), title: "Receipt", kind: "JSON: every value, replicate, seed and digest") {
        Data(Receipt(of: page.lesson, run: page.run, claims: page.claims, spreads: page.spreads, context: page.context).text.utf8)
      },
      File(path: name + ".md", title: "Lesson", kind: "Markdown") { Data(page.lesson.source.text.utf8) },
    ]
    if hasProgram { files.append(File(path: name + ".zip", title: "Code", kind: "a Swift package that prints these numbers") { archive }) }
    return files
  }

  /// A lesson that does not run to its end here would not do so elsewhere.
  private var hasProgram: Bool {
    let statuses = page.lesson.experiments.indices.map(page.status)
    return statuses.contains(.ran) && !statuses.contains { $0 == .failed || $0 == .notReached }
  }

  private var archive: Data {
    var archive = ZipArchive()
    let package = TangledPackage(page.lesson, courseSeed: page.context.courseSeed, engine: .beside)
    for file in package.files { archive.add(Data(file.text.utf8), at: "\(name)/\(file.path)") }
    return archive.bytes
  }

  /// At the page's foot: what was computed for it, and the files.
  func write(to html: inout HTML) {
    html.element("section", [.class("downloads"), .init("aria-label", "What this page was made of")]) { html in
      html.element("p", summary)
      html.element("ul") { html in
        for file in files {
          html.newline()
          html.element("li") { html in
            html.element("a", [.href(file.path), .init("download", file.path)], file.title)
            html.text(" (\(file.kind))")
          }
        }
      }
    }
    html.newline()
  }

  /// "22 numbers of this page were computed, and 13 claims judged by 284 replicates under seeds that 20261121 leads to."
  private var summary: String {
    let values = page.run.inlineValues.count { $0 != nil }
    let replicates = page.claims.reduce(0) { $0 + $1.claim.replicates.count + ($1.control?.replicates.count ?? 0) }
    var parts: [String] = []
    if values > 0 { parts.append(values == 1 ? "one number of the text was computed" : "\(values) numbers of the text were computed") }
    if !page.claims.isEmpty {
      let claims = page.claims.count == 1 ? "one claim was judged" : "\(page.claims.count) claims were judged"
      parts.append("\(claims) by \(replicates) replicates, whose seeds follow from \(page.context.seed(of: page.lesson))")
    }
    guard !parts.isEmpty else { return "Nothing on this page was computed." }
    let text = "For this page " + parts.joined(separator: ", and ") + "."
    guard let engine = page.context.dependencies.first else { return text }
    return text + " Digest of \(engine.name): \(engine.digest)."
  }
}
