import Records

/// The one place where a derivation's report leaves for the page: route it to the record stream here.
func emit(_ report: DerivationReport) {
  // Nothing yet: the record stream takes it from here.
}
