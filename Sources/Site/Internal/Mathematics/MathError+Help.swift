extension MathError {
  /// What to do about it.
  var help: String {
    for command in [#"\label"#, #"\ref"#, #"\eqref"#] where message.hasSuffix(" " + command) {
      return command == #"\label"#
        ? "write the label behind the formula: `$$ … $$ {#eq-name}`" : "refer to a labelled formula outside of formulas: `[](#eq-name)`"
    }
    return "formulas are LaTeX as KaTeX reads it: https://katex.org/docs/supported"
  }
}
