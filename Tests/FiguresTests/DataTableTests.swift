import Records
import Testing

@testable import Figures

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

@Suite struct LargeDataTableTests {
  @Test func smallFieldsAreTables() throws {
    let table = try #require(FigureRenderer.dataTables(for: Samples.confusion).first)
    #expect(table.columns.map(\.title) == ["true class \\ predicted", "T-shirt", "trouser", "pullover", "dress", "coat"])
    #expect(table.columns[1].cells == [870, 2, 15, 30, 1].map { .double($0) })
  }

  @Test func largeFieldsSayHowFarTheyReach() throws {
    let tables = FigureRenderer.dataTables(for: Samples.surface)
    #expect(tables.count == 2, "the descent, and the heat map without its contours")
    let table = try #require(tables.last)
    #expect(table.rowCount == 1)
    #expect(table.columns.map(\.title) == ["values", "least loss", "at w", "at b", "greatest loss", "at w", "at b"])
    #expect(table.columns[0].cells == [.text("96 × 64")])
    let least = try #require(table.columns[1].cells[0].number), greatest = try #require(table.columns[4].cells[0].number)
    #expect(least < 0.01 && greatest > 200)
    #expect(try #require(table.columns[5].cells[0].number).magnitude > 1.95, "in a corner")
  }

  @Test func manyDataAreCounted() throws {
    let table = try #require(FigureRenderer.dataTables(for: Samples.crowd).first)
    #expect(table.columns.map(\.title) == ["series", "drawn as", "values", "x from", "x to", "least y", "greatest y"])
    #expect(table.columns[1].cells == [.text("40 × line"), .text("area"), .text("line"), .text("line")])
    #expect(table.columns[2].cells == [.integer(3_240), .integer(81), .integer(81), .integer(81)])
    #expect(table.columns[3].cells == Array(repeating: .double(0), count: 4))
  }

  @Test func pixelsAreNoTable() { #expect(FigureRenderer.dataTables(for: Samples.images).isEmpty) }

  @Test func noTableIsLargerThanAnybodyReads() {
    for seed in 0..<200 {
      var random = Seeded(UInt64(seed))
      for table in FigureRenderer.dataTables(for: random.figure()) {
        #expect(table.rowCount * table.columns.count <= FigureRenderer.mostCells && Set(table.columns.map(\.cells.count)).count <= 1)
      }
    }
  }
}
