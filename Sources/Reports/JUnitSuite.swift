/// The cases of one lesson.
struct JUnitSuite {
  var name: String
  var cases: [JUnitCase]

  var text: String {
    let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
    let counts = [
      ("tests", cases.count), ("failures", cases.count(where: \.isFailure)), ("errors", cases.count(where: \.isError)),
      ("skipped", skipped),
    ]
    let attributes = counts.map { " \($0)=\"\($1)\"" }.joined()
    return "  <testsuite name=\"\(XMLText.attribute(name))\"\(attributes)>\n" + cases.map(\.text).joined() + "  </testsuite>\n"
  }
}

/// One thing that was checked.
struct JUnitCase {
  struct Detail {
    var type: String
    var message: String
    var text: String
  }

  enum Result {
    case passed(notes: String)
    case failure(Detail)
    case error(Detail)
    case skipped(Detail)
  }

  var name: String
  var `class`: String
  var result: Result

  init(name: String, class: String, _ result: Result) {
    self.name = name
    self.class = `class`
    self.result = result
  }

  var isFailure: Bool { if case .failure = result { true } else { false } }
  var isError: Bool { if case .error = result { true } else { false } }

  var text: String {
    let open = "    <testcase name=\"\(XMLText.attribute(name))\" classname=\"\(XMLText.attribute(`class`))\""
    guard !inner.isEmpty else { return open + "/>\n" }
    return open + ">\n" + inner + "    </testcase>\n"
  }

  private var inner: String {
    switch result {
    case .passed(let notes): notes.isEmpty ? "" : "      <system-out>\(XMLText.content(notes))</system-out>\n"
    case .failure(let detail): element("failure", detail)
    case .error(let detail): element("error", detail)
    case .skipped(let detail): element("skipped", detail)
    }
  }

  private func element(_ name: String, _ detail: Detail) -> String {
    let open = "      <\(name) type=\"\(XMLText.attribute(detail.type))\" message=\"\(XMLText.attribute(detail.message))\""
    return detail.text.isEmpty ? open + "/>\n" : open + ">\(XMLText.content(detail.text))</\(name)>\n"
  }
}
