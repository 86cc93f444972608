import CCmark

/// CommonMark as libcmark reads it, copied into values. This is the only file that touches its C interface; no pointer leaves it.
///
/// Of libcmark's positions only a block's first line and column are kept, which are right; `LeafContent` and `InlineAligner`
/// find all others in the source. (libcmark 0.30 gives inlines the indentation of their paragraph's first line, loses lines behind
/// `\` breaks, multi-line link targets and link definitions, and ends HTML comments at 0:0; commonmark/cmark#296, #442, #551.)
enum CommonMark {
  enum Kind: Equatable {
    case document, blockQuote, item, thematicBreak, paragraph
    case list(ordered: Bool, start: Int, tight: Bool)
    case heading(level: Int)
    case codeBlock(info: String, text: String)
    case htmlBlock(String)
    case text(String), code(String), inlineHTML(String)
    case softBreak, lineBreak, emphasis, strong
    case link(destination: String, title: String)
    case image(source: String, title: String)
  }

  struct Tree {
    var kind: Kind
    /// Where a block begins, from 1. Meaningless for inlines.
    var line: Int
    var column: Int
    /// About where a block ends; see `LeafContent`.
    var endLine: Int
    var children: [Tree]
    /// Nodes below this one were nested deeper than `depthLimit` and left out.
    var isCut = false

    var holdsCut: Bool { isCut || children.contains(where: \.holdsCut) }
  }

  /// The version of libcmark, which is that of the specification it implements: `0.30.2`.
  static var version: String { String(cString: cmark_version_string()) }

  /// Deeper nesting than any lesson needs, and far less than a thread's stack holds.
  static let depthLimit = 200

  static func parse(_ text: [UInt8]) -> Tree {
    let root = text.withUnsafeBytes { bytes in
      cmark_parse_document(bytes.assumingMemoryBound(to: CChar.self).baseAddress, bytes.count, CMARK_OPT_DEFAULT)
    }
    defer { cmark_node_free(root) }
    return tree(root, depth: 0)
  }

  /// What an entity such as `&auml;` or `&#228;` stands for; nothing where it is no entity.
  static func entity(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    guard case .text(let literal)? = parse(Array(name)).children.first?.children.first?.kind else { return nil }
    let bytes = Array(literal.utf8)
    return bytes.elementsEqual(name) ? nil : bytes
  }

  private static func tree(_ node: OpaquePointer?, depth: Int) -> Tree {
    var result = Tree(
      kind: kind(node), line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)),
      endLine: Int(cmark_node_get_end_line(node)), children: [])
    var child = cmark_node_first_child(node)
    guard depth < depthLimit else {
      result.isCut = child != nil
      return result
    }
    while let current = child {
      result.children.append(tree(current, depth: depth + 1))
      child = cmark_node_next(current)
    }
    return result
  }

  private static func kind(_ node: OpaquePointer?) -> Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST:
      .list(
        ordered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST, start: Int(cmark_node_get_list_start(node)),
        tight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK: .codeBlock(info: string(cmark_node_get_fence_info(node)), text: literal(node))
    case CMARK_NODE_HTML_BLOCK: .htmlBlock(literal(node))
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_TEXT: .text(literal(node))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code(literal(node))
    case CMARK_NODE_HTML_INLINE: .inlineHTML(literal(node))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link(destination: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE: .image(source: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    // CMARK_NODE_CUSTOM_… arise from the C interface only, never from a text.
    default: .document
    }
  }

  private static func literal(_ node: OpaquePointer?) -> String { string(cmark_node_get_literal(node)) }

  private static func string(_ characters: UnsafePointer<CChar>?) -> String { characters.map { String(cString: $0) } ?? "" }
}
