"""What all rows need: the libraries, the list of rows, and the twins of Numbers.swift."""

import importlib
import sys

threads = int(sys.argv[1])
modules, reasons = {}, {}
for name in ("torch", "numpy"):
    try:
        modules[name] = importlib.import_module(name)
    except Exception as error:
        reasons[name] = str(error)
torch, np = modules.get("torch"), modules.get("numpy")
if torch:
    import torch.nn.functional as F
    torch.set_num_threads(threads)
    torch.manual_seed(1)

rows = {"torch": {}, "numpy": {}}


def row(peer, name):
    def register(prepare):
        rows[peer][name] = prepare
        return prepare
    return register


def once(function):
    def run(count):
        for _ in range(count):
            function()
    return run


def formula(shape, offset=0, scale=1.0, double=False):
    """In NumPy where it is there, for it is fast; in lists without it."""
    shape = [shape] if isinstance(shape, int) else shape
    count = 1
    for size in shape:
        count *= size
    if np:
        numbers = (((np.arange(count, dtype=np.int64) + offset) * 7919 % 10007) / 5003.0 - 1.0) * scale
        return numbers.reshape(shape) if double else numbers.astype(np.float32).reshape(shape)
    numbers = [((i + offset) * 7919 % 10007 / 5003.0 - 1.0) * scale for i in range(count)]
    return torch.tensor(numbers, dtype=torch.float64).to(torch.float64 if double else torch.float32).reshape(shape)


def tensor(shape, offset=0, scale=1.0, double=False):
    """The formula's numbers for PyTorch."""
    return torch.as_tensor(formula(shape, offset, scale, double))


def labels(count, classes):
    return [i * 7919 % classes for i in range(count)]


def fingerprint(x):
    numbers = x.detach().double().flatten() if torch and isinstance(x, torch.Tensor) else np.asarray(x, dtype=np.float64).ravel()
    weights = formula(len(numbers), offset=5, double=True)
    weights = torch.as_tensor(weights) if torch and isinstance(x, torch.Tensor) else weights
    if len(numbers) == 0:
        return []
    return [float((numbers * weights).mean()), float(abs(numbers).mean())] + [float(numbers[i]) for i in (0, len(numbers) // 2, -1)]
