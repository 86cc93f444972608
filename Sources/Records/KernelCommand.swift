/// What the tool asks of a lesson's process.
///
/// Every order is carried out in a fork, so the asked process stays as it was: a checkpoint. The descriptors of the fork's
/// own channel and log travel beside the order.
public enum KernelCommand: Equatable, Sendable {
  /// Load a compiled block and run it with so many bytes of memory, 0 for no limit of its own, as this repetition of the lesson, 0 for
  /// the lesson as it is written; the fork then waits for orders in its turn.
  case run(token: UInt64, library: String, entry: String, memory: Int, repetition: UInt64)
  /// Measure an arm of the claim with this index under a seed; the fork answers and ends.
  case measure(token: UInt64, claim: Int, control: Bool, seed: UInt64)
  /// Send a signal to a fork.
  case signal(token: UInt64, number: Int)
}

extension KernelCommand: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .run(let token, let library, let entry, let memory, let repetition):
      writer.byte(0)
      token.write(to: &writer)
      library.write(to: &writer)
      entry.write(to: &writer)
      memory.write(to: &writer)
      repetition.write(to: &writer)
    case .measure(let token, let claim, let control, let seed):
      writer.byte(1)
      token.write(to: &writer)
      claim.write(to: &writer)
      control.write(to: &writer)
      seed.write(to: &writer)
    case .signal(let token, let number):
      writer.byte(2)
      token.write(to: &writer)
      number.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0:
      self = .run(
        token: try UInt64(from: &reader), library: try String(from: &reader), entry: try String(from: &reader),
        memory: try Int(from: &reader), repetition: try UInt64(from: &reader))
    case 1:
      self = .measure(
        token: try UInt64(from: &reader), claim: try Int(from: &reader), control: try Bool(from: &reader),
        seed: try UInt64(from: &reader))
    case 2: self = .signal(token: try UInt64(from: &reader), number: try Int(from: &reader))
    case let tag: throw .unknownTag(tag, in: "KernelCommand")
    }
  }
}
