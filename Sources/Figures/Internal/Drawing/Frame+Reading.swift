import Records

/// What a script needs to find the place of a datum from its value.
extension Frame {
  /// `log -3 0 62.5 580`: the kind, the ends after `Scale.transform`, and where these stand; empty where values alone do not say enough.
  var scaleX: String { text(panel.x, from: placeX(panel.x.low), to: placeX(panel.x.high)) }
  var scaleY: String { text(panel.y, from: placeY(panel.y.low), to: placeY(panel.y.high)) }

  private func text(_ scale: Scale, from start: Double, to end: Double) -> String {
    guard scale.isReadable, panel.drawables.contains(where: { $0.grid == nil && !$0.look.isFaint }) else { return "" }
    let kind = switch scale.kind {
    case .linear, .names: "linear"
    case .log: "log"
    case .symlog(let threshold): "symlog:" + Self.number(threshold)
    }
    return [kind, Self.number(scale.low), Self.number(scale.high), Canvas.number(start), Canvas.number(end)].joined(separator: " ")
  }

  private static func number(_ value: Double) -> String { NumberFormat.significant(12).string(for: .double(value)) }
}

extension Scale {
  /// Values of five digits say where data stand, to a fraction of a pixel: the axis reaches far enough, compared with its distance
  /// from zero. Places of names follow from the names' order, which a series does not know.
  var isReadable: Bool {
    let length = (high - low).magnitude
    switch kind {
    case .names: return false
    case .linear: return length * 20 > max(low.magnitude, high.magnitude)
    case .log, .symlog: return length > 0.01
    }
  }
}
