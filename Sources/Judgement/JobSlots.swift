/// How much runs at a time: whoever measures holds a slot, the others wait their turn.
public actor JobSlots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  public init(_ count: Int) { free = max(1, count) }

  /// Runs work while it holds a slot.
  public func withSlot<Result: Sendable>(_ work: @Sendable () async -> Result) async -> Result {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    defer { leave() }
    return await work()
  }

  private func leave() {
    // The slot passes to the next in line, or becomes free.
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
