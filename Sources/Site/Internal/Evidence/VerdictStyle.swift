import Judgement

/// How a verdict looks: a word, a shape and a class that gives the colour. nil is a claim that was never judged.
extension Verdict? {
  var word: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .undecided: "undecided"
    case .vacuous: "vacuous"
    case .broken: "broken"
    case nil: "not judged"
    }
  }

  /// As a verb for several: "8 hold".
  func counted(_ count: Int) -> String {
    switch self {
    case .holds: count == 1 ? "1 holds" : "\(count) hold"
    case .fails: count == 1 ? "1 fails" : "\(count) fail"
    default: "\(count) \(word)"
    }
  }

  var styleClass: String {
    switch self {
    case .some(let verdict): verdict.rawValue
    case nil: "unjudged"
    }
  }

  /// The worst comes first.
  static var bySeverity: [Verdict?] { [.fails, .vacuous, .broken, nil, .undecided, .holds] }
}

/// How a claim looks: as its verdict, but for one that holds beside a control that is not decided. nil was never judged.
extension JudgedClaim? {
  private var isUntested: Bool { self?.isUntested == true }
  var word: String { isUntested ? "untested" : (self?.verdict).word }
  var styleClass: String { isUntested ? "untested" : (self?.verdict).styleClass }
}

/// The marks: told apart by their shape alone, without colour.
enum VerdictMark {
  /// The page's hidden sheet of symbols that every mark points at.
  static func sheet(in html: inout HTML) {
    html.element("svg", [.class("sheet"), .init("width", "0"), .init("height", "0"), .init("aria-hidden", "true")]) { html in
      for verdict in Verdict?.bySeverity {
        html.element("symbol", [.id("mark-\(verdict.styleClass)"), .init("viewBox", "0 0 16 16")]) { shape(verdict, in: &$0) }
      }
      html.element("symbol", [.id("mark-untested"), .init("viewBox", "0 0 16 16")]) { untested(in: &$0) }
    }
    html.newline()
  }

  static func mark(_ verdict: Verdict?, in html: inout HTML) {
    html.element("svg", [.class("mark", verdict.styleClass), .init("aria-hidden", "true")]) { html in
      html.element("use", [.href("#mark-\(verdict.styleClass)")], .empty)
    }
  }

  static func mark(of claim: JudgedClaim?, in html: inout HTML) {
    html.element("svg", [.class("mark", claim.styleClass), .init("aria-hidden", "true")]) { html in
      html.element("use", [.href("#mark-\(claim.styleClass)")], .empty)
    }
  }

  /// A tick that nothing fills: it holds, and was not put to the test.
  private static func untested(in html: inout HTML) {
    html.element("path", [.init("d", "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z"), .class("dashed")], .empty)
    html.element("path", [.init("d", "M4.9 8.4l2.2 2.2 4-4.8"), .class("line")], .empty)
  }

  private static func shape(_ verdict: Verdict?, in html: inout HTML) {
    func path(_ data: String, _ style: String) {
      html.element("path", [.init("d", data), .class(style)], .empty)
    }
    let disc = "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8z"
    let ring = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z"
    switch verdict {
    case .holds:
      path(disc, "solid")
      path("M4.6 8.4l2.4 2.4 4.4-5.2", "cut")
    case .fails:
      path("M5 .6h6L15.4 5v6L11 15.4H5L.6 11V5z", "solid")
      path("M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6", "cut")
    case .undecided:
      path(ring, "line")
      path("M8 1.8a6.2 6.2 0 0 0 0 12.4z", "solid")
    case .vacuous:
      path(ring, "line")
      path("M3.6 12.4l8.8-8.8", "line")
    case .broken:
      path("M8 .9L15.6 14.6H.4z", "solid")
      path("M8 5.6v4.2M8 12v.6", "cut")
    case nil:
      path(ring, "dashed")
    }
  }
}
