import Records

/// Sets a value into the page, below the block.
///
/// Numbers are kept exact; charts and tables are drawn; everything else appears as its description.
public func show<Shown>(_ shown: Shown) {
  KernelProcess.emit(.output(Output(showing: shown)))
}

/// Prints into the page, as `Swift.print` prints on a terminal.
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  let text = items.map { "\($0)" }.joined(separator: separator) + terminator
  KernelProcess.emit(.output(.text(text)))
}

/// Names a value, so that prose anywhere in the course may use it.
public func record<Recorded>(_ name: String, _ value: Recorded) {
  KernelProcess.emit(.named(name, Value(describing: value)))
}

/// What an inline value of the prose compiles to.
public func _inlineValue<Computed>(_ index: Int, _ value: () throws -> Computed) rethrows {
  KernelProcess.emit(.inline(index, Value(describing: try value())))
}

/// Something that knows how it appears on a page.
public protocol Showable {
  var output: Output { get }
}

extension Chart: Showable {
  public var output: Output { .figure(figure) }
}

extension Table: Showable {
  public var output: Output { .table(table) }
}

extension Output {
  init<Shown>(showing shown: Shown) {
    if let shown = shown as? any Showable {
      self = shown.output
    } else {
      switch Value(describing: shown) {
      case .text(let text): self = .text(text + "\n")
      case let value: self = .value(value)
      }
    }
  }
}

extension Value {
  init<Described>(describing value: Described) {
    switch value {
    case let value as Float: self = .float(value)
    case let value as Double: self = .double(value)
    case let value as Int: self = .integer(value)
    case let value as Bool: self = .boolean(value)
    default: self = .text(String(describing: value))
    }
  }
}
