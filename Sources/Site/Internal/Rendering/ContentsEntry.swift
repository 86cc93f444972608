/// A line of the page's contents list.
struct ContentsEntry {
  var level: Int
  var anchor: String
  var title: Markup
}
