import Judgement
import Lessons
import Records

@testable import Site

extension DemoCourse {
  /// Footnotes in every place that has marks, close to claims, so that all of them want the margin at once.
  static var notes: LessonSketch {
    func text(_ text: String) -> Node { LessonSketch.text(text) }
    func paragraph(_ children: Node...) -> Node { LessonSketch.node(.paragraph, children) }
    func cell(_ children: Node...) -> Node { LessonSketch.node(.tableCell, children) }
    var lesson = LessonSketch()
    lesson.name = "notes"
    lesson.title = "A lesson with footnotes"
    var wobble = Wobble(3)
    for (id, verdict) in [("keeps", Verdict.holds), ("dies", .fails)] {
      lesson.judge(
        id, .within(0.55...1.1), .always, verdict,
        claim: .sketch(
          verdict == .holds ? .holds : .fails, wobble.numbers(20, around: 0.82, spread: 0.15), passes: 20, "20 of 20 replicates."),
        control: .sketch(.fails, wobble.numbers(20, around: 0.19, spread: 0.2), passes: 0, "0 of 20"))
    }
    let long =
      "A note that is longer than the line that it belongs to, so that what comes after it has to make room in the margin. "
    lesson.add(
      LessonSketch.node(
        .heading(level: 2, anchor: "beside-each-other"), [text("Beside each other"), LessonSketch.mark("heading")]))
    let value = lesson.value("he.last.std", ".3g", .float(0.821_341_7))
    let keeps = lesson.sentence("keeps", text("He's scale"), LessonSketch.mark("within"), text(" keeps the spread where it was"))
    let dies = lesson.sentence("dies", text("Xavier's scale keeps it too"))
    lesson.paragraph(
      text("Weights are drawn from a normal distribution"), LessonSketch.mark("normal"), text(", or from a uniform one"),
      LessonSketch.mark("uniform"), text(". "), keeps, text(", whatever the width. "), dies, LessonSketch.mark("dies"), text(", "),
      LessonSketch.node(.emphasis, [text("as people say"), LessonSketch.mark("normal")]), text(", and "),
      LessonSketch.node(.link(destination: "https://example.org", title: ""), [text("as can be read"), LessonSketch.mark("link")]),
      text("."))
    lesson.add(
      LessonSketch.node(
        .list(ordered: false, start: 1, tight: true),
        [LessonSketch.node(.item, [paragraph(text("Items have notes"), LessonSketch.mark("item"), text("."))])]))
    func row(_ cells: Node...) -> Node { LessonSketch.node(.tableRow, cells) }
    lesson.add(
      LessonSketch.node(
        .table(columns: [.none, .none], label: nil),
        [
          row(cell(text("start"), LessonSketch.mark("head")), cell(text("loss"))),
          row(cell(text("He")), cell(text("0.25"), LessonSketch.mark("cell"))), row(cell(text("none")), cell(text("12"))),
        ]))
    for _ in 0..<24 { lesson.paragraph(text(long + long)) }
    lesson.paragraph(text("Far below, the first note is referred to again"), LessonSketch.mark("normal"), text("."))
    lesson.footnote("heading", paragraph(text("Of the heading.")))
    lesson.footnote(
      "normal", paragraph(text(long), text("Its spread is "), value, text(".")),
      LessonSketch.node(.displayMath(latex: #"\sigma = \sqrt{\frac{2}{D}}"#)),
      paragraph(text("See "), LessonSketch.reference("beside-each-other"), text(".")))
    for label in ["uniform", "within", "dies", "item"] { lesson.footnote(label, paragraph(text(long))) }
    for label in ["link", "head", "cell"] { lesson.footnote(label, paragraph(text("Short."))) }
    return lesson
  }
}
