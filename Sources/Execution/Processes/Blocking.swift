import Foundation

/// Runs work that blocks (a compiler, a read from a lesson's process) away from Swift's cooperative threads.
public func blocking<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: work()) }
  }
}
