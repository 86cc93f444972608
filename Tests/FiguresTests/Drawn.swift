import Foundation
import Records

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a drawing's texts and elements say about it.
struct Drawn {
  let drawing: Drawing
  let svg: String

  init(_ figure: Figure, width: Double? = nil, description: String = "d") {
    drawing = Drawing(figure, id: "f", width: width)
    svg = drawing.svg(description: description)
  }

  var labels: [Label] { drawing.canvas.labels }
  var texts: [String] { labels.flatMap(\.lines) }

  /// Pairs of texts that cover each other, a hair's breadth apart from touching.
  var overlaps: [(Label, Label)] {
    var result: [(Label, Label)] = []
    for (index, label) in labels.enumerated() {
      for other in labels[..<index] where label.box.expanded(by: -0.2).intersects(other.box.expanded(by: -0.2)) {
        result.append((other, label))
      }
    }
    return result
  }

  var cut: [Label] {
    let all = Box(left: -0.01, top: -0.01, right: drawing.layout.width + 0.01, bottom: drawing.layout.height + 0.01)
    return labels.filter { !all.contains($0.box) }
  }

  /// The elements' names in order, or `nil` where it is not well-formed XML.
  var elements: [String]? {
    final class Reader: NSObject, XMLParserDelegate {
      var names: [String] = []
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) { names.append(name) }
    }
    let reader = Reader(), parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    return parser.parse() ? reader.names : nil
  }
}
