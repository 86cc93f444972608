/// Markdown file → lesson.
///
/// ```swift
/// let (lesson, diagnostics) = LessonReader.read(path: "lessons/initialization.md")
/// ```
/// A lesson comes back wherever there is a text to read, so that all that is wrong with it can be said at once; it may be run only
/// if no diagnostic is an error.
///
/// Diagnostics: `file-unreadable`, `file-not-utf8`, `file-empty`, `front-matter-…`, `math-invalid`, `markdown-too-deep`,
/// `option-…`, `label-duplicate`, `inline-value-invalid`, `sentence-without-claim`, `claim-without-sentence`, `claim-duplicate`,
/// `table-invalid`, `callout-invalid`, `image-undescribed`.
public struct LessonReader {
  public typealias Reading = (lesson: Lesson?, diagnostics: [Diagnostic])

  private let path: String
  private let document: MarkdownDocument
  private var diagnostics: [Diagnostic] = []
  private var experiments: [Experiment] = []
  private var inlineValues: [InlineValue] = []
  private var claimReferences: [ClaimReference] = []
  private var labels: [String: SourceRange] = [:]
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
      path: source.path, document: MarkdownParser.parse(source, firstLine: head.bodyLine), diagnostics: head.diagnostics)
    reader.diagnostics += reader.document.diagnostics
    let root = reader.convert(reader.document.root)
    let lesson = Lesson(
      source: source, name: name, frontMatter: head.frontMatter, root: root, experiments: reader.experiments,
      inlineValues: reader.inlineValues, claimReferences: reader.claimReferences)
    return (lesson, reader.diagnostics.inReadingOrder())
  }

  static func isEmpty(_ source: SourceFile) -> Bool { source.text.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" } }

  private init(path: String, document: MarkdownDocument, diagnostics: [Diagnostic]) {
    self.path = path
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
      var heading = withConvertedChildren(node)
      heading.kind = .heading(level: level, anchor: anchors.anchor(for: heading.plainText(inlineValues)))
      return heading
    case .link(let destination, _) where destination.hasPrefix("claim:"):
      return claim(withConvertedChildren(node), id: String(destination.dropFirst("claim:".count)))
    case .link(let destination, _) where destination.hasPrefix("statement:"):
      var reference = withConvertedChildren(node)
      reference.kind = .statementReference(id: String(destination.dropFirst("statement:".count)))
      return reference
    case .table(_, let label):
      if let label { register(label.name, at: label.range) }
      return withConvertedChildren(node)
    case .callout(.refuted): return refutation(withConvertedChildren(node))
    case .image: return image(withConvertedChildren(node))
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
    if let label = reader.options.label, let range = reader.labelRange { register(label, at: range) }
    experiments.append(
      Experiment(options: reader.options, code: reader.code, range: block.range, captionRange: reader.captionRange))
    return Node(.experiment(experiments.count - 1), range: node.range)
  }

  private mutating func register(_ label: String, at range: SourceRange) {
    guard let first = labels[label] else { return labels[label] = range }
    note(
      .labelDuplicate, "the label `\(label)` is used twice", at: range, first: ("first used here", first),
      help: "give each block a label of its own")
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

  private mutating func note(
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
