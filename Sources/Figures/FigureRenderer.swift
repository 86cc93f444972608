public import Records

/// Draws figures as SVG that a page themes.
///
/// The result is one `<svg>` element with a `viewBox` and no size, for inlining into HTML; equal data give equal bytes.
/// Colours are CSS variables with a fallback for light ground:
/// `--figure-1` … `--figure-6` for groups, `--figure-ink` for words, `--figure-muted` for axes, `--figure-grid`,
/// `--figure-paper` for the ground behind words that stand on marks, `--figure-font`.
/// The colours of heat maps and images are pixels, the same in every theme; words in their cells are `--figure-on-light` and
/// `--figure-on-dark`.
/// Each `g.figure-series` carries its data as JSON in `data-x`, `data-y` (`data-x2`, `data-y2`), to the five digits that its table has.
/// Where they stand follows from the panel's `data-scale-x` and `data-scale-y` (kind, both ends on the scale, both in pixels); where it does
/// not, as for bars side by side, `data-at` says it. A field has samples beside it, in `g.figure-samples`. The `<svg>` names the axes in
/// `data-x`, `data-y` and `data-color`.
public enum FigureRenderer {
  /// - Parameters:
  ///   - id: stands before the ids inside; unique on the page.
  ///   - description: the text alternative; what could not be drawn is added to it. If empty, one is made from the data.
  ///   - width: in pixels, for another width than the figure asks for: a phone's, say.
  ///   - carriesValues: false leaves the data's values out, for a second drawing of a figure whose first one has them: their series and
  ///     samples correspond in their order.
  public static func svg(
    for figure: Figure, id: String, description: String, width: Double? = nil, carriesValues: Bool = true
  ) -> String {
    Drawing(figure, id: id, width: width, carriesValues: carriesValues).svg(description: description)
  }

  /// What is not drawn and why, in sentences: values that are not finite, not positive on a logarithmic axis, out of range.
  public static func notes(for figure: Figure) -> [String] {
    Drawing(figure, id: "", width: nil).layout.model.omissions.sentences
  }
}
