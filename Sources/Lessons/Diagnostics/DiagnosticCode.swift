/// The stable name of each kind of finding. Interfaces: changed on purpose only; each has its entry in the documentation.
public enum DiagnosticCode: String, CaseIterable, Sendable {
  // Files and courses
  case fileUnreadable = "file-unreadable"
  case fileNotUTF8 = "file-not-utf8"
  case fileEmpty = "file-empty"
  case courseInvalid = "course-invalid"
  case courseWithoutLessons = "course-without-lessons"

  case referencesInvalid = "references-invalid"
  case referenceUncited = "reference-uncited"
  case glossaryInvalid = "glossary-invalid"

  // Front matter
  case frontMatterMissing = "front-matter-missing"
  case frontMatterInvalid = "front-matter-invalid"
  case frontMatterUnknownKey = "front-matter-unknown-key"

  // Blocks
  case optionUnknown = "option-unknown"
  case optionInvalid = "option-invalid"
  case labelDuplicate = "label-duplicate"
  case labelInvalid = "label-invalid"
  case compileError = "compile-error"
  case compileWarning = "compile-warning"
  case blockTrapped = "block-trapped"
  case blockTimedOut = "block-timed-out"
  case blockThrew = "block-threw"
  case blockExited = "block-exited"
  case blockOutputRefused = "block-output-refused"
  case lessonOutOfMemory = "lesson-out-of-memory"
  case threadsLeft = "threads-left"
  case blockNotRun = "block-not-run"
  case expectationNotMet = "expectation-not-met"
  case repetitionFailed = "repetition-failed"

  // Prose
  case markdownTooDeep = "markdown-too-deep"
  case tableInvalid = "table-invalid"
  case calloutInvalid = "callout-invalid"
  case imageUndescribed = "image-undescribed"
  case footnoteUndefined = "footnote-undefined"
  case footnoteUnused = "footnote-unused"
  case footnoteDuplicate = "footnote-duplicate"
  case footnoteInvalid = "footnote-invalid"
  case inlineValueInvalid = "inline-value-invalid"
  case mathInvalid = "math-invalid"
  case referenceBroken = "reference-broken"
  case referenceAmbiguous = "reference-ambiguous"
  case htmlRefused = "html-refused"
  case proseUnbound = "prose-unbound"
  case givenUnused = "given-unused"
  case coverageBelowGate = "coverage-below-gate"

  // Claims
  case claimDuplicate = "claim-duplicate"
  case claimWithoutSentence = "claim-without-sentence"
  case sentenceWithoutClaim = "sentence-without-claim"
  case claimFails = "claim-fails"
  case claimVacuous = "claim-vacuous"
  case claimUndecided = "claim-undecided"
  case claimBroken = "claim-broken"
  case claimUncontrolled = "claim-uncontrolled"
  case claimSeedless = "claim-seedless"
  case derivationBroken = "derivation-broken"
  case assumptionIdle = "assumption-idle"
  case claimUnknown = "claim-unknown"

  // The ledger
  case ledgerInvalid = "ledger-invalid"
  case ledgerOutdated = "ledger-outdated"
  case claimDrifted = "claim-drifted"
  case verdictFlipped = "verdict-flipped"

  // Statements
  case statementsInvalid = "statements-invalid"
  case statementUnknown = "statement-unknown"
  case statementClaimUnknown = "statement-claim-unknown"
  case stanceContradicted = "stance-contradicted"
  case stanceOpen = "stance-open"

  // Audit
  case mutantSurvived = "mutant-survived"
  case scoreBelowGate = "score-below-gate"

  // The machine
  case toolMissing = "tool-missing"
  case sandboxUnavailable = "sandbox-unavailable"
  case kernelLost = "kernel-lost"
  case outputOccupied = "output-occupied"

  /// What the finding means for the exit status.
  public enum Consequence: Sendable {
    /// Nothing said is wrong: a warning or a note.
    case none
    /// Something said is false: status 1.
    case falsehood
    /// Something could not be checked: status 2.
    case unchecked
  }

  public var consequence: Consequence {
    switch self {
    case .claimFails, .claimVacuous, .expectationNotMet, .derivationBroken, .verdictFlipped, .stanceContradicted, .scoreBelowGate:
      .falsehood
    case .compileWarning, .threadsLeft, .repetitionFailed, .claimUncontrolled, .claimSeedless, .claimUndecided, .assumptionIdle: .none
    case .ledgerOutdated, .claimDrifted, .referenceUncited, .footnoteUnused, .givenUnused, .proseUnbound, .stanceOpen: .none
    case .mutantSurvived: .none
    default: .unchecked
    }
  }

  public var severity: Diagnostic.Severity {
    switch consequence {
    case .none: .warning
    case .falsehood, .unchecked: .error
    }
  }
}
