import NN
import Records
import Testing

@testable import Lab

@Suite struct ChartFieldTests {
  @Test func functionsAreSampledWhereTheyAreDrawn() throws {
    let map = Chart { HeatMapMark(x: 0...4, y: -1...1, resolution: 2) { x, y in x + y } }.figure.panels[0].series[0]
    #expect(map.mark == .heatMap && map.x?.values == [.double(1), .double(3)] && map.y?.values == [.double(-0.5), .double(0.5)])
    #expect(map.field == Figure.Field(columns: 2, rows: 2, values: [0.5, 2.5, 1.5, 3.5]))
    let lines = Chart { ContourMark(x: 0...4, y: -1...1, levels: [1], resolution: 3) { x, _ in Float(x) } }.figure.panels[0].series[0]
    #expect(lines.mark == .contour && lines.x?.values == [.double(0), .double(2), .double(4)])
    #expect(lines.field?.levels == [1] && lines.field?.values == [0, 2, 4, 0, 2, 4, 0, 2, 4])
  }

  @Test func placesAndValuesMayBeGiven() {
    let chart = Chart {
      HeatMapMark(x: [0.1, 1, 10], y: [1.0, 2]) { x, y in x * y }
      HeatMapMark(x: .value("predicted", ["a", "b"]), y: .value("true", ["a", "b"]), values: [[3, 1], [0, 4]])
    }
    .colorAxis("images", palette: .diverging(around: 1)).colorAxis(scale: .log)
    #expect(chart.figure.panels[0].series.map { $0.field?.values } == [[0.1, 1, 10, 0.2, 2, 20], [3, 1, 0, 4]])
    #expect(chart.figure.panels[0].series[1].x == Figure.Channel(label: "predicted", values: [.text("a"), .text("b")]))
    #expect(chart.figure.color == Figure.ColorScale(label: "images", scale: .log, palette: .diverging(around: 1)))
  }

  @Test func imagesTakeRowsAndTensors() {
    let gray = Tensor<Float>([0, 0.5, 1, 0.25, 0.5, 0.75], shape: [2, 3])
    let fields = Chart {
      ImageMark([[0, 1], [2, 3], [4, 5]])
      ImageMark(gray)
      ImageMark(Tensor<Float>([1, 2, 3, 4, 5, 6], shape: [3, 1, 2]))
    }.figure.panels[0].series.map(\.field)
    #expect(fields[0] == Figure.Field(columns: 2, rows: 3, values: [0, 1, 2, 3, 4, 5]))
    #expect(fields[1] == Figure.Field(columns: 3, rows: 2, values: [0, 0.5, 1, 0.25, 0.5, 0.75]))
    #expect(fields[2] == Figure.Field(columns: 2, rows: 1, values: [1, 3, 5, 2, 4, 6], channels: 3), "pixel by pixel")
  }

  @Test func marksStackAndJoinByIt() {
    let chart = Chart {
      for name in ["a", "b"] { BarMark(x: name, y: 1).stacking(.standard) }
      BarMark(x: "a", y: 2)
    }
    #expect(chart.figure.panels[0].series.map(\.stacking) == [.standard, .none])
    #expect(chart.figure.panels[0].series.map(\.count) == [2, 1])
  }

  /// Each message says what was given, and what to give.
  @Test func shapesThatDifferStop() async throws {
    let rows = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HeatMapMark(x: [1, 2], y: [1, 2], values: [[1.0, 2], [3]], file: "lessons/03.md", line: 7)
    }
    let message = String(decoding: rows.standardErrorContent, as: UTF8.self)
    #expect(message.contains("03.md:7: Fatal error: HeatMapMark: x has 2 values, and row 1 has 1; give one for each x"))
    let turning = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ContourMark(x: [1.0, 3, 2], y: [1.0]) { x, _ in x }
    }
    let order = String(decoding: turning.standardErrorContent, as: UTF8.self)
    #expect(order.contains("ContourMark: x turns back or repeats at 2.0; give places that rise, or fall, all the way"))
    let tensor = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ImageMark(Tensor<Float>.zeros([2, 4, 4]))
    }
    let shape = String(decoding: tensor.standardErrorContent, as: UTF8.self)
    #expect(shape.contains("is no image; give [H,W], [1,H,W] or [3,H,W]"))
  }
}
