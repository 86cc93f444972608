/// Links that leave on a page what belongs to one group. They work without a script: the style hides the rest of a list while the
/// address ends with the group's name, so a filtered page has an address of its own.
struct Filter {
  struct Group {
    /// The address's end, and the class of what is shown. The style has a rule for each.
    var name: String
    var words: String
    var count: Int
    /// What stands before the words.
    var mark: Markup = .empty
  }

  var label: String
  /// The words for everything.
  var all: Group
  var groups: [Group]

  func write(to html: inout HTML) {
    html.element("nav", [.class("filter"), .init("aria-label", label)]) { html in
      for group in [all] + groups where group.count > 0 {
        html.element("a", [.id(group.name), .href("#" + group.name), .class(group.name == all.name ? "everything" : group.name)]) { html in
          html.markup(group.mark)
          html.text(group.words + " ")
          html.element("b", "\(group.count)")
        }
        html.text(" ")
      }
    }
    html.newline()
  }
}
