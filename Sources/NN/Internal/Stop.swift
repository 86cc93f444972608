internal import CKernels

/// Ends the program because of a mistake in the calling code: a broken shape, an axis out of range.
///
/// The message says what was asked, what stood there and what to do. It is left in `ck_failure_message` first, so that a lesson's
/// signal handler can show it at the lesson's line.
@inline(never)
func stop(_ message: String) -> Never {
  var message = message
  message.withUTF8 { text in
    text.withMemoryRebound(to: CChar.self) { ck_set_failure_message($0.baseAddress, $0.count) }
  }
  fatalError(message)
}
