import Foundation
import NN

// The engine beside PyTorch (CPU) and NumPy, in one run: `make bench`, or `litmus-bench --filter conv --rounds 50`.
//
// How to read the table
// - A row is one piece of work that all sides do with the same numbers, spelled as an author of lessons would spell it. Times are
//   of one such piece: the median of all samples, and the least of them behind the stroke.
// - torch ÷ ours and numpy ÷ ours are ratios of medians: 2 says that the peer takes twice as long. Goals are such ratios, or a
//   time; a goal that this run missed is marked. Nothing fails for being slow: machines differ, and neighbours disturb.
// - Before a row is timed the sides' results are compared. "wrong" says that they differ, and the exit status is then 1.
// - Sides take turns, round by round, so that what disturbs the machine hits all of them. The last line says how much of the
//   processors' time other programs took meanwhile: with more than a few per cent of it, compare ratios at most.
//   PyTorch's threads wait for each other spinning, so that a busy machine slows it more than us; `--threads 1` is fairer there.
// - A peer that Python can not import is reported as absent, and the rest runs. LITMUS_BENCH_PYTHON names another Python than python3.

let options = Options.parsed(Array(CommandLine.arguments.dropFirst()))
if let threads = options.threads { setThreadCount(threads) }

let python = ProcessInfo.processInfo.environment["LITMUS_BENCH_PYTHON"] ?? "python3"
let peers = PeerProcess(python: python, threads: threadCount)
let machine = Machine(peers: peers.versions)
let rows = (options.timesOperations ? operationRows : lessonRows).filter { row in
  options.filters.isEmpty || options.filters.contains { row.name.contains($0) }
}

var report = Report(machine: machine, results: [])
print(report.heading)
let load = ForeignLoad(peer: peers.processIdentifier)
for row in rows {
  let result = Comparison(row: row, peers: peers, options: options).result()
  print(report.line(result))
  report.results.append(result)
}
report.foreignShare = load.share()
print(report.ending)
if let path = options.json { try report.json().write(to: URL(fileURLWithPath: path)) }
exit(report.results.contains { !$0.isRight } ? 1 : 0)
