import Lessons

extension TangledPackage {
  /// One library of the package: a block, or the values of the prose below it.
  struct Module {
    enum Content {
      case experiment(Int)
      /// Places in the lesson's inline values.
      case values([Int])
    }

    var name: String
    var content: Content
    /// The modules that it sees.
    var above: [String]
  }

  /// What the kernel would compile, in the order in which it would run it. What is not to run, or not to compile, is left out; it
  /// stands in the comments with the prose.
  var modules: [Module] {
    var modules: [Module] = []
    var above: [String] = []
    for count in 0...lesson.experiments.count {
      if count > 0 {
        let options = lesson.experiments[count - 1].options
        if options.runs, options.expects != .error {
          let name = "Block\(count)"
          modules.append(Module(name: name, content: .experiment(count - 1), above: above))
          if options.expects == .success { above.append(name) }
        }
      }
      let values = lesson.inlineValues.indices.filter { lesson.inlineValues[$0].experimentsAbove == count }
      if !values.isEmpty { modules.append(Module(name: "Values\(count)", content: .values(values), above: above)) }
    }
    return modules
  }

  func source(of module: Module) -> String {
    let imports = ["import Lab", "import NN"] + BlockImports(of: module.above, in: lesson).lines
    switch module.content {
    case .experiment(let index): return text(comments(above: index) + imports + code(of: index) + commentsBelow(index))
    case .values(let indices):
      let head = ["// The values of the prose below the blocks above. Computed in a fork: nothing of them is left for what follows."]
      return text(head + imports + indices.flatMap(code(ofValue:)))
    }
  }

  private func code(of index: Int) -> [String] {
    let lines = lesson.experiments[index].code
    guard let first = lines.first else { return [] }
    // Leading spaces put every token into the column that it has in the lesson.
    return ["", location(first.position.line)] + lines.map { indentation($0.position) + $0.text }
  }

  private func code(ofValue index: Int) -> [String] {
    let value = lesson.inlineValues[index]
    return [
      "_inlineValue(\(index)) {", location(value.position.line), indentation(value.position) + value.expression,
      "#sourceLocation()", "}",
    ]
  }

  // MARK: Prose

  /// What stands between the block and the one before it that is in the package.
  private func comments(above index: Int) -> [String] {
    let start = previous(index).map { lesson.experiments[$0].range.upperBound.line + 1 } ?? firstLine
    return prose(from: start, below: lesson.experiments[index].range.lowerBound.line)
  }

  /// The lesson's end stands behind its last block.
  private func commentsBelow(_ index: Int) -> [String] {
    guard index == lesson.experiments.lastIndex(where: isTangled) else { return [] }
    let rest = prose(from: lesson.experiments[index].range.upperBound.line + 1, below: lesson.source.lines.count + 1)
    return rest.isEmpty ? [] : [""] + rest
  }

  private func isTangled(_ experiment: Experiment) -> Bool { experiment.options.runs && experiment.options.expects != .error }

  private func previous(_ index: Int) -> Int? { lesson.experiments[..<index].lastIndex(where: isTangled) }

  /// The first line behind the front matter.
  private var firstLine: Int { lesson.root.children.first?.range.lowerBound.line ?? 1 }

  private func prose(from start: Int, below end: Int) -> [String] {
    let lines = (start..<max(start, end)).compactMap { lesson.source.line($0) }
    guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) })
    else { return [] }
    return lines[first...last].map { $0.isEmpty ? "//" : "// \($0)" } + [""]
  }

  // MARK: Text

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  private func location(_ line: Int) -> String { "#sourceLocation(file: \(Self.literal(lesson.name + ".md")), line: \(line))" }

  private func indentation(_ position: SourcePosition) -> String { String(repeating: " ", count: max(0, position.column - 1)) }

  /// A Swift string literal.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case _ where scalar.value < 0x20: literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
