import Execution
import Judgement
import Lessons
import Records

/// Renders one lesson's tree. Its extensions hold what each kind of node looks like.
struct LessonRenderer {
  /// What the tree is rendered as.
  enum Dialect {
    /// A page: headings below the page's title and with their anchors, raw HTML and links by their allow-lists, images of the site.
    case lesson
    /// What CommonMark's specification shows, byte for byte but for white space between blocks: of trees without extensions.
    case commonMark
  }

  let page: Page
  let dialect: Dialect
  private let math: MathTypesetter
  let texts: TextBundle
  let anchors: Anchors
  let judged: [String: JudgedClaim]
  /// The numbers of figures, tables, equations and derivations.
  let numbers: Numbers
  /// What cross-references can lead to on this page.
  let targets: PageTargets
  /// What they can lead to elsewhere.
  let course: CourseTargets
  /// The captions of experiments, by index: nodes with the caption's inlines.
  let captions: [Int: Node]
  /// What footnotes say, by label.
  let footnotes: [String: Node]

  /// Level 1 belongs to the page's title, so headings move down where the lesson uses level 1 itself.
  let headingShift: Int
  let highlighter: CodeHighlighter
  let fingerprints: CodeFingerprints
  /// The names that each experiment declares; none where no value asks.
  let declaredNames: [Set<String>]
  var headingsSeen = 0
  var tablesSeen = 0
  /// Where evidence has no room: it follows the table.
  var isInTable = false
  /// How many marks of each footnote have been set.
  var footnoteMarksSet: [String: Int] = [:]
  /// Where footnotes have no room: they follow what is being set.
  var holdsFootnotesBack = false
  /// Those whose marks are set and whose notes are not.
  var footnotesWaiting: [String] = []
  /// Those whose marks wait for the end of a link.
  var footnoteMarksWaiting: [String] = []
  var contents: [ContentsEntry] = []
  var diagnostics: [Diagnostic] = []
  var images: Set<String> = []
  /// Cards that open from inline values; they stand behind the prose.
  var popovers: [Markup] = []
  var usesMath = false
  /// The claims of the paragraph that is being set: what it says over seeds.
  var claimsBeside: [Int] = []
  /// Within a link's text, which holds no other link.
  var isInLink = false
  /// References that wait for other lessons.
  var slots: [ReferenceSlot] = []

  init(
    page: Page, course: CourseTargets = CourseTargets(lessons: []), math: MathTypesetter, texts: TextBundle, dialect: Dialect = .lesson
  ) {
    var page = page
    if dialect == .lesson { page.lesson.root = page.lesson.root.withBookQuotes }
    self.page = page
    self.course = course
    self.dialect = dialect
    self.math = math
    self.texts = texts
    let code = CodeHighlighter(texts: texts)
    highlighter = code
    fingerprints = CodeFingerprints(of: page.lesson)
    declaredNames = page.lesson.inlineValues.isEmpty ? [] : page.lesson.experiments.map { code.declared(in: $0.text) }
    judged = Dictionary(page.claims.map { ($0.declaration.id, $0) }) { first, _ in first }
    numbers = Numbers(page: page)
    anchors = Anchors(page: page, numbers: numbers)
    targets = PageTargets(page: page, anchors: anchors, numbers: numbers)
    captions = page.lesson.root.captions
    footnotes = Dictionary(page.lesson.root.footnoteDefinitions.map { ($0.label.name, $0.node) }) { first, _ in first }
    headingShift = dialect == .lesson && page.lesson.root.containsTopHeading ? 1 : 0
  }

  /// One list for each experiment.
  var outputs: [[OutputGroup]] { numbers.groups }

  /// What a container lends its children.
  struct Flow {
    var raw: RawHTMLFilter
    /// The paragraphs of a tight list stand without `p`.
    var isTight = false
  }

  mutating func document(in html: inout HTML) {
    children(of: page.lesson.root, in: &html)
    bibliography(in: &html)
  }

  /// A container's children; raw HTML that they leave open ends with it.
  mutating func children(of node: Node, isTight: Bool = false, inline: Bool = false, in html: inout HTML) {
    var flow = Flow(raw: RawHTMLFilter(inline ? .inline : .block), isTight: isTight)
    for var child in inline ? withStopsTaken(node.children) : node.children {
      waitingFootnotes(before: &child, in: &html)
      render(child, &flow, in: &html)
    }
    html.markup(flow.raw.close())
  }

  mutating func render(_ node: Node, _ flow: inout Flow, in html: inout HTML) {
    switch node.kind {
    // Blocks
    case .document: children(of: node, in: &html)
    case .heading(let level, _): heading(node, level: level, in: &html)
    case .paragraph: paragraph(node, isTight: flow.isTight, in: &html)
    case .blockQuote:
      html.element("blockquote") { children(of: node, in: &$0) }
      html.newline()
    case .list(let ordered, let start, let tight): list(node, ordered: ordered, start: start, isTight: tight, in: &html)
    case .item: html.element("li") { children(of: node, isTight: flow.isTight, in: &$0) }
    case .table(let columns, _): table(node, columns: columns, in: &html)
    case .callout(let kind): callout(node, kind, in: &html)
    // Parts of the two above, which render them.
    case .tableCaption, .tableRow, .tableCell, .calloutTitle: children(of: node, inline: true, in: &html)
    case .thematicBreak:
      html.void("hr")
      html.newline()
    case .htmlBlock(let text): rawHTML(text, node, &flow, in: &html)
    case .codeBlock(let language, let text): codeBlock(text, language: language, in: &html)
    case .experiment(let index): experiment(index, in: &html)
    case .footnoteDefinition: break  // it stands beside its first mark
    case .displayMath(let latex): displayMath(latex, node, in: &html)
    case .equation(let label):
      if let formula = node.children.first { equation(label.name, formula, in: &html) }

    // Inlines
    case .text(let text): html.text(text)
    case .softBreak: html.newline()
    case .lineBreak:
      html.void("br")
      html.newline()
    case .emphasis: html.element("em") { children(of: node, inline: true, in: &$0) }
    case .strong: html.element("strong") { children(of: node, inline: true, in: &$0) }
    case .code(let text): html.element("code", text)
    case .inlineHTML(let text): rawHTML(text, node, &flow, in: &html)
    case .link(let destination, let title): link(node, to: destination, title: title, in: &html)
    case .image(let source, let title): image(node, source: source, title: title, in: &html)
    case .inlineMath(let latex): inlineMath(latex, node, in: &html)
    case .inlineValue(let index): inlineValue(index, in: &html)
    case .claimReference(let index): claimReference(index, node, in: &html)
    case .recordedValue(let value): recordedValue(value, in: &html)
    case .citation(let citations): citation(citations, in: &html)
    case .footnoteReference(let label): footnoteReference(label, in: &html)
    case .statementReference(let id):
      html.element("span", [.class("statement"), .init("title", "Statement \(id) of the lectures")]) { html in
        children(of: node, inline: true, in: &html)
      }
    case .crossReference(let reference):
      crossReference(reference, node, in: &html)
      footnotesBehindLink(in: &html)
    case .glossaryTerm(let anchor, let definition): glossaryTerm(node, anchor: anchor, definition: definition, in: &html)
    }
  }

  func typeset(_ latex: String, display: Bool) -> Result<String, MathError> {
    math.typeset(latex, display: display, keptIn: texts)
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String) {
    add(Diagnostic(code, message, path: page.lesson.source.path, range: range, help: help))
  }

  mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

extension Node {
  fileprivate var containsTopHeading: Bool {
    if case .heading(level: 1, _) = kind { return true }
    return children.contains(where: \.containsTopHeading)
  }

  /// The captions of the experiments in it, by index.
  fileprivate var captions: [Int: Node] {
    if case .experiment(let index) = kind { return children.isEmpty ? [:] : [index: self] }
    return children.reduce(into: [:]) { $0.merge($1.captions) { first, _ in first } }
  }

  /// The claim references in it, in order: indices into the lesson's.
  var claimReferences: [Int] {
    if case .claimReference(let index) = kind { return [index] }
    return children.flatMap(\.claimReferences)
  }

  var isInline: Bool {
    switch kind {
    case .text, .softBreak, .lineBreak, .emphasis, .strong, .code, .inlineHTML, .link, .image, .inlineMath, .inlineValue, .claimReference,
      .recordedValue, .citation, .footnoteReference, .statementReference, .crossReference, .glossaryTerm:
      true
    default: false
    }
  }

  /// Its text without markup.
  var plainText: String {
    switch kind {
    case .text(let text), .code(let text): text
    case .inlineMath(let latex), .displayMath(let latex): latex
    case .softBreak, .lineBreak: " "
    default: children.map(\.plainText).joined()
    }
  }
}
