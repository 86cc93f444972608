extension Figure: Wire {
  public func write(to writer: inout WireWriter) {
    title.write(to: &writer)
    x.write(to: &writer)
    y.write(to: &writer)
    arrangement.write(to: &writer)
    panels.write(to: &writer)
    writer.byte(width.rawValue)
    aspect.write(to: &writer)
    groupLabel.write(to: &writer)
    showsLegend.write(to: &writer)
    color.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    title = try String?(from: &reader)
    x = try Axis(from: &reader)
    y = try Axis(from: &reader)
    arrangement = try Arrangement(from: &reader)
    panels = try [Panel](from: &reader)
    width = try reader.choice()
    aspect = try Double?(from: &reader)
    groupLabel = try String?(from: &reader)
    showsLegend = try Bool(from: &reader)
    color = try ColorScale(from: &reader)
  }
}

extension Figure.Arrangement: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .single: writer.byte(0)
    case .wrapped(let columns):
      writer.byte(1)
      columns.write(to: &writer)
    case .grid(let rows, let columns):
      writer.byte(2)
      rows.write(to: &writer)
      columns.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .single
    case 1: self = .wrapped(columns: try Int(from: &reader))
    case 2: self = .grid(rows: try [String](from: &reader), columns: try [String](from: &reader))
    case let tag: throw .unknownTag(tag, in: "Figure.Arrangement")
    }
  }
}

extension Figure.Panel: Wire {
  public func write(to writer: inout WireWriter) {
    title.write(to: &writer)
    series.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    title = try String?(from: &reader)
    series = try [Figure.Series](from: &reader)
  }
}

extension Figure.Scale: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .linear: writer.byte(0)
    case .log: writer.byte(1)
    case .symlog(let threshold):
      writer.byte(2)
      threshold.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .linear
    case 1: self = .log
    case 2: self = .symlog(linearWithin: try Double(from: &reader))
    case let tag: throw .unknownTag(tag, in: "Figure.Scale")
    }
  }
}

extension Figure.Axis: Wire {
  public func write(to writer: inout WireWriter) {
    label.write(to: &writer)
    scale.write(to: &writer)
    domain.write(to: &writer)
    ticks.write(to: &writer)
    format.write(to: &writer)
    includesZero.write(to: &writer)
    isHidden.write(to: &writer)
    writer.byte(sharing.rawValue)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    label = try String?(from: &reader)
    scale = try Figure.Scale(from: &reader)
    domain = try ClosedRange<Double>?(from: &reader)
    ticks = try [Double]?(from: &reader)
    format = try NumberFormat(from: &reader)
    includesZero = try Bool?(from: &reader)
    isHidden = try Bool(from: &reader)
    sharing = try reader.choice()
  }
}

extension Figure.Channel: Wire {
  public func write(to writer: inout WireWriter) {
    label.write(to: &writer)
    values.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    label = try String?(from: &reader)
    values = try [Value](from: &reader)
  }
}

extension Figure.Annotation: Wire {
  public func write(to writer: inout WireWriter) {
    index.write(to: &writer)
    text.write(to: &writer)
    writer.byte(position.rawValue)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    index = try Int(from: &reader)
    text = try String(from: &reader)
    position = try reader.choice()
  }
}

extension Figure.Color: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .palette(let index):
      writer.byte(0)
      index.write(to: &writer)
    case .ink: writer.byte(1)
    case .muted: writer.byte(2)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .palette(try Int(from: &reader))
    case 1: self = .ink
    case 2: self = .muted
    case let tag: throw .unknownTag(tag, in: "Figure.Color")
    }
  }
}

extension Figure.Style: Wire {
  public func write(to writer: inout WireWriter) {
    color.write(to: &writer)
    writer.choice(dash)
    writer.choice(symbol)
    lineWidth.write(to: &writer)
    opacity.write(to: &writer)
    writer.byte(interpolation.rawValue)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    color = try Figure.Color?(from: &reader)
    dash = try reader.optionalChoice()
    symbol = try reader.optionalChoice()
    lineWidth = try Double?(from: &reader)
    opacity = try Double?(from: &reader)
    interpolation = try reader.choice()
  }
}

extension Figure.Series: Wire {
  public func write(to writer: inout WireWriter) {
    writer.byte(mark.rawValue)
    for channel in [x, x2, y, y2] { channel.write(to: &writer) }
    group.write(to: &writer)
    symbolGroup.write(to: &writer)
    style.write(to: &writer)
    annotations.write(to: &writer)
    writer.byte(stacking.rawValue)
    field.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    mark = try reader.choice()
    x = try Figure.Channel?(from: &reader)
    x2 = try Figure.Channel?(from: &reader)
    y = try Figure.Channel?(from: &reader)
    y2 = try Figure.Channel?(from: &reader)
    group = try String?(from: &reader)
    symbolGroup = try String?(from: &reader)
    style = try Figure.Style(from: &reader)
    annotations = try [Figure.Annotation](from: &reader)
    stacking = try reader.choice()
    field = try Figure.Field?(from: &reader)
  }
}

extension WireWriter {
  /// A case by its number, none as 255.
  fileprivate mutating func choice<Choice: RawRepresentable<UInt8>>(_ value: Choice?) { byte(value?.rawValue ?? .max) }
}

extension WireReader {
  fileprivate mutating func choice<Choice: RawRepresentable<UInt8>>() throws(WireError) -> Choice {
    let tag = try byte()
    guard let value = Choice(rawValue: tag) else { throw .unknownTag(tag, in: "Figure") }
    return value
  }

  fileprivate mutating func optionalChoice<Choice: RawRepresentable<UInt8>>() throws(WireError) -> Choice? {
    let tag = try byte()
    if tag == .max { return nil }
    guard let value = Choice(rawValue: tag) else { throw .unknownTag(tag, in: "Figure") }
    return value
  }
}
