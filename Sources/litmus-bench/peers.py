"""The peers' side of litmus-bench: PyTorch and NumPy. Started by it, once; answers each line of JSON with one.

    {"row": "matmul 512", "peer": "torch", "seconds": 0}     ->  {"check": [[...]]}
    {"row": "matmul 512", "peer": "torch", "seconds": 0.05}  ->  {"times": [...]}
    {"row": "matmul 512", "peer": "numpy", "seconds": 0.05}  ->  {"absent": "why"}

The rows are in Peers/. A row is a function that gives (check, run) or (check, run, operations a run), as `Work` in Row.swift has
them; run(n) does the work n times.
"""

import json
import platform
import sys
import time

from Peers import images, operations, statistics, tensors, training
from Peers.inputs import modules, reasons, rows


def prepared(peer, name):
    if peer not in modules:
        return {"absent": reasons[peer]}
    if name.startswith("operation "):
        made = operations.operation(name) if peer == "torch" else None
    else:
        made = rows[peer][name]() if name in rows[peer] else None
    if made is None:
        return {"absent": "peers.py has nothing for them"}
    return {"work": (made + (1,))[:3], "runs": 0}


def sampled(state, seconds):
    """The twin of Stopwatch.sample."""
    time.sleep(0.1)
    _, run, operations_per_run = state["work"]

    def timed(runs):
        start = time.perf_counter()
        run(runs)
        return time.perf_counter() - start
    if state["runs"] == 0:
        state["runs"] = 1
        timed(1)
        while timed(state["runs"]) < 1e-4:
            state["runs"] *= 2
    runs, times = state["runs"], []
    warm_up = timed(runs)
    if warm_up > 0.1:
        times.append(warm_up)
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        times.append(timed(runs))
    return [t / (runs * operations_per_run) for t in times]


def main():
    versions = {name: module.__version__ for name, module in modules.items()}
    print(json.dumps({"python": platform.python_version(), **versions}), flush=True)
    current, states = None, {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["row"] != current:
            current, states = request["row"], {}
        peer = request["peer"]
        if peer not in states:
            states[peer] = prepared(peer, current)
        state = states[peer]
        if "absent" in state:
            answer = state
        elif request["seconds"] == 0:
            answer = {"check": state["work"][0]}
        else:
            answer = {"times": sampled(state, request["seconds"])}
        print(json.dumps(answer), flush=True)


main()
