import Foundation
import Records
import Testing

@testable import Figures

@Suite struct FieldTests {
  /// x² + y² = 1 on a grid: a circle, closed, whose points lie on it to the second order of the grid's step.
  @Test func contoursFollowTheFunction() throws {
    let places = Samples.range(-2, 2, 41)
    let contour = try Self.contour(places, level: 1) { $0 * $0 + $1 * $1 }
    #expect(contour.lines.count == 1)
    let line = try #require(contour.lines.first)
    #expect(line.first == line.last && line.count > 60)
    for point in line { #expect(((point.x * point.x + point.y * point.y).squareRoot() - 1).magnitude < 0.1 * 0.1 / 4) }
  }

  /// A saddle's contour at its own height is cut, not crossed; on both sides of it the branches lie where they must.
  @Test func saddlesAreCutTheRightWay() throws {
    for (level, isSplitAlongX) in [(0.05, true), (-0.05, false)] {
      let contour = try Self.contour(Samples.range(-1.05, 1.05, 22), level: level) { $0 * $0 - $1 * $1 }
      #expect(contour.lines.count == 2)
      for line in contour.lines {
        let coordinates = line.map { isSplitAlongX ? $0.x : $0.y }
        #expect(coordinates.allSatisfy { $0 > 0 } || coordinates.allSatisfy { $0 < 0 })
      }
    }
  }

  @Test func contoursEndAtHoles() throws {
    let contour = try Self.contour(Samples.range(-2, 2, 41)) { $0 > 0 && $1 > 0 ? .nan : $0 * $0 + $1 * $1 }
    #expect(contour.lines.count == 1 && contour.lines[0].first != contour.lines[0].last)
  }

  private static func contour(_ places: [Double], level: Double = 1, _ value: (Double, Double) -> Double) throws -> Contour {
    let series = Samples.field(.contour, places, places, value), axis = AxisModel(Figure.Axis(), .horizontal, channels: [])
    let grid = try #require(Grid(series, x: axis, y: axis))
    return Contour(grid, level: level, kind: .linear, xs: places, ys: places)
  }

  @Test func cellsReachHalfwayToTheirNeighbours() {
    #expect(Grid.edges([1, 2, 4]) == [0.5, 1.5, 3, 5])
    #expect(Grid.edges([3]) == [2.5, 3.5] && Grid.edges([]) == [])
    let frame = Drawn(Samples.surface).drawing.layout.frames[0]
    #expect((frame.panel.x.low + 2).magnitude < 1e-9 && (frame.panel.y.high - 3).magnitude < 1e-9, "sampled at centres, drawn to the ends")
  }

  @Test func thePixelsAreTheValues() throws {
    let figure = Figure(series: [Samples.field(.heatMap, [0, 1, 2], [0, 1]) { $0 == 2 && $1 == 1 ? .nan : $0 + 10 * $1 }])
    let raster = try Self.raster(of: figure)
    let png = try Inflated(raster.png)
    #expect(png.width == 3 && png.height == 2)
    // From 0 to 11 in 254 steps; the first colour is the hole. The upper row comes first.
    let upper: [UInt8] = [1 + 231, 1 + 254, 0], lower: [UInt8] = [1, 1 + 23, 1 + 46]
    #expect(png.lines == [upper, lower])
    #expect(FigureRenderer.notes(for: figure) == ["1 of 6 data is not finite and not drawn."])
  }

  @Test func unevenCellsKeepTheirPlaces() throws {
    let figure = Figure(series: [Samples.field(.heatMap, [0, 1, 9], [0, 1]) { x, _ in x }])
    let raster = try Self.raster(of: figure)
    let line = try #require(try Inflated(raster.png).lines.first)
    // Edges at −0.5, 0.5, 5 and 13.
    let first = Double(line.count { $0 == 1 }) / Double(line.count), last = Double(line.count { $0 == 255 }) / Double(line.count)
    #expect((first - 1 / 13.5).magnitude < 0.01)
    #expect((last - 8 / 13.5).magnitude < 0.01)
  }

  private static func raster(of figure: Figure) throws -> Raster {
    let layout = Drawn(figure).drawing.layout, frame = layout.frames[0]
    let grid = try #require(frame.panel.drawables[0].grid), color = try #require(layout.model.color)
    return try #require(Raster(grid, frame: frame, color: color))
  }

  @Test func brokenFieldsAreNotDrawnAndCounted() {
    let field = Figure.Field(columns: 3, rows: .max, values: [1])
    let series = Figure.Series(.heatMap, x: Samples.channel("x", [1, 2, 3]), y: Samples.channel("y", [1]), field: field)
    #expect(FigureRenderer.notes(for: Figure(series: [series])) == ["1 of 1 data is not finite and not drawn."])
    var turning = Samples.field(.heatMap, [0, 2, 1], [0, 1]) { $0 + $1 }
    #expect(FigureRenderer.notes(for: Figure(series: [turning])).count == 1)
    turning.field = nil
    #expect(Drawn(Figure(series: [turning])).elements != nil)
  }

  @Test func pixelsAreSquare() {
    for width in [nil, 360.0] {
      let plot = Drawn(Samples.images, width: width).drawing.layout.frames[5].plot
      #expect((plot.width / plot.height - 1).magnitude < 1e-9)
    }
  }

  @Test func colorsAreCentredWhereTheyDiverge() throws {
    let color = try #require(Drawn(Samples.logarithmicHeatMap).drawing.model.color)
    #expect(color.scale.low == -color.scale.high && color.place(0) == 127)
  }

  @Test func fieldsAreSampledForHovering() throws {
    let svg = Drawn(Samples.surface).svg
    let values = try #require(svg.firstMatch(of: /data-values="\[([^\]]*)\]"/)).1.split(separator: ",")
    #expect(values.count == 32 * 32)
    #expect(svg.contains("data-color=\"loss\""))
  }
}

@Suite struct PNGTests {
  @Test(arguments: 0..<60)
  func whatIsPackedUnpacks(_ seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let width = Int.random(in: 1...70, using: &random), height = Int.random(in: 1...40, using: &random)
    let kinds = UInt8.random(in: 0...255, using: &random), isSmooth = Bool.random(using: &random), channels = seed % 3 == 0 ? 3 : 1
    let pixels = (0..<width * height * channels).map { place in
      isSmooth ? UInt8(place / 7 % 256) : UInt8.random(in: 0...kinds, using: &random)
    }
    let png = PNG(width: width, height: height, channels == 3 ? .rgb(pixels) : .gray(pixels))
    #expect(try Inflated(png).lines.flatMap { $0 } == pixels)
  }

  @Test func repetitionTakesNoRoom() {
    let png = PNG(width: 200, height: 200, .gray(Array(repeating: 9, count: 40_000)))
    #expect(png.bytes.count < 600)
  }

  /// As Python's zlib gives them: crc32(b"IEND"), and the file's fixed first bytes.
  @Test func checksumsAreThoseOfTheStandard() {
    let bytes = PNG(width: 1, height: 1, .gray([0])).bytes
    #expect(bytes.suffix(12) == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    // A gray pixel: python3 -c "import zlib; print(zlib.adler32(b'\0\0'))" gives 131073.
    #expect(bytes.dropLast(16).suffix(4) == [0, 2, 0, 1])
  }
}

/// A PNG read back, by another way than it was written: bit by bit through the code lengths of RFC 1951, 3.2.6.
struct Inflated {
  var width = 0
  var height = 0
  /// Scan lines without their filters.
  var lines: [[UInt8]] = []

  struct Broken: Error { var what: String }

  init(_ png: PNG) throws {
    let bytes = png.bytes
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    width = number(16)
    height = number(20)
    let step = bytes[25] == 2 ? 3 : 1
    var place = 8, data: [UInt8] = []
    while place < bytes.count {
      let size = number(place)
      if bytes[place + 4..<place + 8].elementsEqual("IDAT".utf8) { data += bytes[place + 8..<place + 8 + size] }
      place += 12 + size
    }
    guard (Int(data[0]) << 8 | Int(data[1])) % 31 == 0 else { throw Broken(what: "zlib head") }
    let raw = try Self.inflate(Array(data.dropFirst(2).dropLast(4)))
    let stride = width * step
    guard raw.count == height * (stride + 1) else { throw Broken(what: "\(raw.count) bytes") }
    for row in 0..<height {
      let start = row * (stride + 1)
      var line = Array(raw[start + 1..<start + 1 + stride])
      for index in line.indices {
        switch raw[start] {
        case 1: line[index] &+= index >= step ? line[index - step] : 0
        case 2: line[index] &+= row > 0 ? lines[row - 1][index] : 0
        default: break
        }
      }
      lines.append(line)
    }
  }

  private static func inflate(_ bytes: [UInt8]) throws -> [UInt8] {
    var place = 0, output: [UInt8] = []
    func bit() throws -> Int {
      guard place / 8 < bytes.count else { throw Broken(what: "end") }
      defer { place += 1 }
      return Int(bytes[place / 8] >> UInt8(place % 8) & 1)
    }
    func number(_ count: Int) throws -> Int { try (0..<count).reduce(0) { try $0 | bit() << $1 } }
    guard try number(3) == 3 else { throw Broken(what: "block") }
    // Canonical codes from their lengths.
    let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    var codes: [[Int]: Int] = [:], code = 0
    for length in 7...9 {
      code <<= 1
      for symbol in 0..<288 where lengths[symbol] == length {
        codes[[length, code]] = symbol
        code += 1
      }
    }
    func symbol() throws -> Int {
      var code = 0
      for length in 1...9 {
        code = try code << 1 | bit()
        if let symbol = codes[[length, code]] { return symbol }
      }
      throw Broken(what: "code")
    }
    while true {
      let value = try symbol()
      if value == 256 { return output }
      if value < 256 {
        output.append(UInt8(value))
        continue
      }
      let index = value - 257, extra = index < 8 || index == 28 ? 0 : index / 4 - 1
      let length = index == 28 ? 258 : index < 8 ? index + 3 : ((4 + index % 4) << extra) + 3 + (try number(extra))
      let far = try (0..<5).reduce(0) { code, _ in try code << 1 | bit() }, farBits = far < 4 ? 0 : far / 2 - 1
      let distance = far < 4 ? far + 1 : ((2 + far % 2) << farBits) + 1 + (try number(farBits))
      guard distance <= output.count else { throw Broken(what: "distance") }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}
