import Foundation
import Lessons
import Records

/// Runs lessons: compiles their blocks from the top down, each a module that imports those above, and runs every block as soon as
/// it is compiled, while the next ones still are.
public struct LessonExecutor: Sendable {
  public let toolchain: Toolchain
  public let installation: KernelInstallation
  /// What a block may take, where neither it nor its lesson says.
  public var defaultSeconds: Double = 60

  public init(toolchain: Toolchain, installation: KernelInstallation) {
    self.toolchain = toolchain
    self.installation = installation
  }

  public func execute(_ lesson: Lesson) async -> LiveLesson {
    let scratch = ScratchFolder()
    let compiler = BlockCompiler(toolchain: toolchain, installation: installation, folder: scratch.url, lesson: lesson)
    let compilation = LessonCompilation(lesson: lesson, compiler: compiler)
    var execution = LessonExecution(
      lesson: lesson, reader: FailureReader(lesson: lesson, symbolizer: Symbolizer(toolchain: toolchain)),
      defaultSeconds: lesson.frontMatter.budget?.seconds ?? defaultSeconds)
    async let compiling: Void = compilation.compileAll()
    await execution.run(compilation, on: installation)
    await compiling
    return execution.finish(keeping: scratch)
  }
}
