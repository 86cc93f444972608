import Execution
import Judgement
import Lessons
import Records

/// What is left of a lesson when its page is written: all that the pages about the whole course say of it.
struct LessonSummary: Sendable {
  /// What statements lead to.
  struct Evidence: Sendable {
    var verdict: Verdict?
    var anchor: String
  }

  var name: String
  var title: String
  var summary: String?
  var standing: Standing
  /// In the order of the page.
  var claims: [ClaimSummary]
  /// Claims and derivations by their ids.
  var evidence: [String: Evidence]
  /// The lessons whose values it prints, or to which it refers by name.
  var uses: Set<String>
  /// Labels to which it refers and which it does not have: some other lesson does.
  var labelsElsewhere: Set<String>
  /// The words of the glossary that it uses, by their places there.
  var terms: Set<String>
  /// What can be led to on its page, by what authors call it.
  var places: Set<String>
  var usesMath: Bool
  /// nil: the course's.
  var seed: Int?
  var experiments: Int
  var replicates: Int
  /// The first 64 bits of the text's SHA-256, in hexadecimal.
  var digest: String

  /// As links name it.
  var file: String { PageAddress.page(name) }

  init(_ page: Page, anchors: Anchors, standing: Standing, claims: [ClaimSummary], usesMath: Bool) {
    let lesson = page.lesson
    name = lesson.name
    title = lesson.frontMatter.title
    summary = lesson.frontMatter.summary
    self.standing = standing
    self.claims = claims
    self.usesMath = usesMath
    uses = Set(lesson.root.recordedValues.map(\.lesson)).union(lesson.root.crossReferences.compactMap(\.lesson)).subtracting([lesson.name])
    terms = lesson.root.glossaryTerms
    places = Set(anchors.headings + anchors.blocks + anchors.sentences)
    let labels = lesson.root.crossReferences.filter { $0.lesson == nil }.compactMap(\.label)
    labelsElsewhere = Set(labels).subtracting(places)
    seed = lesson.frontMatter.seed
    experiments = lesson.experiments.count
    replicates = page.claims.reduce(0) { $0 + $1.claim.replicates.count + ($1.control?.replicates.count ?? 0) }
    digest = Fingerprint.digest(of: lesson.source.text)
    evidence = Dictionary(claims.map { ($0.id, Evidence(verdict: $0.verdict, anchor: $0.anchor)) }) { first, _ in first }
    for index in lesson.experiments.indices {
      for case .derivation(let report) in page.outputs(ofExperiment: index) where evidence[report.id] == nil {
        evidence[report.id] = Evidence(verdict: report.isBroken ? .fails : .holds, anchor: anchors.blocks[index])
      }
    }
  }
}

extension Node {
  fileprivate var glossaryTerms: Set<String> {
    var terms = children.reduce(into: Set<String>()) { $0.formUnion($1.glossaryTerms) }
    if case .glossaryTerm(let anchor, _) = kind { terms.insert(anchor) }
    return terms
  }
}
