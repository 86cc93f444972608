/// Markdown file → lesson.
///
/// ```swift
/// let (lesson, diagnostics) = LessonReader.read(path: "lessons/initialization.md")
/// ```
/// A lesson comes back wherever there is a text to read, so that all that is wrong with it can be said at once; it may be run only
/// if no diagnostic is an error.
///
/// Diagnostics: `file-unreadable`, `file-not-utf8`, `file-empty`, `front-matter-…`, `math-invalid`, `markdown-too-deep`,
/// `option-…`, `label-duplicate`, `label-invalid`, `inline-value-invalid`, `sentence-without-claim`, `claim-without-sentence`,
/// `claim-duplicate`, `table-invalid`, `callout-invalid`, `image-undescribed`.
public struct LessonReader {
  public typealias Reading = (lesson: Lesson?, diagnostics: [Diagnostic])

  let source: SourceFile
  private var path: String { source.path }
  private var document: MarkdownDocument
  private var diagnostics: [Diagnostic] = []
  private var experiments: [Experiment] = []
  private var inlineValues: [InlineValue] = []
  private var claimReferences: [ClaimReference] = []
  var labels: [String: SourceRange] = [:]
  private var headingLabels: Set<String> = []
  private var claims: [String: SourceRange] = [:]
  private var anchors = AnchorNamer()
  private var codeBlocksRead = 0

  public static func read(path: String) -> Reading {
    do {
      return read(try SourceFile.read(path: path))
    } catch {
      return (nil, [error])
    }
  }

  public static func read(path: String, bytes: [UInt8]) -> Reading {
    do {
      return read(try SourceFile(path: path, bytes: bytes))
    } catch {
      return (nil, [error])
    }
  }

  public static func read(_ source: SourceFile) -> Reading {
    let name = name(ofPath: source.path)
    guard !isEmpty(source) else { return (nil, [empty(source.path, name)]) }
    let head = FrontMatterReader(source, name: name)
    var reader = Self(
      source: source, document: MarkdownParser.parse(source, firstLine: head.bodyLine), diagnostics: head.diagnostics)
    reader.diagnostics += reader.document.diagnostics
    reader.reserveHeadingLabels()
    let root = reader.convert(reader.document.root)
    let lesson = Lesson(
      source: source, name: name, frontMatter: head.frontMatter, root: root, experiments: reader.experiments,
      inlineValues: reader.inlineValues, claimReferences: reader.claimReferences, headingLabels: reader.headingLabels)
    return (lesson, reader.diagnostics.inReadingOrder())
  }

  static func isEmpty(_ source: SourceFile) -> Bool { source.text.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" } }

  private init(source: SourceFile, document: MarkdownDocument, diagnostics: [Diagnostic]) {
    self.source = source
    self.document = document
    self.diagnostics = diagnostics
  }

  /// `lessons/initialization.md` → `initialization`.
  public static func name(ofPath path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
  }

  private static func empty(_ path: String, _ name: String) -> Diagnostic {
    let start = SourcePosition(line: 1, column: 1)
    let title = FrontMatterReader.title(ofName: name)
    return Diagnostic(
      .fileEmpty, "the lesson is empty", path: path, range: start..<start, help: FrontMatterReader.remedy(title: title))
  }

  // MARK: Nodes

  private mutating func convert(_ node: Node) -> Node {
    switch node.kind {
    case .codeBlock: return codeBlock(node)
    case .code(let text): return code(node, text)
    case .heading(let level, _):
      let (unlabelled, label) = labelled(node)
      var heading = withConvertedChildren(unlabelled)
      heading.kind = .heading(level: level, anchor: label?.name ?? anchors.anchor(for: heading.plainText(inlineValues)))
      return heading
    case .paragraph: return withConvertedChildren(labellingEquations(in: node))
    case .link(let destination, _) where destination.hasPrefix("claim:"):
      return claim(withConvertedChildren(node), id: String(destination.dropFirst("claim:".count)))
    case .link(let destination, _) where destination.hasPrefix("statement:"):
      var reference = withConvertedChildren(node)
      reference.kind = .statementReference(id: String(destination.dropFirst("statement:".count)))
      return reference
    case .table(_, let label):
      if let label { register(label) }
      return withConvertedChildren(node)
    case .callout(.refuted): return refutation(withConvertedChildren(node))
    case .image: return image(withConvertedChildren(node))
    case .link(let destination, let title):
      let link = withConvertedChildren(node)
      return crossReference(link, to: destination, title: title) ?? link
    default: return withConvertedChildren(node)
    }
  }

  /// What is called refuted was put to a test.
  private mutating func refutation(_ node: Node) -> Node {
    if !node.holdsClaim {
      note(
        .calloutInvalid, "nothing in this callout was put to a test", at: node.range.lowerBound..<node.range.lowerBound,
        help: "bind the sentence that refutes it to a claim, [the sentence](claim:id), or make it a `[!NOTE]`")
    }
    return node
  }

  private mutating func image(_ node: Node) -> Node {
    if node.plainText(inlineValues).allSatisfy(\.isWhitespace) {
      note(
        .imageUndescribed, "this image has no alternative text", at: node.range,
        help: "say between the brackets what it shows, for readers who do not see it: ![A loss that falls and stays](loss.png)")
    }
    return node
  }

  private mutating func withConvertedChildren(_ node: Node) -> Node {
    var result = node
    for index in result.children.indices { result.children[index] = convert(result.children[index]) }
    return result
  }

  private mutating func codeBlock(_ node: Node) -> Node {
    let block = document.codeBlocks[codeBlocksRead]
    codeBlocksRead += 1
    guard case .codeBlock("swift", _) = node.kind, block.fence != nil else { return node }
    let reader = ExperimentReader(block, path: path)
    diagnostics += reader.diagnostics
    if let label = reader.options.label, let range = reader.labelRange { register(Label(name: label, range: range)) }
    experiments.append(
      Experiment(options: reader.options, code: reader.code, range: block.range, captionRange: reader.captionRange))
    let index = experiments.count - 1
    return Node(.experiment(index), range: node.range, children: caption(of: experiments[index]))
  }

  /// The caption's inlines, which may print what the block computed.
  private mutating func caption(of experiment: Experiment) -> [Node] {
    guard let caption = experiment.options.caption, let start = experiment.captionRange?.lowerBound else { return [] }
    let parsed = MarkdownParser.parseInlines(caption, at: start, path: path)
    diagnostics += parsed.diagnostics
    document.codePositions.merge(parsed.codePositions) { first, _ in first }
    return parsed.root.children.map { convert($0) }
  }

  private mutating func reserveHeadingLabels() {
    headingLabels = Set(Self.headingLabels(in: document.root, of: source))
    for label in headingLabels { anchors.reserve(label) }
  }

  private mutating func code(_ node: Node, _ text: String) -> Node {
    guard let value = InlineValueReader(text) else { return node }
    if value.origin == .value { return recordedValue(node, value) }
    guard !value.expression.isEmpty else {
      note(
        .inlineValueInvalid, "this inline value has no expression", at: node.range,
        help: "write what to print: `{swift} last.std | .3g`")
      return node
    }
    inlineValues.append(
      InlineValue(
        expression: value.expression, format: value.format, experimentsAbove: experiments.count,
        position: position(of: value, in: node), range: node.range))
    return Node(.inlineValue(inlineValues.count - 1), range: node.range)
  }

  private func position(of value: InlineValueReader, in node: Node) -> SourcePosition {
    let places = document.codePositions[node.range.lowerBound] ?? []
    return places.indices.contains(value.offset) ? places[value.offset] : node.range.lowerBound
  }

  private mutating func recordedValue(_ node: Node, _ value: InlineValueReader) -> Node {
    let parts = value.expression.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts.contains("") else {
      note(
        .inlineValueInvalid, "this names no recorded value", at: node.range,
        help: "write the lesson and the name that it records: `{value} initialization#he-std | .3g`")
      return node
    }
    let start = position(of: value, in: node)
    let range = start..<start.advanced(by: value.expression.utf8.count)
    return Node(
      .recordedValue(RecordedValue(lesson: String(parts[0]), name: String(parts[1]), format: value.format, range: range)),
      range: node.range)
  }

  // MARK: Claims

  private mutating func claim(_ node: Node, id: String) -> Node {
    let sentence = node.plainText(inlineValues)
    guard Identifier.isValid(id) else {
      note(
        .sentenceWithoutClaim, id.isEmpty ? "this sentence names no claim" : "`\(id)` is no claim's id", at: node.range,
        help: id.isEmpty ? "write the id of a claim behind `claim:`" : "ids are made of \(Identifier.rule)")
      return node
    }
    if sentence.allSatisfy(\.isWhitespace) {
      note(
        .claimWithoutSentence, "nothing is said about the claim `\(id)` here", at: node.range,
        help: "write the sentence that it asserts between the brackets: [The signal dies out.](claim:\(id))")
    } else if let first = claims[id] {
      note(
        .claimDuplicate, "two sentences are bound to the claim `\(id)`", at: node.range, first: ("the first one is here", first),
        help: "keep one, or give this sentence a claim of its own")
    } else {
      claims[id] = node.range
    }
    claimReferences.append(ClaimReference(id: id, sentence: sentence, range: node.range))
    return Node(.claimReference(claimReferences.count - 1), range: node.range, children: node.children)
  }

  mutating func note(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, first: (String, SourceRange)? = nil, help: String
  ) {
    let notes = first.map { [Diagnostic.Note($0.0, path: path, range: $0.1)] } ?? []
    diagnostics.append(Diagnostic(code, message, path: path, range: range, notes: notes, help: help))
  }
}

extension Node {
  fileprivate var holdsClaim: Bool {
    if case .claimReference = kind { return true }
    return children.contains(where: \.holdsClaim)
  }
}
