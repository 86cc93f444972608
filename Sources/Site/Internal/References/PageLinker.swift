import Lessons

/// Sets the references of one page that lead to other lessons, and what is shown of their targets.
struct PageLinker {
  private var page: OpenPage
  /// What stands in each slot.
  private var links: [Markup] = []
  private var previews: [Markup] = []
  private var indices: [String: Int] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ page: OpenPage, _ targets: CourseTargets) {
    self.page = page
    for slot in page.slots { links.append(link(slot, targets)) }
    self.page.notice.add(diagnostics)
  }

  /// The page without marks.
  func linked(_ html: [UInt8]) -> [UInt8] {
    OpenPage.filled(html) { mark in
      switch mark {
      case "notice": HTML.fragment { page.notice.write(to: &$0) }
      case "previews": HTML.fragment { html in for preview in previews { html.newline(); html.markup(preview) } }
      default: Int(mark).flatMap { links.indices.contains($0) ? links[$0] : nil } ?? .empty
      }
    }
  }

  private mutating func link(_ slot: ReferenceSlot, _ targets: CourseTargets) -> Markup {
    let reference = slot.reference
    if let lesson = reference.lesson, targets.outline(of: lesson) == nil {
      diagnostics.append(ReferenceFinding.unknownLesson(reference, among: targets.lessonNames, in: page.path))
      return missing(slot)
    }
    switch targets.find(reference, from: page.name) {
    case .one(let place): return link(slot, to: place, in: targets.outline(place.lesson))
    case .several(let places):
      let lessons = places.map(\.lesson)
      if Set(lessons).count == 1 {
        diagnostics.append(ReferenceFinding.ambiguous(reference, places.map { ($0.target.kind, $0.target.names) }, in: page.path))
      } else {
        let names = lessons.reduce(into: [String]()) { names, lesson in
          let name = targets.outline(lesson).name
          if names.last != name { names.append(name) }
        }
        diagnostics.append(ReferenceFinding.ambiguous(reference, lessons: names, in: page.path))
      }
      return missing(slot)
    case .none:
      diagnostics.append(ReferenceFinding.missing(reference, near: targets.nearest(to: reference, from: page.name), in: page.path))
      return missing(slot)
    }
  }

  private func missing(_ slot: ReferenceSlot) -> Markup {
    HTML.fragment { ReferenceText.missing(slot.reference, words: slot.words, in: &$0) }
  }

  private mutating func link(_ slot: ReferenceSlot, to place: CourseTargets.Place, in lesson: LessonOutline) -> Markup {
    let target = place.target
    let address = "\(PageAddress.page(lesson.name))#\(target.anchor)"
    let preview = target.preview.map { index(of: $0, at: address, in: lesson) }
    return HTML.fragment { html in
      ReferenceText.link(
        to: address, title: slot.reference.title, words: slot.words ?? target.words, lesson: slot.words == nil ? lesson.title : nil,
        preview: preview, isInLink: slot.isInLink, in: &html)
    }
  }

  /// Each target is on the page once, in an element that shows nothing until the script takes it.
  private mutating func index(of preview: Markup, at address: String, in lesson: LessonOutline) -> Int {
    if let known = indices[address] { return known }
    let index = previews.count
    indices[address] = index
    previews.append(HTML.fragment { html in
      html.element("template", [.class("preview"), .init("data-preview", "\(index)")]) { html in
        html.markup(preview)
        html.element("p", [.class("origin")], lesson.title)
      }
    })
    return index
  }
}
