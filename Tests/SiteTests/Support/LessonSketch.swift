import Execution
import Judgement
import Lessons
import Records
import Reports

@testable import Site

/// A lesson with results, put together by hand: what the parser, the kernel and the judge would have made.
struct LessonSketch {
  var name = "sketch"
  var title = "A sketch"
  var summary: String?
  private(set) var nodes: [Node] = []
  private(set) var experiments: [Experiment] = []
  private(set) var blocks: [LessonRun.Block] = []
  private(set) var inlineValues: [InlineValue] = []
  private(set) var values: [Value?] = []
  private(set) var references: [ClaimReference] = []
  private(set) var claims: [JudgedClaim] = []
  var diagnostics: [Diagnostic] = []
  /// The ledger and the statements beside it.
  var context = Receipt.Context()
  private(set) var line = 8

  static let nowhere = SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 1)

  var page: Page {
    let lesson = Lesson(
      source: SourceFile(path: "lessons/\(name).md", text: ""), name: name,
      frontMatter: FrontMatter(title: title, summary: summary), root: Node(.document, range: Self.nowhere, children: nodes),
      experiments: experiments, inlineValues: inlineValues, claimReferences: references)
    var page = Page(
      lesson: lesson, run: LessonRun(blocks: blocks, inlineValues: values, named: [:], diagnostics: diagnostics), claims: claims)
    page.context = context
    return page
  }

  private func range() -> SourceRange { SourcePosition(line: line, column: 1)..<SourcePosition(line: line, column: 80) }

  static func node(_ kind: Node.Kind, _ children: [Node] = []) -> Node { Node(kind, range: nowhere, children: children) }
  static func text(_ text: String) -> Node { node(.text(text)) }
  /// `[](#label)`
  static func reference(_ label: String, of lesson: String? = nil) -> Node {
    node(.crossReference(CrossReference(lesson: lesson, label: label, range: nowhere)))
  }
  static func math(_ latex: String) -> Node { node(.inlineMath(latex: latex)) }

  mutating func add(_ node: Node) {
    line += 2
    nodes.append(node)
  }

  mutating func heading(_ level: Int, _ text: String) {
    add(Self.node(.heading(level: level, anchor: Identifiers.slug(text).lowercased()), [Self.text(text)]))
  }

  mutating func paragraph(_ children: Node...) { add(Self.node(.paragraph, children)) }

  mutating func equation(_ latex: String) { add(Self.node(.displayMath(latex: latex))) }

  /// A block with its outputs; `status` is what became of it.
  mutating func experiment(
    _ options: BlockOptions = BlockOptions(), _ code: String, status: LessonRun.Block.Status = .ran, outputs: [Output] = []
  ) {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = line + 1
    let code = lines.enumerated().map { Experiment.Line(text: $1, position: SourcePosition(line: start + $0, column: 1)) }
    line += lines.count + 2
    experiments.append(
      Experiment(options: options, code: code, range: SourcePosition(line: start - 1, column: 1)..<SourcePosition(line: line, column: 4)))
    blocks.append(LessonRun.Block(status: status, outputs: outputs, seconds: 0.1))
    let caption = options.caption.map { MarkdownParser.parseInlines($0, at: Self.nowhere.lowerBound, path: "").root.children }
    add(Self.node(.experiment(experiments.count - 1), caption ?? []))
  }

  mutating func value(_ expression: String, _ format: String? = nil, _ value: Value?) -> Node {
    inlineValues.append(
      InlineValue(
        expression: expression, format: format, experimentsAbove: experiments.count, position: range().lowerBound, range: range()))
    values.append(value)
    return Self.node(.inlineValue(inlineValues.count - 1))
  }

  /// A sentence bound to a claim; the verdict comes with `judge`.
  mutating func sentence(_ id: String, _ children: Node...) -> Node {
    references.append(ClaimReference(id: id, sentence: children.map(\.plainText).joined(), range: range()))
    return Self.node(.claimReference(references.count - 1), children)
  }

  mutating func judge(
    _ id: String, _ relation: Relation, _ quantifier: Quantifier = .always, _ verdict: Verdict = .holds, line: Int = 12,
    claim: Judgement, control: Judgement? = nil
  ) {
    claims.append(
      JudgedClaim(
        declaration: ClaimDeclaration(id: id, relation: relation, quantifier: quantifier, hasControl: control != nil, line: line),
        verdict: verdict, claim: claim, control: control))
  }
}

extension Judgement {
  static func sketch(_ outcome: Outcome, _ replicates: [Measure], passes: Int, _ evidence: String) -> Judgement {
    Judgement(outcome: outcome, replicates: replicates, passes: passes, evidence: evidence)
  }
}

/// Numbers that look drawn, and are the same every time.
struct Wobble {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }

  mutating func numbers(_ count: Int, around center: Double, spread: Double) -> [Measure] {
    (0..<count).map { _ in .number(center * (1 + spread * (next() + next() + next() - 1.5))) }
  }
}
