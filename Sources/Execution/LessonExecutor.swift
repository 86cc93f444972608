import Foundation
import Lessons
import Records

/// Runs lessons: compiles their blocks from the top down, each a module that imports those above, and runs every block as soon as
/// it is compiled, while the next ones still are.
public struct LessonExecutor: Sendable {
  public let toolchain: Toolchain
  public let installation: KernelInstallation
  /// What lessons' processes are shut into.
  public let sandbox: Sandbox
  public var limits = Limits()
  /// What a block may take, where neither it nor its lesson says.
  public var defaultSeconds: Double = 60

  public init(toolchain: Toolchain, installation: KernelInstallation, sandbox: Sandbox) {
    self.toolchain = toolchain
    self.installation = installation
    self.sandbox = sandbox
  }

  public func execute(_ lesson: Lesson) async -> LiveLesson {
    let scratch = ScratchFolder()
    let compiler = BlockCompiler(
      toolchain: toolchain, installation: installation, folder: scratch.url, lesson: lesson, limits: limits)
    let compilation = LessonCompilation(lesson: lesson, compiler: compiler)
    let seconds = lesson.frontMatter.budget?.seconds ?? defaultSeconds
    let symbolizer = Symbolizer(toolchain: toolchain, folder: scratch.url.path)
    var execution = LessonExecution(
      lesson: lesson, reader: FailureReader(lesson: lesson, symbolizer: symbolizer, limits: limits), defaultSeconds: seconds)
    let launch = sandbox.launch(
      installation, toolchain: toolchain, limits: limits, lesson: lesson, seconds: seconds, readable: [scratch.url.path])
    async let compiling: Void = compilation.compileAll()
    await execution.run(compilation, launch: launch, limits: limits)
    await compiling
    return execution.finish(keeping: scratch)
  }
}
