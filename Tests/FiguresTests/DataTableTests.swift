import Figures
import Records
import Testing

@Suite struct DataTableTests {
  @Test func seriesAtTheSamePlacesAreColumns() {
    let table = FigureRenderer.dataTable(for: Samples.bars)
    #expect(table.columns.map(\.title) == ["arm", "n = 150", "n = 40"])
    #expect(table.columns[1].cells == [.double(0.857), .double(0.9), .double(0.484)])
  }

  @Test func panelsOfAGridAreColumns() {
    let table = FigureRenderer.dataTable(for: Samples.histograms)
    #expect(table.columns.prefix(4).map(\.title) == ["activation from", "activation to", "Xavier · layer 1", "Xavier · layer 2"])
    #expect(table.columns.count == 8 && table.rowCount == 8)
  }

  @Test func otherSeriesStandBelowEachOther() {
    let figure = Figure(series: [Samples.line([1, 2], [3, 4], group: "a"), Samples.line([5], [.nan], group: "b")])
    let table = FigureRenderer.dataTable(for: figure)
    #expect(table.columns.map(\.title) == ["series", "x", "y"])
    #expect(table.columns[0].cells == [.text("a"), .text("a"), .text("b")])
    #expect(table.columns[1].cells == [.double(1), .double(2), .double(5)])
    #expect(table.columns[2].cells.map(\.description) == ["3.0", "4.0", "nan"], "what is not drawn is in the table")
  }

  @Test func linesAcrossTheFigureAreNoData() {
    let table = FigureRenderer.dataTable(for: Samples.bands)
    #expect(table.columns.first?.title == "layer" && table.rowCount == 30)
  }

  @Test func anySeriesGivesARectangle() {
    for seed in 0..<200 {
      var random = Seeded(UInt64(seed))
      let table = FigureRenderer.dataTable(for: random.figure())
      #expect(Set(table.columns.map(\.cells.count)).count <= 1)
    }
  }
}
