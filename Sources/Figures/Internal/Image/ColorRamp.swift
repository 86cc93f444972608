import Records

/// Colours between two ends whose steps look equally large, computed in Oklab
/// (Ottosson 2020, https://bottosson.github.io/posts/oklab/).
///
/// Both ramps differ in lightness first, so that people with any colour vision, and paper without colours, tell them apart.
struct ColorRamp {
  /// 255 colours, `0xRRGGBB`.
  let colors: [UInt32]
  static let size = 255

  /// From dark violet over blue and green to a pale yellow; lightness rises all the way.
  static let sequential = ColorRamp([
    .init(0.27, chroma: 0.095, hue: 292), .init(0.44, chroma: 0.12, hue: 265), .init(0.62, chroma: 0.095, hue: 205),
    .init(0.79, chroma: 0.14, hue: 145), .init(0.95, chroma: 0.12, hue: 103),
  ])

  /// From blue over near white to a reddish brown; both arms have the same lightness.
  static let diverging = ColorRamp([
    .init(0.40, chroma: 0.12, hue: 258), .init(0.68, chroma: 0.11, hue: 245), .init(0.965, chroma: 0.008, hue: 90),
    .init(0.68, chroma: 0.13, hue: 52), .init(0.40, chroma: 0.11, hue: 36),
  ])

  /// The pixel values of photographs.
  static let gray = ColorRamp(colors: (0..<UInt32(size)).map { index in
    let level = (index * 255 + 127) / UInt32(size - 1)
    return level << 16 | level << 8 | level
  })

  private init(colors: [UInt32]) { self.colors = colors }

  /// Colours at equal distances along the broken line through the stops.
  private init(_ stops: [Oklab]) {
    let lengths = zip(stops, stops.dropFirst()).map { $0.distance(to: $1) }
    let total = lengths.reduce(0, +)
    var colors: [UInt32] = []
    for index in 0..<Self.size {
      var rest = total * Double(index) / Double(Self.size - 1), part = 0
      while part + 1 < lengths.count, rest > lengths[part] {
        rest -= lengths[part]
        part += 1
      }
      colors.append(stops[part].mixed(with: stops[part + 1], share: min(rest / lengths[part], 1)).rgb)
    }
    self.colors = colors
  }

  /// Whether black words read better on a colour than white ones: its relative luminance (WCAG 2.2) is above the one at which
  /// both have a contrast of 4.6.
  func isLight(_ place: Int) -> Bool {
    func linear(_ byte: UInt32) -> Double {
      let share = Double(byte & 0xFF) / 255
      return share <= 0.04045 ? share / 12.92 : Maths.exp10(Maths.log10((share + 0.055) / 1.055) * 2.4)
    }
    let rgb = colors[place]
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb) > 0.179
  }

  /// The place of a share from 0 to 1.
  static func place(_ share: Double) -> Int { Int((min(max(share, 0), 1) * Double(size - 1)).rounded()) }
}

/// A colour by lightness and two opponent axes; distances are roughly what people see.
struct Oklab {
  var l: Double
  var a: Double
  var b: Double

  init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  /// - Parameter hue: in degrees, a multiple of 1.
  init(_ lightness: Double, chroma: Double, hue: Double) {
    let (sine, cosine) = Maths.sineCosine(degrees: hue)
    self.init(l: lightness, a: chroma * cosine, b: chroma * sine)
  }

  func distance(to other: Oklab) -> Double {
    let (dl, da, db) = (l - other.l, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  func mixed(with other: Oklab, share: Double) -> Oklab {
    Oklab(l: l + (other.l - l) * share, a: a + (other.a - a) * share, b: b + (other.b - b) * share)
  }

  /// `0xRRGGBB`; what sRGB cannot show is clipped.
  var rgb: UInt32 {
    func cube(_ value: Double) -> Double { value * value * value }
    let long = cube(l + 0.3963377774 * a + 0.2158037573 * b), medium = cube(l - 0.1055613458 * a - 0.0638541728 * b)
    let short = cube(l - 0.0894841775 * a - 1.2914855480 * b)
    let red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    let green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    let blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return Self.byte(red) << 16 | Self.byte(green) << 8 | Self.byte(blue)
  }

  /// The sRGB transfer function.
  private static func byte(_ linear: Double) -> UInt32 {
    let value = linear <= 0.0031308 ? 12.92 * max(linear, 0) : 1.055 * Maths.exp10(Maths.log10(linear) / 2.4) - 0.055
    return UInt32((min(value, 1) * 255).rounded())
  }
}
