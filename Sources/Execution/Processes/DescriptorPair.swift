import CChannel

/// Two connected descriptors that no other program inherits.
struct DescriptorPair {
  let first: Int32
  let second: Int32

  /// `first` reads what is written to `second`.
  static func pipe() -> DescriptorPair? { make(channel_pipe) }

  /// Both ends read and write; who reads at the first learns who has written.
  static func sockets() -> DescriptorPair? {
    let pair = make(channel_pair)
    if let pair { channel_name_senders(pair.first) }
    return pair
  }

  private static func make(_ call: (UnsafeMutablePointer<Int32>?) -> Int32) -> DescriptorPair? {
    var ends: [Int32] = [-1, -1]
    return call(&ends) == 0 ? DescriptorPair(first: ends[0], second: ends[1]) : nil
  }
}
