import Execution
import Foundation
import Judgement
import Lessons
import Site

let rows = editRows + pageRows + courseRows

/// Saved edits, as a preview would follow them: the lesson's process stays, and the page is set anew.
let editRows = [
  editRow("a sentence edited in a lesson of twenty blocks → page", goal: 0.05, runs: 0, compiles: 0...0) { text, round in
    text.replacingOccurrences(of: "Sentence 9.", with: "Sentence 9, in round \(round).")
  },
  editRow("a number edited in block 10 of twenty → page, beyond the blocks' own run", goal: 0.25, runs: 11, compiles: 1...1) { text, round in
    text.replacingOccurrences(of: "scale10 = 10.0", with: "scale10 = 10.\(round + 1)")
  },
  // All blocks below import what has changed, and are compiled again.
  editRow("a declaration added to block 10 of twenty → page, beyond the blocks' own run", goal: 0.25, runs: 11, compiles: 2...21) { text, round in
    text.replacingOccurrences(of: "let scale10", with: "let added\(round) = \(round)\nlet scale10")
  },
]

private func editRow(
  _ name: String, goal: Double, runs: Int, compiles: ClosedRange<Int>, edit: @escaping @Sendable (String, Int) -> String
) -> Row {
  Row(name: name, goal: "≤ \(goal.inSeconds)") { options in
    try await withTemporaryFolder { folder in
      let shop = try Workshop(cache: folder), session = LessonSession(shop.executor), renderer = try shop.renderer()
      var live = await session.update(to: try Workshop.lesson(twentyBlocks))
      _ = renderer.render(Page(lesson: live.lesson, run: live.run, claims: []))
      var times: [Double] = []
      for round in 0..<options.rounds {
        let text = edit(twentyBlocks, round), ranBefore = await session.blocksRun
        var own = 0.0
        let time = try await seconds {
          live = await session.update(to: try Workshop.lesson(text))
          let page = renderer.render(Page(lesson: live.lesson, run: live.run, claims: []))
          try expect(page.diagnostics.isEmpty && live.run.diagnostics.isEmpty, "\(page.diagnostics + live.run.diagnostics)")
        }
        let ran = await session.blocksRun - ranBefore, compiled = await live.work.compilerStarts
        try expect(ran == runs && compiles.contains(compiled), "\(ran) blocks ran and \(compiled) were compiled")
        own = live.run.blocks.suffix(runs).reduce(0) { $0 + $1.seconds }
        times.append(time - own)
      }
      return Row.Result(text: times.median.inSeconds, isReached: times.median <= goal)
    }
  }
}

/// Twenty small blocks that each use the one above, with formulas and inline values between them.
private let twentyBlocks: String = {
  let sections = (1...20).map { k in
    let before = k == 1 ? "1.0" : "mean\(k - 1)"
    return """
      ## Block \(k)

      Sentence \(k). The variance is $\\sigma_{\(k)}^2$.

      ```swift
      let scale\(k) = \(k).0
      func scaled\(k)(_ numbers: [Double]) -> [Double] { numbers.map { $0 * scale\(k) + \(before) } }
      let mean\(k) = scaled\(k)([1, 2, 3]).reduce(0, +) / 3 / scale\(k)
      show(mean\(k))
      ```

      Its mean is \(k % 5 == 0 ? "`{swift} mean\(k) | .3g`" : "above").

      """
  }
  return "---\ntitle: Twenty blocks\n---\n\n" + sections.joined(separator: "\n")
}()
