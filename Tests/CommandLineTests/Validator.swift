import Foundation

/// The programs of `Tests/Validators`, where they are installed.
struct Validator {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private var python: URL

  static func located() throws -> Validator? {
    let folder = root.appendingPathComponent(".build/validators")
    guard FileManager.default.fileExists(atPath: folder.path + "/ready") else { return nil }
    return Validator(python: folder.appendingPathComponent("venv/bin/python"))
  }

  /// What is wrong with the files; nothing where they are valid.
  func complaints(_ kind: String, _ files: [String], in folder: URL) throws -> String {
    let script = Self.root.appendingPathComponent("Tests/Validators/validate.py").path
    let run = try LitmusProcess.run([script, kind] + files, program: python, in: folder)
    guard run.status == (run.output.isEmpty ? 0 : 1), run.errors.isEmpty else { throw LitmusProcess.Failure(errors: run.errors) }
    return run.output
  }
}
