// A lesson's process: puts its limits on, loads the engine and the lesson vocabulary, then waits for compiled blocks.
// usage: litmus-kernel LIBRARY SOCKET [LIMIT=NUMBER …]
// A socket of -1 is a trial: the process puts its limits on and ends.
import CSandbox

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

guard CommandLine.arguments.count >= 3, let socket = Int32(CommandLine.arguments[2]) else {
  fail("started by litmus, not by hand: litmus-kernel LIBRARY SOCKET [LIMIT=NUMBER …]")
}

var limits = sandbox_limits()
for argument in CommandLine.arguments.dropFirst(3) {
  let parts = argument.split(separator: "=")
  guard parts.count == 2, let number = UInt64(parts[1]) else { fail("`\(argument)` is no limit") }
  switch parts[0] {
  case "memory": limits.memory = number
  case "file-size": limits.file_size = number
  case "open-files": limits.open_files = number
  case "processes": limits.processes = number
  case "cpu-seconds": limits.cpu_seconds = number
  case "user": limits.user = UInt32(truncatingIfNeeded: number)
  case "filter": limits.filters_calls = number == 0 ? 0 : 1
  default: fail("`\(argument)` is no limit")
  }
}
var failed: UnsafePointer<CChar>?
let error = sandbox_enter(&limits, socket, &failed)
guard error == 0 else { fail("\(failed.map { String(cString: $0) } ?? "confinement"): \(String(cString: strerror(error)))") }
if socket < 0 { exit(0) }

// The engine divides its work itself. OpenBLAS would start threads of its own in every fork that multiplies, to leave them idle.
setenv("OPENBLAS_NUM_THREADS", "1", 1)

guard let library = dlopen(CommandLine.arguments[1], RTLD_NOW | RTLD_GLOBAL),
  let symbol = dlsym(library, "litmus_kernel_serve")
else { fail(dlerror().map { String(cString: $0) } ?? "the lesson library could not be loaded") }
unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)(socket)
