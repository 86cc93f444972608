import Testing

@testable import Site

@Suite struct FormulaLengthTests {
  @Test(arguments: [(#"x^2"#, 2), (#"\operatorname{Var}(wx)"#, 7), (#"\frac{1}{\sqrt D}"#, 2), (#"= \mathbb{E}[w]\,"#, 6), (#"\"#, 1), ("", 0)])
  func signsThatShow(_ latex: String, _ count: Int) { #expect(FormulaLength.visible(latex) == count) }
}
