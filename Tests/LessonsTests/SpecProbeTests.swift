import Foundation
import Testing
@testable import Lessons

@Suite struct SpecProbe {
  @Test func spec() throws {
    for name in ["spec.txt", "regression.txt"] {
    let text = try String(contentsOfFile: "/tmp/cm/test/\(name)", encoding: .utf8)
    let fence = String(repeating: "`", count: 32)
    var cases: [String] = []
    var current: [String]? = nil
    for line in text.components(separatedBy: "\n") {
      if line == fence + " example" { current = [] }
      else if line == ".", let c = current { cases.append(c.joined(separator: "\n") + "\n"); current = nil }
      else { current?.append(line) }
    }
    print(name, cases.count)
    for (i, c) in cases.enumerated() {
      let t = c.replacingOccurrences(of: "→", with: "\t")
      for variant in [t, t.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n"),
         "- x\n\n" + t.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n"),
         "1.\t> " + t.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n\t> ")] {
        let d = MarkdownParser.parse(SourceFile(path: "a", text: variant))
        if d.misalignedBlocks > 0 { print("MISALIGNED", i + 1, variant.debugDescription); Issue.record("x") }
        check(d.root, SourceFile(path: "a", text: variant), i, variant)
      }
    }
    }
  }
  func check(_ n: Node, _ f: SourceFile, _ i: Int, _ v: String) {
    for c in n.children {
      if c.range.lowerBound < n.range.lowerBound || c.range.upperBound > n.range.upperBound { print("OUTSIDE", i+1, v.debugDescription, "\n" + n.dump()); Issue.record("o") }
      check(c, f, i, v)
    }
    for (a, b) in zip(n.children, n.children.dropFirst()) where b.range.lowerBound < a.range.upperBound { print("OVERLAP", i+1, v.debugDescription, "\n" + n.dump()); Issue.record("o") }
    let s = f.slice(n.range)
    switch n.kind {
    case .text(let t) where !s.contains("\\") && !s.contains("&"): if s != t { print("TEXT", i+1, s.debugDescription, t.debugDescription); Issue.record("o") }
    default: break
    }
  }
}
