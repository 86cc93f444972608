/// The seed of one replicate, derived from what the claim is called and never chosen by an author.
///
/// FNV-1a over "course seed/lesson/claim/replicate", then SplitMix64's finalizer, so that neighbours share nothing.
/// - Source: Fowler, Noll, Vo; Steele, Lea, Flood 2014, https://doi.org/10.1145/2660193.2660195
///
/// - Parameter fresh: what `--fresh-seeds` drew or was given; another number gives seeds that have nothing to do with these
public func replicateSeed(course: Int, lesson: String, claim: String, replicate: Int, fresh: UInt64? = nil) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in "\(course)/\(lesson)/\(claim)/\(replicate)\(fresh.map { "/fresh \($0)" } ?? "")".utf8 {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
  hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
  hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
  return hash ^ (hash >> 31)
}
