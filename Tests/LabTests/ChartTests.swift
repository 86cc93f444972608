import Lab
import Testing

import struct Records.Figure

/// Charts as lessons write them, and the figures that they become.
@Suite struct ChartTests {
  private let layers = [1, 2, 3]
  private let deviations: [Float] = [0.5, 0.25, 0.125]

  @Test func wholeLinesKeepTheirExactValues() {
    let figure = Chart { LineMark(x: layers, y: deviations) }.xAxis("layer").yAxis("std", scale: .log, domain: 0.1...1).figure
    #expect(figure.panels.count == 1 && figure.arrangement == .single)
    #expect(figure.panels[0].series == [
      Figure.Series(
        .line, x: Figure.Channel(values: [.integer(1), .integer(2), .integer(3)]),
        y: Figure.Channel(values: [.float(0.5), .float(0.25), .float(0.125)]))
    ])
    #expect(figure.x.label == "layer" && figure.y == Figure.Axis(label: "std", scale: .log, domain: 0.1...1))
  }

  @Test func singleDataOfAGroupBecomeOneLine() {
    let chart = Chart {
      for arm in ["He", "Xavier"] {
        for layer in layers {
          LineMark(x: .value("layer", layer), y: .value("std", Double(layer) / 2)).foregroundStyle(by: .value("initializer", arm))
        }
      }
    }
    let series = chart.figure.panels[0].series
    #expect(series.map(\.group) == ["He", "Xavier"])
    #expect(series.allSatisfy { $0.count == 3 })
    #expect(chart.figure.x.label == "layer" && chart.figure.y.label == "std" && chart.figure.groupLabel == "initializer")
  }

  @Test func wholeLinesStaySeparate() {
    let chart = Chart {
      LineMark(x: layers, y: deviations)
      LineMark(x: layers, y: deviations)
    }
    #expect(chart.figure.panels[0].series.count == 2)
  }

  @Test func groupsByCollectionSplitTheData() {
    let chart = Chart {
      PointMark(x: [1, 2, 3, 4], y: [1.0, 2, 3, 4]).foregroundStyle(by: .value("task", ["a", "b", "a", "b"])).symbol(by: "s")
    }
    let series = chart.figure.panels[0].series
    #expect(series.map(\.group) == ["a", "b"] && series.map(\.symbolGroup) == ["s", "s"])
    #expect(series[1].x?.values == [.integer(2), .integer(4)])
  }

  @Test func scalarsStandForAllOfAChannel() {
    let series = Chart { AreaMark(x: layers, yStart: 0, yEnd: deviations) }.figure.panels[0].series[0]
    #expect(series.y2?.values == [.integer(0), .integer(0), .integer(0)] && series.y?.values.count == 3)
  }

  @Test func buildersTakeConditionsAndLoops() {
    func chart(_ showsRule: Bool) -> Chart {
      Chart {
        if showsRule { RuleMark(y: 0.5).annotation("chance", position: .top) }
        if showsRule { RuleMark(x: 1) } else { RectangleMark(xStart: 0, xEnd: 1) }
        for index in 0..<2 { BarMark(x: "\(index)", y: index) }
      }
    }
    #expect(chart(true).figure.panels[0].series.map(\.mark) == [.rule, .rule, .bar])
    #expect(chart(false).figure.panels[0].series.map(\.mark) == [.rectangle, .bar])
    #expect(chart(true).figure.panels[0].series[0].annotations == [.init(index: 0, text: "chance", position: .top)])
  }

  @Test func annotationsFollowTheirDataIntoTheLine() {
    let chart = Chart {
      for (x, y) in [(1, 3.0), (2, 1), (3, 2)] {
        if y == 1 { LineMark(x: x, y: y).annotation("least") } else { LineMark(x: x, y: y) }
      }
    }
    #expect(chart.figure.panels[0].series.count == 1)
    #expect(chart.figure.panels[0].series[0].annotations == [.init(index: 1, text: "least")])
  }

  @Test func stylesAreData() {
    let chart = Chart {
      LineMark(x: layers, y: deviations).foregroundStyle(.muted).lineStyle(.dotted, width: 3).symbol(.cross).opacity(0.5)
        .interpolationMethod(.step)
    }
    let style = Figure.Style(color: .muted, dash: .dotted, symbol: .cross, lineWidth: 3, opacity: 0.5, interpolation: .step)
    #expect(chart.figure.panels[0].series[0].style == style)
  }

  /// The message names the mark and both channels; the position is the lesson's.
  @Test func lengthsThatDifferStop() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = LineMark(x: [1, 2, 3], y: [1.0, 2], file: "lessons/03.md", line: 41) }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("03.md:41: Fatal error: LineMark: x has 3 values, y has 2; give both the same number"))
    await #expect(processExitsWith: .failure) { _ = HistogramMark(edges: [0.0, 1], counts: [1, 2]) }
  }

  @Test func smallMultiples() {
    let chart = Chart(facets: 1...6, columns: 6, title: { "layer \($0)" }) { layer in BarMark(x: ["a", "b"], y: [layer, 1]) }
    #expect(chart.figure.arrangement == .wrapped(columns: 6))
    #expect(chart.figure.panels.map(\.title) == (1...6).map { "layer \($0)" })
  }

  @Test func tablesOfPanels() {
    let chart = Chart(rows: ["He", "Xavier"], columns: layers, columnTitle: { "layer \($0)" }) { _, layer in
      HistogramMark(edges: [0.0, 0.5, 1], counts: [layer, 2])
    }
    .yAxis(hidden: true).sharing(y: .none)
    let figure = chart.figure
    #expect(figure.arrangement == .grid(rows: ["He", "Xavier"], columns: ["layer 1", "layer 2", "layer 3"]))
    #expect(figure.panels.count == 6 && figure.y.label == "count" && figure.y.sharing == .none && figure.y.isHidden)
    let series = figure.panels[2].series[0]
    #expect(series.x?.values == [.double(0), .double(0.5)] && series.x2?.values == [.double(0.5), .double(1)])
    #expect(series.y?.values == [.integer(3), .integer(2)])
  }

  @Test func chartsOfRows() {
    let runs = [(name: "a", score: 0.1), (name: "b", score: 0.2)]
    let chart = Chart(runs) { BarMark(x: .value("run", $0.name), y: .value("score", $0.score)) }.title("Runs").aspect(2).width(.page)
    #expect(chart.figure.panels[0].series.map(\.count) == [2])
    #expect(chart.figure.title == "Runs" && chart.figure.aspect == 2 && chart.figure.width == .page)
  }

  @Test func axesKeepWhatIsNotSaid() {
    let chart = Chart { LineMark(x: layers, y: deviations) }.yAxis("std", scale: .symlog).yAxis(format: .g2).yAxis(ticks: [1])
    #expect(chart.figure.y == Figure.Axis(label: "std", scale: .symlog(linearWithin: 1), ticks: [1], format: .significant(2)))
  }

  @Test func collectionsOfManyKindsArePlotted() {
    let chart = Chart {
      LineMark(x: 0..<3, y: deviations[0...])
      LineMark(x: stride(from: 0.0, to: 3, by: 1), y: layers.reversed())
      LineMark(x: 1...3, y: repeatElement(0.5, count: 3))
    }
    #expect(chart.figure.panels[0].series.allSatisfy { $0.x?.values.count == 3 && $0.y?.values.count == 3 })
  }
}

@Suite struct ChartTableTests {
  private struct Run {
    var name: String
    var width: Int
    var std: Float
    var accuracy: Double?
  }

  @Test func tablesKeepExactCells() {
    let runs = [Run(name: "a", width: 16, std: 0.1, accuracy: 0.9), Run(name: "b", width: 32, std: 0.2, accuracy: nil)]
    let table = Lab.Table(runs) {
      Column("name", \.name)
      Column("width", \.width)
      Column("std", \.std, unit: "V", format: .g3)
      Column("accuracy", \.accuracy, format: .percent)
      Column("variance", format: .f2) { $0.std * $0.std }
      Column("is wide") { $0.width > 16 }
    }.table
    #expect(table.columns.map(\.title) == ["name", "width", "std", "accuracy", "variance", "is wide"])
    #expect(table.columns[2].cells == [.float(0.1), .float(0.2)] && table.columns[2].unit == "V")
    #expect(table.columns[2].format == .significant(3) && table.columns[4].format == .fixed(2))
    #expect(table.columns[3].cells == [.double(0.9), .text("")])
    #expect(table.columns[5].cells == [.boolean(false), .boolean(true)])
  }

  @Test func columnsMayBeComputed() {
    let table = Lab.Table([[1, 2], [3, 4]]) {
      for index in 0..<2 { Column("x\(index)") { $0[index] } }
    }.table
    #expect(table.columns.map(\.cells) == [[.integer(1), .integer(3)], [.integer(2), .integer(4)]])
  }

  @Test func tuplesAreRows() {
    let table = Lab.Table([(name: "a", std: 0.5)]) { Column("name", \.name); Column("std", \.std) }.table
    #expect(table.columns.map(\.cells) == [[.text("a")], [.double(0.5)]])
  }
}
