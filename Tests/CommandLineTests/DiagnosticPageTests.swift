import Foundation
import Testing

/// Every diagnostic's page is run: its problem gives the findings that the page shows, and its solution none.
@Suite struct DiagnosticPageTests {
  /// What depends on the machine, not on a file; the tests of the command line provoke them.
  private static let notShown: Set<String> = ["sandbox-unavailable", "tool-missing"]

  /// What a problem shows besides its own code, because the one follows from the other.
  private static let companions: [String: Set<String>] = [
    "block-not-run": ["block-trapped"],  // it is what stands in front of the block that does not run
    "coverage-below-gate": ["prose-unbound"],  // lists what is not bound
    "stance-open": ["claim-undecided"],
    "verdict-flipped": ["claim-fails"],
  ]

  @Test func everyEntryHasItsPage() throws {
    let overview = try String(
      contentsOf: DiagnosticPage.folder.deletingLastPathComponent().appendingPathComponent("Diagnostics.md"), encoding: .utf8)
    let entries = overview.components(separatedBy: "\n### ").dropFirst()
    let pages = try DiagnosticPage.all()
    #expect(pages.map(\.code) == entries.map { $0.prefix { $0 != "\n" } }.map(String.init).sorted())
    for page in pages {
      let entry = try #require(entries.first { $0.hasPrefix(page.code + "\n") })
      let summary = entry.dropFirst(page.code.count + 1).components(separatedBy: "\nExample: ")[0]
      #expect(page.text.hasPrefix("# \(page.code)\n\n\(summary)\n\n"), "\(page.code) begins with its entry in Diagnostics.md")
      #expect((page.problem == nil) == Self.notShown.contains(page.code), "\(page.code)")
      #expect((page.solution == nil) == Self.notShown.contains(page.code), "\(page.code)")
    }
  }

  /// All problems are lessons of one course, and all solutions of another, so that two runs show them.
  @Test func problemsAreFoundAndSolutionsAreNot() throws {
    let pages = try DiagnosticPage.all()
    let problems = try findings(in: pages) { $0.problem }
    let solutions = try findings(in: pages) { $0.solution }
    for page in pages {
      guard case .lesson? = page.problem else { continue }
      let seen = problems[page.code] ?? ""
      #expect(Self.codes(in: seen) == Self.codes(shownBy: page.code), "the problem of \(page.code) shows it alone")
      #expect(solutions[page.code] == nil, "the solution of \(page.code): \(solutions[page.code] ?? "")")
      guard let expected = page.findings else {
        try Data(page.with(findings: seen).utf8).write(to: DiagnosticPage.folder.appendingPathComponent("\(page.code).md"))
        Issue.record("\(page.code).md did not say what Litmus says; it was written there: read it, and run the test again")
        continue
      }
      #expect(
        seen == expected, "\(page.code): if the new findings are right, take the old ones out of the page and run the test twice")
    }
  }

  /// What `check` says of each page's lesson, by code.
  private func findings(in pages: [DiagnosticPage], _ part: (DiagnosticPage) -> DiagnosticPage.Part?) throws -> [String: String] {
    var files = ["course.yml": "title: Diagnostics\n"]
    for page in pages {
      if case .lesson(let text)? = part(page) { files["\(page.code).md"] = text }
    }
    return try withFolder(files) { folder in
      let run = try LitmusProcess.run(["check", ".", "--quiet"], in: folder)
      return Dictionary(grouping: run.errors.trimmingCharacters(in: .newlines).components(separatedBy: "\n\n")) { finding in
        String(finding.prefix { $0 != ":" }.dropLast(3))
      }.mapValues { $0.joined(separator: "\n\n") + "\n" }
    }
  }

  @Test(arguments: try DiagnosticPage.all().filter { if case .console? = $0.problem { true } else { false } }.map(\.code))
  func sessionsAreAsShown(_ code: String) throws {
    let page = try #require(try DiagnosticPage.all().first { $0.code == code })
    guard case .console(let problem)? = page.problem, case .console(let solution)? = page.solution else {
      Issue.record("\(code): a problem and its solution are of one kind")
      return
    }
    let lesson = "---\ntitle: A coin\n---\n\nIt has two sides.\n"
    try withFolder(["lessons/course.yml": "title: Coins\n", "lessons/coin.md": lesson]) { folder in
      let seen = try Self.session(problem, in: folder), after = try Self.session(solution, in: folder)
      #expect(Self.codes(in: seen) == Self.codes(shownBy: code), "\(seen)")
      #expect(Self.codes(in: after) == [], "\(after)")
      guard seen != problem || after != solution else { return }
      if Self.commands(of: problem).joined() == problem {
        let text = page.text.replacingOccurrences(of: "console\n" + problem, with: "console\n" + seen)
          .replacingOccurrences(of: "console\n" + solution, with: "console\n" + after)
        try Data(text.utf8).write(to: DiagnosticPage.folder.appendingPathComponent("\(code).md"))
        Issue.record("\(code).md did not say what its commands print; it was written there: read it, and run the test again")
      } else {
        #expect(seen == problem)
        #expect(after == solution, "if the new output is right, take all output out of the page and run the test twice")
      }
    }
  }

  /// Runs the commands of a session; the session with what they printed, as if in the folder /home/ada.
  private static func session(_ text: String, in folder: URL) throws -> String {
    let path = "\(LitmusProcess.program.deletingLastPathComponent().path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    return try commands(of: text).map { command in
      let script = command.split(separator: "\n").map { $0.dropFirst(2) }.joined(separator: "\n")
      let run = try LitmusProcess.run(
        ["-c", "{ \(script)\n} 2>&1"], program: URL(fileURLWithPath: "/bin/sh"), in: folder, environment: ["PATH": path])
      return command + run.output.replacingOccurrences(of: folder.path, with: "/home/ada")
    }.joined()
  }

  /// The commands of a session as a shell shows them: after `$ `, and the lines that one goes on over after `> `.
  private static func commands(of session: String) -> [String] {
    let command = #/^\$ .*\n(?:>(?: .*)?\n)*/#.anchorsMatchLineEndings()
    return session.matches(of: command).map { String($0.output) }
  }

  /// The codes of a text's findings.
  private static func codes(in text: String) -> Set<String> {
    let finding = #/^[^|]*?(?:error|warning|note)\[([a-z0-9-]+)\]: /#
    return Set(text.split(separator: "\n").compactMap { try? finding.prefixMatch(in: $0) }.map { String($0.output.1) })
  }

  private static func codes(shownBy code: String) -> Set<String> { Self.companions[code, default: []].union([code]) }
}
