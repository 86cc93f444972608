import Yams

extension Settings {
  /// The mappings of a file that is a list of them, each with settings of its own, and what is wrong with the file as a whole.
  ///
  /// - Parameters:
  ///   - key: the list may stand under this key, alone in its mapping
  ///   - first: the key that entries begin with
  static func list(
    _ source: SourceFile, under key: String, beginning first: String = "id", codes: Codes
  ) -> (entries: [Settings], diagnostics: [Diagnostic]) {
    let nothing = Yams.Node.mapping(.init([]))
    var whole = Settings(source, root: nothing, codes: codes)
    do {
      let yaml = source.lines.joined(separator: "\n") + "\n"
      guard var root = try Yams.compose(yaml: yaml) else { return ([], []) }
      if let mapping = root.mapping, mapping.count == 1, let list = mapping[key] { root = list }
      guard let items = root.sequence else {
        whole.note("a list is expected here", at: root, help: "begin each entry with `- \(first): …`")
        return ([], whole.diagnostics)
      }
      return (items.map { Settings(source, root: $0, codes: codes) }, [])
    } catch {
      whole.note(error)
      return ([], whole.diagnostics)
    }
  }
}
