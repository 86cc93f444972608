import Lessons

extension Lesson {
  /// The memory that a block asks for, in bytes.
  func memoryBudget(of experiment: Experiment) -> Int? { experiment.options.budget?.bytes ?? frontMatter.budget?.bytes }

  /// What stands for an inline value where the failure of a block is spoken of.
  func placeholder(at value: Int) -> Experiment { Experiment(options: .init(), code: [], range: inlineValues[value].range) }
}

extension Experiment {
  /// Blocks that fail as they should leave nothing to those below.
  var leavesSomethingBehind: Bool { options.runs && options.expects == .success }
}
