import Records

/// A field's cells as pixels.
struct Raster {
  let box: Box
  let png: PNG

  /// A heat map. Cells of one size are a pixel each; others are drawn at the drawing's own resolution.
  ///
  /// `nil` where none of it lies within the plot.
  init?(_ grid: Grid, frame: Frame, color: ColorModel) {
    let across = Cells(Grid.edges(grid.columns).map(frame.placeX), within: frame.plot.left...frame.plot.right)
    let down = Cells(Grid.edges(grid.rows).map(frame.placeY), within: frame.plot.top...frame.plot.bottom)
    guard let across, let down else { return nil }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(across.cells.count * down.cells.count)
    for row in down.cells {
      // The first colour is the one that lets the page through.
      for column in across.cells { pixels.append(UInt8((color.place(grid.value(column: column, row: row)) ?? -1) + 1)) }
    }
    box = Box(left: across.start, top: down.start, right: across.end, bottom: down.end)
    let hasGaps = pixels.contains(0)
    png = PNG(
      width: across.cells.count, height: down.cells.count,
      .indexed(pixels, palette: [0] + color.ramp.colors, transparent: hasGaps ? 1 : 0))
  }

  /// An image over the whole of a plot.
  init(image field: Figure.Field, plot: Box, color: ColorModel) {
    box = plot
    let size = (width: field.columns, height: field.rows)
    if field.channels == 3 {
      png = PNG(
        width: size.width, height: size.height,
        .rgb(field.values.map { value in
          guard Scale.admits(value, color.scale.kind) else { return 0 }
          return UInt8((min(max(color.scale.fraction(value), 0), 1) * 255).rounded())
        }))
      return
    }
    let places = field.values.map { color.place($0) }
    if color.ramp.colors == ColorRamp.gray.colors, !places.contains(nil) {
      png = PNG(width: size.width, height: size.height, .gray(places.map { UInt8(ColorRamp.gray.colors[$0 ?? 0] & 0xFF) }))
    } else {
      // Many small images each have a palette: of the colours that they use.
      let used = Set(places.map { ($0 ?? -1) + 1 }).sorted(), palette = [0] + color.ramp.colors
      var numbers = [UInt8](repeating: 0, count: palette.count)
      for (number, place) in used.enumerated() { numbers[place] = UInt8(number) }
      png = PNG(
        width: size.width, height: size.height,
        .indexed(
          places.map { numbers[($0 ?? -1) + 1] }, palette: used.map { palette[$0] }, transparent: places.contains(nil) ? 1 : 0))
    }
  }

  /// Cells in a direction, in the drawing's order.
  private struct Cells {
    /// The cell that each pixel shows.
    var cells: [Int]
    var start: Double
    var end: Double

    init?(_ edges: [Double], within range: ClosedRange<Double>) {
      var order: [(cell: Int, start: Double, end: Double)] = []
      for cell in 0..<max(edges.count - 1, 0) {
        let start = min(edges[cell], edges[cell + 1]), end = max(edges[cell], edges[cell + 1])
        if end > range.lowerBound + 1e-6, start < range.upperBound - 1e-6 { order.append((cell, start, end)) }
      }
      order.sort { $0.start < $1.start }
      guard let first = order.first, let last = order.last else { return nil }
      let width = (last.end - first.start) / Double(order.count)
      if order.count <= 2_000, order.allSatisfy({ ($0.end - $0.start - width).magnitude < width * 1e-3 }) {
        cells = order.map { $0.cell }
        start = first.start
        end = last.end
        return
      }
      start = max(first.start, range.lowerBound)
      end = min(last.end, range.upperBound)
      let count = min(max(Int((end - start).rounded(.up)), 1), 2_000)
      cells = []
      var index = 0
      for pixel in 0..<count {
        let center = start + (Double(pixel) + 0.5) / Double(count) * (end - start)
        while index + 1 < order.count, order[index].end <= center { index += 1 }
        cells.append(order[index].cell)
      }
    }
  }
}
