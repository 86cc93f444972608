import Records

/// Sets a derivation's report into the page, among the block's outputs.
func emit(_ report: DerivationReport) {
  KernelProcess.emit(.output(.derivation(report)))
}
