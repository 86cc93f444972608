import Judgement
import Lessons

/// What is wrong with a page, at its top: a banner seen from across the room. A sound page has none.
struct Notice: Sendable {
  private let standing: Standing
  private var lines: [Line]

  /// - Parameter diagnostics: what rendering found
  init(page: Page, standing: Standing, anchors: Anchors, diagnostics: [Diagnostic]) {
    self.standing = standing
    lines = Self.claims(of: page, anchors) + Self.derivations(of: page, anchors) + Self.blocks(of: page, anchors)
    add(diagnostics)
  }

  /// What was found after the page was rendered.
  mutating func add(_ diagnostics: [Diagnostic]) { lines += diagnostics.filter { $0.severity == .error }.map(Line.init) }

  fileprivate struct Line {
    var verdict: Verdict?
    var words: String
    var text: String
    var anchor: String?
  }

  func write(to html: inout HTML) {
    guard !lines.isEmpty else { return }
    html.element("section", [.class("notice"), .id("notice"), .init("aria-label", "What does not hold on this page")]) { html in
      html.element("h2", headline)
      html.element("ul") { html in
        for line in lines {
          html.newline()
          html.element("li") { html in
            VerdictMark.mark(line.verdict, in: &html)
            html.element("strong", line.words)
            html.text(" ")
            if let anchor = line.anchor {
              html.element("a", [.href("#" + anchor)], line.text)
            } else {
              html.element("span", line.text)
            }
          }
        }
      }
    }
    html.newline()
  }

  private var headline: String {
    let false_ = standing.count(.fails) + standing.count(.vacuous)
    if false_ > 0 { return false_ == 1 ? "One claim on this page does not hold" : "\(false_) claims on this page do not hold" }
    if standing.derivationsBroken > 0 { return "A derivation on this page is false" }
    if standing.isBad { return "This page is incomplete" }
    return "Something on this page could not be shown"
  }

  private static func claims(of page: Page, _ anchors: Anchors) -> [Line] {
    let verdicts = page.claims.reduce(into: [String: Verdict]()) { $0[$1.declaration.id] = $1.verdict }
    let bound = page.lesson.claimReferences.enumerated().map { index, reference in
      Line(
        verdict: verdicts[reference.id], words: verdicts[reference.id].word, text: reference.sentence,
        anchor: anchors.sentences[index])
    }
    let sentences = Set(page.lesson.claimReferences.map(\.id))
    let unbound = page.claims.filter { !sentences.contains($0.declaration.id) }.map { claim in
      Line(verdict: claim.verdict, words: claim.verdict.rawValue, text: "\(claim.declaration.id), which no sentence states", anchor: nil)
    }
    let lines = (bound + unbound).filter { $0.verdict != .holds && $0.verdict != .undecided }
    return Verdict?.bySeverity.flatMap { verdict in lines.filter { $0.verdict == verdict } }
  }

  private static func derivations(of page: Page, _ anchors: Anchors) -> [Line] {
    page.brokenDerivations.map { experiment, id in
      Line(verdict: .fails, words: "false", text: "the derivation \(id)", anchor: anchors.blocks[experiment])
    }
  }

  private static func blocks(of page: Page, _ anchors: Anchors) -> [Line] {
    page.lesson.experiments.indices.compactMap { index in
      let name = "block " + (page.lesson.experiments[index].options.label ?? "\(index + 1)")
      return switch page.status(ofExperiment: index) {
      case .failed: Line(verdict: .broken, words: "failed", text: name, anchor: anchors.blocks[index])
      case .notReached: Line(verdict: nil, words: "not reached", text: name, anchor: anchors.blocks[index])
      case .ran, .notAsked, .failedAsExpected: nil
      }
    }
  }
}

extension Notice.Line {
  fileprivate init(_ finding: Diagnostic) {
    let place = finding.range.map { ":\($0.lowerBound)" } ?? ""
    self.init(verdict: .broken, words: finding.code.rawValue, text: "\(finding.path ?? "")\(place): \(finding.message)", anchor: nil)
  }
}
