internal import CChannel
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lesson as an ordinary program, as `litmus tangle` writes it: its blocks in their order, then what the claims measure.
///
/// ```swift
/// var lesson = TangledLesson("initialization", courseSeed: 20261121)
/// lesson.run("Block1", "signal, line 41")
/// lesson.values("Values1", [0: .init("share", format: ".1%")])
/// lesson.end()
/// ```
/// Every block is a library beside the program, loaded into this process. What a page computes apart from the lesson (the values of
/// its prose, the replicates of its claims) is computed in forks here as there, so that the numbers are the same.
///
/// - Errors: a block that traps ends the program as it would end any; one that has to trap is run in a fork.
public struct TangledLesson {
  /// An inline value of the prose.
  public struct InlineValue: Sendable {
    let expression: String
    let format: String?

    public init(_ expression: String, format: String? = nil) {
      self.expression = expression
      self.format = format
    }
  }

  private let name: String
  private let courseSeed: Int
  private let replicates: Int
  private var measuredClaims = 0
  private var isAsExpected = true

  /// - courseSeed: the seed that the claims' replicates derive theirs from: the lesson's own, or its course's
  public init(_ name: String, courseSeed: Int) {
    self.name = name
    self.courseSeed = courseSeed
    let asked = CommandLine.arguments.dropFirst().first.flatMap { Int($0) }
    replicates = max(0, asked ?? 3)
  }

  /// Runs a block, then measures the claims that it declared.
  public mutating func run(_ module: String, _ title: String) {
    StandaloneReport.line("\n── \(title)")
    Self.call(module)
    for index in measuredClaims..<KernelProcess.claims.count { measure(index) }
    measuredClaims = KernelProcess.claims.count
  }

  /// Runs a block that the lesson expects to trap; nothing of it is left.
  public mutating func runExpectingTrap(_ module: String, _ title: String) {
    StandaloneReport.line("\n── \(title)")
    let answer = Self.apart {
      Self.call(module)
      return .finished(seconds: 0)
    }
    isAsExpected = isAsExpected && answer == nil
    StandaloneReport.line(answer == nil ? "(trapped, as the lesson expects)" : "(did not trap, and the lesson expects that it does)")
  }

  /// Computes the inline values that stand below a block: `share = 50.3% (0.503)`.
  public func values(_ module: String, _ values: [Int: InlineValue]) {
    StandaloneReport.line("")
    _ = Self.apart {
      KernelProcess.printsInline { index, value in
        guard let shown = values[index] else { return }
        let exact = value.description
        let text = shown.format.flatMap { NumberFormat($0) }?.string(for: value) ?? exact
        StandaloneReport.line("\(shown.expression) = \(text)\(text == exact ? "" : "  (\(exact))")")
      }
      Self.call(module)
      return nil
    }
  }

  /// - Returns: never; the status is 1 where a block did not do what the lesson expects of it.
  public func end() -> Never {
    fflush(nil)
    exit(isAsExpected ? 0 : 1)
  }

  // MARK: Claims

  private func measure(_ index: Int) {
    let claim = KernelProcess.claims[index].declaration
    StandaloneReport.line("\nclaim \(claim.id): \(claim.relation.inWords), \(claim.quantifier.inWords)")
    for control in claim.hasControl ? [false, true] : [false] {
      var shown: [String] = []
      var satisfied = 0
      for replicate in 0..<replicates {
        let seed = replicateSeed(course: courseSeed, lesson: name, claim: claim.id, replicate: replicate)
        let answer = Self.apart {
          useOneThread()
          return KernelProcess.claims[index].measure(control: control, seed: seed)
        }
        switch answer {
        case .measured(let measure):
          shown.append(StandaloneReport.text(of: measure))
          satisfied += claim.relation.isSatisfied(by: measure) ? 1 : 0
        case .threw(let message): shown.append("error: \(message)")
        default: shown.append("could not be measured")
        }
      }
      let count = control ? "\(satisfied) of \(replicates); a control has to fail" : "\(satisfied) of \(replicates) satisfy it"
      StandaloneReport.line("  \(control ? "control " : "measured")  \(shown.joined(separator: " · "))   \(count)")
    }
  }

  // MARK: Processes

  private static func call(_ module: String) {
    guard let library = dlopen(programFolder + module, RTLD_NOW | RTLD_GLOBAL), let entry = dlsym(library, module + "_main") else {
      StandaloneReport.line("error: \(dlerror().map { String(cString: $0) } ?? "\(module) could not be loaded")")
      fflush(nil)
      exit(2)
    }
    typealias Entry = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32
    _ = unsafeBitCast(entry, to: Entry.self)(0, nil)
    fflush(nil)
  }

  /// Does work in a fork, and returns its answer; nil where it gave none or did not come to its end.
  private static func apart(_ work: () -> Record?) -> Record? {
    var ends: [Int32] = [-1, -1]
    fflush(nil)
    guard channel_pair(&ends) == 0, case let child = forkProcess(), child >= 0 else { return nil }
    if child == 0 {
      close(ends[0])
      if let answer = work()?.wireBytes { _ = channel_send(ends[1], UInt8(CHANNEL_FRAME_RECORD), answer, answer.count, nil, 0) }
      fflush(nil)
      _exit(0)
    }
    close(ends[1])
    var kind: UInt8 = 0
    var payload: UnsafeMutableRawPointer?
    var descriptors: [Int32] = [-1, -1]
    let length = channel_receive(ends[0], 1 << 30, -1, &kind, &payload, &descriptors, nil)
    close(ends[0])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard length >= 0, let payload else { return nil }
    defer { free(payload) }
    return try? Record(wireBytes: [UInt8](UnsafeRawBufferPointer(start: payload, count: length)))
  }

  /// The blocks stand beside the program.
  private static let programFolder: String = {
    var path = [CChar](repeating: 0, count: 4096)
    #if canImport(Glibc)
      let length = readlink("/proc/self/exe", &path, path.count - 1)
      let program = length > 0 ? String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) : CommandLine.arguments[0]
    #else
      var size = UInt32(path.count)
      let program = _NSGetExecutablePath(&path, &size) == 0 ? String(cString: path) : CommandLine.arguments[0]
    #endif
    return (program.lastIndex(of: "/").map { String(program[...$0]) }) ?? "./"
  }()
}
