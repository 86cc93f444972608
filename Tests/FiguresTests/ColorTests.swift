import Foundation
import Testing

@testable import Figures

/// What the palettes promise, measured on the colours themselves.
@Suite struct ColorTests {
  /// WCAG 2.2, relative luminance.
  private static func luminance(_ rgb: UInt32) -> Double {
    let linear = linear(rgb)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private static func linear(_ rgb: UInt32) -> [Double] {
    [rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF].map { byte in
      let share = Double(byte) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
  }

  private static func contrast(_ a: UInt32, _ b: UInt32) -> Double {
    let lights = [luminance(a), luminance(b)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  /// Oklab from linear sRGB, by its author's matrices (2021-01-25).
  private static func oklab(_ c: [Double]) -> Oklab {
    let l = cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2])
    let m = cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2])
    let s = cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2])
    return Oklab(
      l: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// Complete protanopia, deuteranopia and tritanopia in linear sRGB (Machado, Oliveira & Fernandes 2009, severity 1).
  private static let deficiencies: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
  ]

  private static func seen(_ rgb: UInt32, _ matrix: [[Double]]) -> Oklab {
    let c = linear(rgb)
    return oklab(matrix.map { row in min(max(zip(row, c).map(*).reduce(0, +), 0), 1) })
  }

  /// The themes' colours as the style sheet gives them: light and dark.
  private static func themes() throws -> [(paper: UInt32, groups: [UInt32])] {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../site/styles/10-measures.css").standardized
    let style = try String(contentsOf: file, encoding: .utf8)
    func pair(_ name: String) throws -> [UInt32] {
      let line = try #require(style.split(separator: "\n").first { $0.contains("--\(name): light-dark(") }, "no \(name)")
      return line.matches(of: /#([0-9a-f]{6})/).compactMap { UInt32($0.1, radix: 16) }
    }
    let paper = try pair("paper"), groups = try (1...Look.paletteSize).map { try pair("figure-\($0)") }
    return (0...1).map { theme in (paper[theme], groups.map { $0[theme] }) }
  }

  @Test func groupsStandOutFromTheGround() throws {
    let fallbacks = (0..<Look.paletteSize).compactMap { index in
      Look.palette(index).firstMatch(of: /#([0-9a-f]{6})/).flatMap { UInt32($0.1, radix: 16) }
    }
    let themes = try Self.themes() + [(0xFFFFFF, fallbacks)]
    #expect(themes.allSatisfy { $0.groups.count == 6 })
    for (paper, groups) in themes {
      for color in groups { #expect(Self.contrast(color, paper) >= 3, "\(String(color, radix: 16)) on \(String(paper, radix: 16))") }
    }
  }

  /// Before dashes and symbols help.
  @Test func groupsDifferForEveryEye() throws {
    for (_, groups) in try Self.themes() {
      for (index, color) in groups.enumerated() {
        for other in groups[..<index] {
          for (number, deficiency) in Self.deficiencies.enumerated() {
            let distance = Self.seen(color, deficiency).distance(to: Self.seen(other, deficiency))
            #expect(distance > 0.07, "\(String(color, radix: 16)) and \(String(other, radix: 16)), deficiency \(number): \(distance)")
          }
        }
      }
    }
  }

  @Test(arguments: [0, 1])
  func rampsTakeEvenSteps(_ index: Int) {
    let ramp = [ColorRamp.sequential, .diverging][index]
    #expect(ramp.colors.count == ColorRamp.size)
    let labs = ramp.colors.map { Self.seen($0, Self.deficiencies[0]) }
    // Of sixteen steps, as eight bits a channel make single ones uneven; the middle is the end of one.
    let marks = stride(from: 7, through: 247, by: 15).map { labs[$0] }
    let steps = zip(marks, marks.dropFirst()).map { $0.distance(to: $1) }
    let mean = steps.reduce(0, +) / Double(steps.count)
    #expect(steps.allSatisfy { ($0 / mean - 1).magnitude < 0.15 }, "\(steps.map { $0 / mean })")
  }

  @Test func sequentialColorsRiseInLightnessForEveryEye() {
    for deficiency in Self.deficiencies {
      let lights = stride(from: 0, to: 255, by: 6).map { Self.seen(ColorRamp.sequential.colors[$0], deficiency).l }
      #expect(zip(lights, lights.dropFirst()).allSatisfy { $0 < $1 })
      #expect((lights.last ?? 0) - (lights.first ?? 0) > 0.6)
    }
  }

  @Test func divergingArmsDifferForEveryEye() {
    let colors = ColorRamp.diverging.colors
    for deficiency in Self.deficiencies {
      for distance in stride(from: 40, through: 127, by: 29) {
        let low = Self.seen(colors[127 - distance], deficiency), high = Self.seen(colors[127 + distance], deficiency)
        #expect((low.l - high.l).magnitude < 0.12 && low.distance(to: high) > 0.1, "\(distance): \(low.distance(to: high))")
      }
    }
  }

  @Test func wordsInCellsCanBeRead() {
    for ramp in [ColorRamp.sequential, .diverging] {
      for (place, color) in ramp.colors.enumerated() {
        #expect(Self.contrast(color, ramp.isLight(place) ? 0 : 0xFFFFFF) >= 4.5, "\(place)")
      }
    }
  }

  @Test func sinesAreExactEnough() {
    for degrees in stride(from: -720.0, through: 720, by: 7) {
      let (sine, cosine) = Maths.sineCosine(degrees: degrees)
      #expect((sine - sin(degrees * .pi / 180)).magnitude < 1e-13 && (cosine - cos(degrees * .pi / 180)).magnitude < 1e-13)
    }
  }
}
