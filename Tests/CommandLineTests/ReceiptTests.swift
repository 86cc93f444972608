import Foundation
import Testing

/// What `build` writes beside a page.
@Suite struct ReceiptTests {
  /// Every kind of value, an undecided control, a broken replicate, data, statements.
  private static let course = [
    "course/course.yml": "title: Receipts\n",
    "course/numbers.csv": "1,2\n",
    "course/statements.yml": """
      - id: C001
        source: '000:1'
        quote: it is "small"
        stance: holds
        claims: { all#small: supports }
      """,
    "course/all.md": #"""
      ---
      title: All
      seed: 7
      replicates: 3
      data: [numbers.csv]
      ---

      ```swift
      //| label: values
      let float: Float = 0.1, text = "a <b>"
      record("third", 1.0 / 3)
      show(Table([1.5]) { Column("x") { $0 } })
      ```

      It is `{swift} float | .3f`, `{swift} Double.nan`, `{swift} 1.0 / 3`, `{swift} text`, `{swift} 3 > 2` and `{swift} 12 / 5`.
      [It is small.](claim:small) [Untested.](claim:untested) [It breaks.](claim:breaks) [Series.](claim:series)

      ```swift
      claim("small", .below(1)) { rng in Double.random(in: 0..<1, using: &rng) } control: { rng in 2.0 }
      claim("untested", .below(1), holds: .usually(0.95, floor: 0.8)) { rng in 0.5 } control: { rng in
        Double.random(in: 0..<1.12, using: &rng)
      }
      claim("breaks", .below(1)) { rng in Double.nan } control: { rng in [1.0][Int.random(in: 1...2, using: &rng)] }
      claim("series", .increasing) { rng in [1.0, 2.0, .infinity] } control: { rng in [3.0, 2.0, 1.0] }
      ```

      ```swift
      derivation("square") { d in
        let x = d.variable("x")
        d.line(#"\operatorname{Var}(x)"#) { Var(x) }
        d.line(#"= \mathbb{E}[x^2]"#, by: "mean zero", needs: .zeroMean(x)) { E(x * x) }
      }
      ```

      [Never measured.](claim:never)
      """#,
  ]

  private struct Receipt: Decodable {
    struct Value: Decodable {
      var printed: String?
      var code: String
      var repetitions: [Number?]?
    }
    /// A value that may be a text.
    struct Number: Decodable {
      private enum Key: CodingKey { case value }
      var value: Double?
      init(from decoder: any Decoder) throws { value = try? decoder.container(keyedBy: Key.self).decode(Double.self, forKey: .value) }
    }
    struct Claim: Decodable {
      struct Judged: Decodable {
        struct Arm: Decodable { var seeds: [String] }
        var id: String
        var verdict: String
        var measured: Arm
      }
      struct Change: Decodable { var kind: String }
      struct Statement: Decodable { var quote: String }
      var judged: Judged
      var code: String
      var ledger: Change?
      var statements: [Statement]
    }
    var seed: Int
    var values: [Value]
    var claims: [Claim]
  }

  private static func build(_ folder: URL, _ more: [String] = []) throws -> LitmusProcess {
    try LitmusProcess.run(["build", "course", "--output", "out/site", "--quiet"] + more, in: folder)
  }

  @Test func aReceiptHoldsWhatThePageSays() throws {
    try withFolder(Self.course) { folder in
      _ = try Self.build(folder)
      let path = folder.path + "/out/site/all.receipt.json"
      let receipt = try JSONDecoder().decode(Receipt.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
      let page = try String(contentsOfFile: folder.path + "/out/site/all.html", encoding: .utf8)
      #expect(receipt.seed == 7)
      #expect(receipt.values.map(\.printed) == ["0.100", "nan", "0.3333333333333333", "a <b>", "true", "2"])
      #expect(page.contains("<code>\(receipt.values[0].code)</code>"), "the page shows the same digest")
      let small = try #require(receipt.claims.first { $0.judged.id == "small" })
      #expect(small.judged.verdict == "holds" && small.statements.map(\.quote) == ["it is \"small\""])
      #expect(page.contains("it is “small”"))
      #expect(Set(small.judged.measured.seeds).count == small.judged.measured.seeds.count)
      #expect(receipt.claims.allSatisfy { $0.ledger == nil }, "nothing is recorded yet")
      guard let validator = try Validator.located() else { return print("not run: validation of receipts (make .build/validators)") }
      #expect(try validator.complaints("receipt", ["out/site/all.receipt.json"], in: folder) == "")
    }
  }

  /// The spread on the page is that of the receipt's repetitions, however many ran at a time; a lesson may ask for none.
  @Test func valuesHaveTheirSpread() throws {
    func lesson(_ more: String) -> String {
      "---\ntitle: T\n\(more)---\n\n```swift\nvar rng = RandomStream(seed: 7)\nlet u = rng.uniform()\n```\n\n`{swift} u | .3f`, `{swift} 6.0 * 7`\n"
    }
    let course = ["course/course.yml": "title: C\n", "course/a.md": lesson(""), "course/b.md": lesson("repetitions: 0\n")]
    func build(_ more: [String]) throws -> (values: [Receipt.Value], page: String, silent: [Receipt.Value], silentPage: String) {
      try withFolder(course) { folder in
        let run = try Self.build(folder, more)
        #expect(run.status == 0 && run.errors == "")
        func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent("out/site/\(name)")) }
        func values(_ name: String) throws -> [Receipt.Value] { try JSONDecoder().decode(Receipt.self, from: file(name)).values }
        return (
          try values("a.receipt.json"), String(decoding: try file("a.html"), as: UTF8.self), try values("b.receipt.json"),
          String(decoding: try file("b.html"), as: UTF8.self))
      }
    }
    let (values, page, silent, silentPage) = try build(["--repetitions", "5", "--jobs", "1"])
    let numbers = (values[0].repetitions ?? []).compactMap { $0?.value }
    #expect(numbers.count == 5 && Set(numbers).count == 5)
    let ends = [numbers.min(), numbers.max()].compactMap { $0.map { String(format: "%.3f", $0) } }
    #expect(page.contains("\(ends.joined(separator: " to ")) in 5 runs under other seeds"))
    #expect(values[1].repetitions?.compactMap { $0?.value } == Array(repeating: 42, count: 5))
    #expect(page.contains("the same in 5 runs under other seeds"))
    #expect(silent.allSatisfy { $0.repetitions == nil } && silentPage.contains("one run") && !silentPage.contains("other seeds"))
    #expect(try build(["--repetitions", "5", "--jobs", "3", "--no-cache"]).page == page)
  }

  @Test func whatMovedSinceTheLedgerIsInIt() throws {
    let claim = "claim(\"c\", .below(9)) { rng in Double.random(in: 0..<1, using: &rng) } control: { rng in 10 }"
    func lesson(_ factor: String) -> String {
      "---\ntitle: T\n---\n\n[It is.](claim:c)\n\n```swift\n\(claim.replacing("rng)", with: "rng)\(factor)"))\n```\n"
    }
    try withFolder(["course/course.yml": "title: C\n", "course/a.md": lesson("")]) { folder in
      #expect(try LitmusProcess.run(["accept", "--course", "course"], in: folder).status == 0)
      func receipt() throws -> (claim: Receipt.Claim?, page: String) {
        _ = try Self.build(folder)
        let bytes = try Data(contentsOf: folder.appendingPathComponent("out/site/a.receipt.json"))
        let page = try String(contentsOf: folder.appendingPathComponent("out/site/a.html"), encoding: .utf8)
        return (try JSONDecoder().decode(Receipt.self, from: bytes).claims.first, page)
      }
      let before = try receipt()
      #expect(before.claim?.ledger?.kind == "unchanged" && before.page.contains("as recorded, to the bit"))
      let ledger = try String(contentsOf: folder.appendingPathComponent("course/ledger.json"), encoding: .utf8)
      #expect(ledger.contains("\"code\":\"\(before.claim?.code ?? "none")\""), "the ledger has the same digest")
      try lesson(" + 3").write(to: folder.appendingPathComponent("course/a.md"), atomically: true, encoding: .utf8)
      let after = try receipt()
      #expect(after.claim?.ledger?.kind == "moved" && after.page.contains("Since it was recorded: the mean moved by +"))
      #expect(after.claim?.code != before.claim?.code)
    }
  }

  /// Everything beside the page is the same wherever the course stands, and says nothing of where that is.
  @Test func downloadsAreTheSameToTheByte() throws {
    let names = ["all.receipt.json", "all.md", "all.zip", "all.html"]
    func files(below inner: String, _ more: [String]) throws -> [Data] {
      let course = Dictionary(uniqueKeysWithValues: Self.course.map { ("\(inner)/\($0)", $1) })
      return try withFolder(course) { folder in
        let place = folder.appendingPathComponent(inner)
        _ = try Self.build(place, more)
        return try names.map { name in
          let bytes = try Data(contentsOf: place.appendingPathComponent("out/site/\(name)"))
          #expect(bytes.range(of: Data(folder.lastPathComponent.utf8)) == nil, "\(name) names no absolute path")
          return bytes
        }
      }
    }
    let one = try files(below: "a", ["--jobs", "1"]), two = try files(below: "another/place", ["--jobs", "4", "--no-cache"])
    for (name, (first, second)) in zip(names, zip(one, two)) { #expect(first == second, "\(name)") }
    #expect(one[1] == Data((Self.course["course/all.md"] ?? "").utf8))
  }

  @Test func aLessonThatFailsHasNoPackage() throws {
    let lesson = "---\ntitle: T\n---\n\n```swift\nfatalError()\n```\n"
    try withFolder(["course/course.yml": "title: C\n", "course/a.md": lesson]) { folder in
      _ = try Self.build(folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out/site").sorted()
      #expect(names.filter { $0.hasPrefix("a.") } == ["a.html", "a.md", "a.receipt.json"])
    }
  }
}
