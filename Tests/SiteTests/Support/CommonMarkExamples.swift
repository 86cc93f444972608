import Foundation

/// The examples of CommonMark's specification: as its JSON, or out of its text.
struct CommonMarkExample: Decodable {
  var example: Int
  var section: String
  var markdown: String
  var html: String

  static func all(in file: URL) throws -> [CommonMarkExample] {
    let bytes = try Data(contentsOf: file)
    return file.pathExtension == "json"
      ? try JSONDecoder().decode([CommonMarkExample].self, from: bytes) : examples(of: String(decoding: bytes, as: UTF8.self))
  }

  /// Between lines of 32 backticks, the Markdown and the HTML with a line of one full stop between them; `→` is a tab.
  private static func examples(of specification: String) -> [CommonMarkExample] {
    let fence = String(repeating: "`", count: 32)
    var examples: [CommonMarkExample] = []
    var section = "", example: (markdown: String, html: String?)?
    for line in specification.components(separatedBy: "\n") {
      let text = line.replacingOccurrences(of: "→", with: "\t") + "\n"
      if line == fence + " example" {
        example = ("", nil)
      } else if line == fence, let (markdown, html) = example {
        examples.append(CommonMarkExample(example: examples.count + 1, section: section, markdown: markdown, html: html ?? ""))
        example = nil
      } else if line == ".", example != nil, example?.html == nil {
        example?.html = ""
      } else if example?.html != nil {
        example?.html? += text
      } else if example != nil {
        example?.markdown += text
      } else if line.hasPrefix("#") {
        section = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
      }
    }
    return examples
  }
}

/// HTML with what makes no difference taken away, as the specification's own test program does: white space around the tags of blocks,
/// how a character or an address is spelled, and the slash of empty elements.
func normalized(_ html: String) -> String {
  let characters = html.replacingOccurrences(of: " />", with: ">").replacingOccurrences(of: "&#39;", with: "'")
    .replacingOccurrences(of: "&quot;", with: "\"")
  let addresses = characters.replacing(#/ (href|src)="([^"]*)"/#) { match in
    " \(match.1)=\"\(match.2.removingPercentEncoding ?? String(match.2))\""
  }
  let blocks = /[ \n]*(<\/?(?:p|ul|ol|li|blockquote|h[1-6]|hr|pre|table|thead|tbody|tr|td|div)(?: [^>]*)?>)[ \n]*/
  return addresses.replacing(blocks) { "\n\($0.1)" }.trimmingCharacters(in: .whitespacesAndNewlines)
}
