import Lessons
import Records

/// The receipt's fields.
extension Receipt {
  struct Document: Encodable {
    struct Lesson: Encodable {
      var name: String
      var title: String
      /// A digest of the Markdown.
      var text: String
    }
    struct Dependency: Encodable {
      var name: String
      var digest: String
    }
    struct Recorded: Encodable {
      var name: String
      var value: ExactValue
    }

    let format = "litmus-receipt"
    var version: Int
    var lesson: Lesson
    /// What the seeds of the replicates were derived from.
    var seed: Int
    var dependencies: [Dependency]
    var blocks: [Block]
    var values: [InlineValueEntry]
    /// What `record` named, by name.
    var recorded: [Recorded]
    var claims: [Claim]
    /// Sentences whose claim was never measured.
    var unmeasured: [JSONReport.Sentence]
    var derivations: [JSONReport.Derivation]
  }

  struct Block: Encodable {
    var block: JSONReport.Block
    /// A digest of the code of the blocks down to this one.
    var code: String
    /// A digest of all that it showed; absent where that is nothing.
    var output: String?
  }

  /// A number that the prose prints.
  struct InlineValueEntry: Encodable {
    var expression: String
    var format: String?
    var range: JSONReport.Range
    /// Absent where it could not be computed.
    var value: ExactValue?
    /// As the sentence prints it, before it is typeset.
    var printed: String?
    /// A digest of the code of the blocks above it.
    var code: String
    /// What it is in other repetitions of the lesson, in their order; null where one did not come so far.
    var repetitions: [ExactValue?]?
  }

  struct Claim: Encodable {
    struct Statement: Encodable {
      var id: String
      var source: String
      var quote: String
      /// Absent where nobody has said what to hold of it.
      var stance: String?
      var bearing: String
    }
    var judged: JSONReport.Claim
    /// As in the ledger.
    var code: String
    /// Absent where the lesson names no data files.
    var data: String?
    /// Absent where the course has no ledger.
    var ledger: JSONReport.Ledger.Change?
    var statements: [Statement]
  }

  /// A value with its type, to the bit.
  struct ExactValue: Encodable {
    private enum Key: String, CodingKey { case type, value }
    var value: Value

    init(_ value: Value) { self.value = value }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(value.typeName, forKey: .type)
      switch value {
      case .float(let value): try container.encode(value, forKey: .value)
      case .double(let value): try container.encode(value, forKey: .value)
      case .integer(let value): try container.encode(value, forKey: .value)
      case .boolean(let value): try container.encode(value, forKey: .value)
      case .text(let value): try container.encode(value, forKey: .value)
      }
    }
  }
}
