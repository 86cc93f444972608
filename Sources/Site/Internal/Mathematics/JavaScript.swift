import CJavaScriptCore

/// A script that did not run, with what it said.
struct JavaScriptError: Error {
  var message: String
}

/// A JavaScript context with one function of ours in it. The only file that touches JavaScriptCore.
final class JavaScript {
  private let context: JSGlobalContextRef
  private var function: JSObjectRef?

  init() { context = JSGlobalContextCreate(nil) }

  deinit {
    if let function { JSValueUnprotect(context, function) }
    JSGlobalContextRelease(context)
  }

  /// Runs a script for its effects.
  func evaluate(_ source: String) throws(JavaScriptError) { _ = try value(of: source) }

  /// Takes the script's value as the function to `call`.
  func define(_ source: String) throws(JavaScriptError) {
    let value = try value(of: source)
    guard JSValueIsObject(context, value), JSObjectIsFunction(context, value) else {
      throw JavaScriptError(message: "not a function")
    }
    JSValueProtect(context, value)
    function = value
  }

  /// The function's answer to strings, as a string.
  func call(_ arguments: [String]) throws(JavaScriptError) -> String {
    guard let function else { throw JavaScriptError(message: "nothing to call") }
    var exception: JSValueRef?
    let values = arguments.map { argument -> JSValueRef? in
      let text = Self.string(argument)
      defer { JSStringRelease(text) }
      return JSValueMakeString(context, text)
    }
    let result = JSObjectCallAsFunction(context, function, nil, values.count, values, &exception)
    guard exception == nil, let result else { throw JavaScriptError(message: text(of: exception)) }
    return text(of: result)
  }

  private func value(of source: String) throws(JavaScriptError) -> JSValueRef? {
    var exception: JSValueRef?
    let script = Self.string(source)
    defer { JSStringRelease(script) }
    let value = JSEvaluateScript(context, script, nil, nil, 1, &exception)
    guard exception == nil, value != nil else { throw JavaScriptError(message: text(of: exception)) }
    return value
  }

  private func text(of value: JSValueRef?) -> String {
    guard let value, let text = JSValueToStringCopy(context, value, nil) else { return "no value" }
    defer { JSStringRelease(text) }
    // KaTeX's answers are long, and a decoder that goes from unit to unit took a twelfth of a build.
    let size = JSStringGetMaximumUTF8CStringSize(text)
    return String(unsafeUninitializedCapacity: size) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { max(0, JSStringGetUTF8CString(text, $0.baseAddress, size) - 1) }
    }
  }

  private static func string(_ text: String) -> JSStringRef? {
    let units = Array(text.utf16)
    return JSStringCreateWithCharacters(units, units.count)
  }
}
