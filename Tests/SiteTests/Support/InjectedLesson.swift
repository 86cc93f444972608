import Execution
import Lessons
import Records

@testable import Site

/// A lesson that was read from Markdown, with the attempt in every place that an author can write to, and in all that its block shows.
struct InjectedLesson {
  var attempt: String

  var page: Page? {
    guard let lesson = LessonReader.read(SourceFile(path: "lessons/injected.md", text: markdown)).lesson else { return nil }
    let blocks = lesson.experiments.map { _ in LessonRun.Block(status: .ran, outputs: outputs, seconds: 0.1) }
    let run = LessonRun(
      blocks: blocks, inlineValues: lesson.inlineValues.map { _ in .text(attempt) }, named: [attempt: .text(attempt)], diagnostics: [])
    var entry = Bibliography.Entry(id: "key", title: attempt, range: LessonSketch.nowhere)
    entry.authors = [Bibliography.Name(family: attempt, given: attempt)]
    for field in ["container-title", "volume", "issue", "page", "publisher", "DOI", "URL"] { entry.fields[field] = attempt }
    var page = Page(lesson: lesson, run: run, claims: [], bibliography: Bibliography(entries: [entry]))
    page.recorded["other#name"] = .text(attempt)
    return page
  }

  private var outputs: [Output] {
    let cells = [Value.text(attempt), .double(1)]
    let series = Figure.Series(
      .point, x: Figure.Channel(label: attempt, values: [.text(attempt)]), y: Figure.Channel(label: attempt, values: [.double(1)]),
      group: attempt, annotations: [Figure.Annotation(index: 0, text: attempt)])
    let figure = Figure(
      title: attempt, x: Figure.Axis(label: attempt), y: Figure.Axis(label: attempt),
      arrangement: .grid(rows: [attempt], columns: [attempt]), panels: [Figure.Panel(title: attempt, series: [series])], groupLabel: attempt)
    return [
      .text(attempt), .value(.text(attempt)), .figure(figure),
      .table(Table(columns: [.init(title: attempt, unit: attempt, cells: cells)])),
    ]
  }

  /// As YAML and JSON quote texts.
  private var quoted: String {
    "\"" + attempt.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }.joined() + "\""
  }

  /// What a line can hold.
  private var line: String { attempt.split(whereSeparator: \.isNewline).joined(separator: " ") }

  private var markdown: String {
    """
    ---
    title: \(quoted)
    summary: \(quoted)
    sources: [\(quoted)]
    ---

    # \(attempt)

    Prose \(attempt) *\(attempt)* **\(attempt)** `\(attempt)` and on.

    ## \(attempt)

    > \(attempt)

    - \(attempt)
    - x

    [\(attempt)](https://example.org/ "\(attempt)") [x](\(attempt)) [y](<\(attempt)>) <\(attempt)> ![\(attempt)](a.png "\(attempt)") ![x](\(attempt))

    [x][r1] [\(attempt)][r1]

    [r1]: \(line) "\(line)"

    | \(line) | b |
    |---|---:|
    | \(line) | `\(line)` |

    : \(line) {#tbl-x}

    A footnote[^1], a citation [see @key, \(line)] and [@nobody, \(line)].

    [^1]: \(attempt)

    > [!NOTE] \(line)
    > \(line)

    $\(attempt)$ and [\(attempt)](claim:c1) and [x](claim:\(attempt)) and [\(attempt)](statement:s1), `{swift} \(attempt)`, `{value} other#name`,
    `{value} \(attempt)#x`.

    $$
    \(attempt)
    $$

    ```\(line)
    \(attempt)
    ```

    ```swift
    \(attempt)
    ```

    ```swift
    //| label: one
    //| caption: \(line)
    //| alt: \(line)
    \(attempt)
    ```

    <b title="\(line)">x</b> <b>\(attempt)</b>

    \(attempt)
    """
  }
}
