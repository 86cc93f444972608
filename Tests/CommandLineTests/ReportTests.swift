import Foundation
import Testing

/// `check` in each of its formats, on the program's own output.
@Suite struct ReportTests {
  private static let formats = ["text", "json", "junit", "sarif", "github"]

  /// All that a report can hold: every verdict and block status, a broken derivation, faults of reading, of prose and of the
  /// course, and text that is awkward in JSON, XML and workflow commands.
  private static let course = [
    "course/course.yml": "title: Everything\nlessons: [all, trapped, misread]\n",
    "course/unlisted.md": "---\ntitle: Unlisted\n---\n",
    "course/all.md": #"""
      ---
      title: All & "everything"
      replicates: 3
      ---

      😀 [It holds.](claim:holds) [It fails ]]> ::error::x.](claim:fails) [It is vacuous.](claim:vacuous) [Undecided.](claim:near)
      [It breaks.](claim:breaks) [Series.](claim:series) [Arms.](claim:arms) [Bare.](claim:bare)

      ```swift
      //| label: claims
      var rng = RandomStream(seed: 1)
      claim("holds", .below(1)) { rng in 0.25 } control: { rng in 2.0 }
      claim("fails", .within(0...0.1)) { rng in Double.random(in: 0.2..<0.3, using: &rng) } control: { rng in Double.infinity }
      claim("vacuous", .below(1)) { rng in 0.25 } control: { rng in 0.5 }
      claim("near", .above(0.1), holds: .usually(0.95, floor: 0.8)) { rng in Double.random(in: 0..<1, using: &rng) }
      claim("breaks", .below(1)) { rng in Double.nan } control: { rng in [1.0][Int.random(in: 1...2, using: &rng)] }
      claim("series", .increasing) { rng in [1.0, 2.0, 3.0] } control: { rng in [3.0, 2.0, 1.0] }
      claim("arms", .greaterThan) { rng in (2.0, 1.0) } control: { rng in (1.0, 2.0) }
      claim("bare", .equal(to: 1, tolerance: 0)) { rng in 1.0 }
      ```

      ```swift
      //| run: false
      //| because: it would take a week & more
      while true {}
      ```

      ```swift
      //| expect: trap
      print([1][1])
      ```

      ```swift
      derivation("wrong") { d in
        let x = d.variable("x")
        d.line(#"\mathbb{E}[x^2]"#) { E(x * x) }
        d.line(#"= \mathbb{E}[x]^2"#, by: "carelessness") { E(x) * E(x) }
      }
      ```

      Bad LaTeX: $\fracc{1}$.
      """#,
    "course/trapped.md": #"""
      ---
      title: Trapped
      ---

      [Never measured.](claim:never)

      ```swift
      fatalError("<b>\u{1B}[2J]]>\u{0}\r\n::error::not a command\u{7F}😀")
      ```

      ```swift
      claim("never", .below(1)) { rng in 0 } control: { rng in 2 }
      ```
      """#,
    "course/misread.md": "---\ntitle: Misread\nsumary: x\n---\n\n```swift\n//| lable: x\nshow(1)\n```\n",
  ]

  /// One run that writes every format; the files, and what was printed.
  private static func reports(in folder: URL, _ more: [String] = []) throws -> (files: [String: Data], run: LitmusProcess) {
    let run = try LitmusProcess.run(
      ["check", "course", "--quiet"] + more + formats.flatMap { ["--report", "\($0):report.\($0)"] }, in: folder)
    let files = formats.map { ($0, FileManager.default.contents(atPath: "\(folder.path)/report.\($0)") ?? Data()) }
    return (Dictionary(uniqueKeysWithValues: files), run)
  }

  @Test func reportsAreValid() throws {
    try withFolder(Self.course) { folder in
      let (files, run) = try Self.reports(in: folder)
      #expect(run.status == 1, "\(run.errors)")
      for (format, bytes) in files { #expect(!bytes.isEmpty && !bytes.contains(0), "\(format)") }
      for kind in ["json", "sarif", "junit"] {
        guard let validator = try Validator.located() else {
          print("not run: validation of \(kind) (make .build/validators installs the validators)")
          continue
        }
        #expect(try validator.complaints(kind, ["report.\(kind)"], in: folder) == "", "\(kind)")
      }
      // Each verdict and status is there, so that the schemas saw them all.
      let json = String(decoding: files["json"] ?? Data(), as: UTF8.self)
      let verdicts = ["holds", "fails", "vacuous", "undecided", "broken"]
      for word in verdicts + ["ran", "failed", "failed-as-expected", "not-reached", "not-asked"] {
        #expect(json.contains(" : \"\(word)\""), "\(word)")
      }
      let junit = String(decoding: files["junit"] ?? Data(), as: UTF8.self)
      for element in ["failure", "error", "skipped", "system-out"] { #expect(junit.contains("<\(element)"), "\(element)") }
      let commands = String(decoding: files["github"] ?? Data(), as: UTF8.self).split(whereSeparator: \.isNewline)
      let kinds = ["::error file=", "::warning file=", "::notice file="]
      for command in commands.dropLast() { #expect(kinds.contains { command.hasPrefix($0) }, "\(command)") }
      #expect(commands.last?.hasPrefix("8 claims: ") == true)
      for (format, bytes) in files {
        #expect(!String(decoding: bytes, as: UTF8.self).contains(folder.path), "\(format) names no absolute path")
      }
    }
  }

  /// A course with everything that is no lesson's own: stances, a ledger whose verdict flipped, prose below its gate.
  private static let reviewed = [
    "course/course.yml": "title: Reviewed\nlessons: [a, b]\nseed: 3\n",
    "course/statements.yml": """
      - {id: C1, source: '000:1', quote: It is small., stance: holds, claims: {a#small: supports}}
      - {id: C2, source: '000:2', quote: It is never small., stance: refuted, reason: it is, claims: {a#small: refutes, b#gone: refutes}}
      - {id: C3, source: '000:3', quote: Small is what is below one., stance: definition, reason: a name}
      - {id: C4, source: '000:4', quote: Nobody has looked at it.}
      """,
    "course/a.md": """
      ---
      title: A
      coverage: 0.9
      ---

      [It is small.](claim:small) It is always faster than 300 others.

      ```swift
      claim("small", .below(1)) { rng in Double.random(in: 0..<0.5, using: &rng) } control: { rng in 2.0 }
      ```
      """,
    "course/b.md": """
      ---
      title: B
      seed: 9
      ---

      [It stays.](claim:stays)

      ```swift
      claim("stays", .below(1)) { rng in 0.25 } control: { rng in 2.0 }
      ```
      """,
  ]

  /// Each error is once in every format, with JUnit's own count of them, and JSON has what they rest on.
  @Test func whatIsNoLessonsOwnIsReportedOnce() throws {
    try withFolder(Self.reviewed) { folder in
      let accepted = try LitmusProcess.run(["accept", "--course", "course", "--quiet"], in: folder)
      #expect(accepted.status != 64 && FileManager.default.fileExists(atPath: folder.path + "/course/ledger.json"), "\(accepted.errors)")
      let path = folder.appendingPathComponent("course/a.md")
      let lesson = try String(contentsOf: path, encoding: .utf8).replacingOccurrences(of: "0..<0.5", with: "1.5..<2")
      try Data(lesson.utf8).write(to: path)
      let (files, run) = try Self.reports(in: folder)
      #expect(run.status == 1, "\(run.errors)")
      for kind in ["json", "sarif", "junit"] {
        if let validator = try Validator.located() {
          #expect(try validator.complaints(kind, ["report.\(kind)"], in: folder) == "", "\(kind)")
        }
      }
      let texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
      let codes = ["claim-fails", "verdict-flipped", "coverage-below-gate", "stance-contradicted", "statement-claim-unknown"]
      let counts = ["claim-fails": 1, "verdict-flipped": 1, "coverage-below-gate": 1, "stance-contradicted": 2, "statement-claim-unknown": 1]
      for code in codes {
        func count(_ text: String?, _ part: String) -> Int { (text ?? "").components(separatedBy: part).count - 1 }
        #expect(count(run.errors, "error[\(code)]") == counts[code], "text: \(code)")
        #expect(count(texts["junit"], "error[\(code)]") == counts[code], "junit: \(code)")
        #expect(count(texts["json"], "\"code\" : \"\(code)\"") == counts[code], "json: \(code)")
        #expect(count(texts["sarif"], "\"ruleId\" : \"\(code)\"") == counts[code], "sarif: \(code)")
        #expect(count(texts["github"], "title=\(code)::") == counts[code], "github: \(code)")
      }
      let junit = texts["junit"] ?? ""
      #expect(junit.contains("<testsuite name=\"course\" "))
      for type in ["stance-contradicted", "verdict-flipped"] { #expect(junit.contains("<failure type=\"\(type)\""), "\(type)") }
      #expect(junit.contains("<error type=\"coverage-below-gate\""))
    }
  }

  private struct Read: Decodable {
    struct Course: Decodable {
      var lessons: [Lesson]
      var statements: Statements
      var ledger: Ledger?
      var freshSeeds: FreshSeeds?
    }
    struct Lesson: Decodable {
      var seed: Int
      var claims: [Claim]
      var coverage: Coverage
    }
    struct Coverage: Decodable {
      struct Assertion: Decodable { var kind, text: String }
      var bound, total: Int
      var gate: Double?
      var unbound: [Assertion]
    }
    struct Claim: Decodable { var measured: Arm }
    struct Arm: Decodable {
      var seeds: [String]
      var replicates: [Double]
    }
    struct Statements: Decodable {
      struct Statement: Decodable { var id, stance, standing: String }
      var total, claimed: Int
      var standings: [String: Int]
      var judged: [Statement]
    }
    struct Ledger: Decodable {
      struct Change: Decodable {
        var claim, kind: String
        var oldVerdict, newVerdict: String?
        var compared, changed: Int?
      }
      var isRecorded: Bool
      var changes: [Change]
    }
    struct FreshSeeds: Decodable {
      var number: String
      var claims: Int
    }
    var courses: [Course]
  }

  private static func read(_ more: [String], in folder: URL) throws -> Read.Course {
    let run = try LitmusProcess.run(["check", "course", "--quiet", "--format", "json"] + more, in: folder)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(Read.self, from: Data(run.output.utf8)).courses[0]
  }

  @Test func jsonHasWhatAVerdictRestsOn() throws {
    try withFolder(Self.reviewed) { folder in
      let bare = try Self.read([], in: folder)
      #expect(bare.ledger?.isRecorded == false && bare.ledger?.changes.map(\.kind) == ["new", "new"])
      let (total, claimed) = (bare.statements.total, bare.statements.claimed)
      #expect(total == 4 && claimed == 2)
      #expect(bare.statements.standings == ["unread": 1, "untested": 1, "agrees": 1, "contradicted": 0, "open": 1])
      #expect(bare.statements.judged.map { "\($0.id) \($0.stance) \($0.standing)" } == [
        "C1 holds agrees", "C2 refuted open", "C3 definition untested",
      ])
      let (a, b) = (bare.lessons[0], bare.lessons[1])
      #expect((a.seed, b.seed) == (3, 9))
      #expect(a.coverage.gate == 0.9 && b.coverage.gate == nil)
      #expect(a.coverage.bound == a.coverage.total - a.coverage.unbound.count)
      #expect(a.coverage.unbound.map { "\($0.kind) \($0.text)" } == ["certainty always", "comparative faster", "number 300"])
      let measured = try #require(a.claims.first?.measured)
      #expect(measured.seeds.count == measured.replicates.count && Set(measured.seeds).count == measured.seeds.count)

      _ = try LitmusProcess.run(["accept", "--course", "course", "--quiet"], in: folder)
      let path = folder.appendingPathComponent("course/a.md")
      let lesson = try String(contentsOf: path, encoding: .utf8).replacingOccurrences(of: "0..<0.5", with: "1.5..<2")
      try Data(lesson.utf8).write(to: path)
      let ledger = try #require(try Self.read([], in: folder).ledger)
      #expect(ledger.isRecorded)
      #expect(ledger.changes.map { "\($0.claim) \($0.kind)" } == ["small flipped", "stays unchanged"])
      #expect(ledger.changes[0].oldVerdict == "holds" && ledger.changes[0].newVerdict == "fails")
      #expect(ledger.changes.map(\.changed) == [1, 0])

      let fresh = try Self.read(["--fresh-seeds=7"], in: folder)
      #expect(fresh.ledger == nil && fresh.freshSeeds?.number == "7" && fresh.freshSeeds?.claims == 2)
      #expect(fresh.lessons[0].claims[0].measured.seeds[0] != measured.seeds[0])
    }
  }

  /// The validators find what is wrong; otherwise their silence would say nothing.
  @Test func validatorsRefuse() throws {
    guard let validator = try Validator.located() else {
      print("not run: the validators' own test (make .build/validators installs them)")
      return
    }
    try withFolder([
      "a.json": #"{"format": "litmus-check-report", "version": 1, "status": NaN}"#,
      "b.json": #"{"format": "litmus-check-report", "version": 1, "status": 3, "courses": [], "diagnostics": [], "more": 1}"#,
      "a.sarif": #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "columnKind": "bytes", "results": [{}]}]}"#,
      "a.xml": "<testsuites><testsuite name=\"a\"><testcase/></testsuite></testsuites>", "b.xml": "<testsuites name=\"\u{1}\"/>",
    ]) { folder in
      let receipt = try validator.complaints("receipt", ["b.json"], in: folder)
      for complaint in ["'litmus-receipt' was expected", "'more'"] { #expect(receipt.contains(complaint)) }
      #expect(throws: LitmusProcess.Failure.self) { try validator.complaints("json", ["a.json"], in: folder) }
      let json = try validator.complaints("json", ["b.json"], in: folder)
      for complaint in ["'more' was unexpected", "3 is not one of", "'summary' is a required"] { #expect(json.contains(complaint)) }
      let sarif = try validator.complaints("sarif", ["a.sarif"], in: folder)
      #expect(sarif.contains("'bytes' is not one of") && sarif.contains("'message' is a required property"))
      #expect(try validator.complaints("junit", ["a.xml"], in: folder).contains("The attribute 'name' is required but missing"))
      #expect(try validator.complaints("junit", ["b.xml"], in: folder).contains("invalid character in attribute value"))
    }
  }

  @Test func reportsAreTheSameToTheByte() throws {
    func files(below inner: String, _ more: [String]) throws -> [String: Data] {
      let course = Dictionary(uniqueKeysWithValues: Self.course.map { ("\(inner)/\($0)", $1) })
      return try withFolder(course) { try Self.reports(in: $0.appendingPathComponent(inner), more).files }
    }
    let one = try files(below: "a", ["--jobs", "1"]), two = try files(below: "another/place", ["--jobs", "4"])
    for format in Self.formats { #expect(one[format] == two[format], "\(format)") }
  }

  /// The status says the same whatever the format, and so does what each format says of it.
  @Test func statusesDoNotDependOnTheFormat() throws {
    func lesson(_ relation: String) -> String {
      "---\ntitle: T\n---\n\n[It is.](claim:c)\n\n```swift\nclaim(\"c\", \(relation)) { rng in 0.5 } control: { rng in 2 }\n```\n"
    }
    try withFolder([
      "0/course.yml": "title: C\n", "0/a.md": lesson(".below(1)"), "1/course.yml": "title: C\n", "1/a.md": lesson(".below(0.1)"),
      "2/course.yml": "title: C\n", "2/a.md": "---\ntitle: T\n---\n\n$\\fracc$\n", "3/nothing": "",
    ]) { folder in
      for format in Self.formats {
        for (course, status) in [("0", Int32(0)), ("1", 1), ("2", 2), ("3", 2)] {
          let run = try LitmusProcess.run(["check", course, "--quiet", "--format", format], in: folder)
          #expect(run.status == status, "\(format) of \(course)")
          let said =
            switch format {
            case "json": run.output.contains("\"status\" : \(status),")
            case "junit":
              run.output.contains(" failures=\"\(status == 1 ? 1 : 0)\" errors=\"\(status == 2 ? 1 : 0)\">\n  <testsuite ")
            case "sarif": run.output.contains("\"exitCode\" : \(status),")
            case "github": run.output.hasPrefix("::error ") == (status != 0) && run.errors.isEmpty
            default: run.errors.contains("error[") == (status != 0)
            }
          #expect(said, "\(format) of \(course): \(run.output)\(run.errors)")
        }
        let wrong = try LitmusProcess.run(["check", "0", "--format", format, "--jobs", "0"], in: folder)
        #expect(wrong.status == 64 && wrong.output == "")
      }
    }
  }

  @Test(arguments: [
    (["--format", "xml"], "The value 'xml' is invalid for '--format <format>'"),
    (["--report", "xml:a"], "The value 'xml:a' is invalid for '--report <format:file>'"),
    (["--report", "json:"], "The value 'json:' is invalid for '--report <format:file>'"),
    (["--report", "a.json"], "The value 'a.json' is invalid for '--report <format:file>'"),
  ]) func wrongFormatsAreSaid(_ arguments: [String], _ message: String) throws {
    try withFolder { folder in
      let run = try LitmusProcess.run(["check"] + arguments, in: folder)
      #expect(run.status == 64)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }

  @Test func aReportThatCannotBeWrittenIsSaid() throws {
    try withFolder(["course.yml": "title: C\n", "a.md": "---\ntitle: T\n---\n"]) { folder in
      let run = try LitmusProcess.run(
        ["check", ".", "--quiet", "--report", "json:no/such/a.json", "--report", "text:a.txt"], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains("error[file-unreadable]: the report could not be written to no/such/a.json: "))
      #expect(FileManager.default.fileExists(atPath: folder.path + "/a.txt"))
    }
  }
}
