// A lesson's process: loads the engine and the lesson vocabulary, then waits for compiled blocks.
// usage: litmus-kernel LIBRARY SOCKET
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func fail(_ message: String) -> Never {
  let line = "litmus-kernel: \(message)\n"
  _ = write(2, line, line.utf8.count)
  exit(2)
}

guard CommandLine.arguments.count == 3, let socket = Int32(CommandLine.arguments[2]) else {
  fail("started by litmus, not by hand: litmus-kernel LIBRARY SOCKET")
}
guard let library = dlopen(CommandLine.arguments[1], RTLD_NOW | RTLD_GLOBAL),
  let symbol = dlsym(library, "litmus_kernel_main")
else { fail(dlerror().map { String(cString: $0) } ?? "the lesson library could not be loaded") }
unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)(socket)
