"""Rows of single operations: the twin of Rows.swift."""

from .inputs import *

for count in (1, 64):
    @row("numpy", f"add of [{count}], unrecorded")
    def _(count=count):
        a, b = formula(count), formula(count, 9)

        def run(runs):
            for _ in range(runs):
                a + b
        return [fingerprint(a + b)], run

    @row("torch", f"add of [{count}], unrecorded")
    def _(count=count):
        a, b = tensor(count), tensor(count, 9)

        def run(runs):
            with torch.no_grad():
                for _ in range(runs):
                    a + b
        return [fingerprint(a + b)], run

    @row("torch", f"add of [{count}], recorded")
    def _(count=count):
        a, b = tensor(count).requires_grad_(), tensor(count, 9)

        def run(runs):
            for _ in range(runs):
                for _ in range(64):
                    a + b
        return [fingerprint(a + b)], run, 64

    @row("torch", f"each of 64 adds of [{count}] in a row, forward and backward")
    def _(count=count):
        a, b, cotangent = tensor(count).requires_grad_(), tensor(count, 9), tensor(count, 3)

        def gradient():
            y = a
            for _ in range(64):
                y = y + b
            a.grad = None
            y.backward(cotangent)
            return a.grad
        return [fingerprint(gradient())], once(gradient), 64


for size in (512, 1024):
    @row("torch", f"matmul {size}")
    def _(size=size):
        a, b = tensor([size, size]), tensor([size, size], 9)
        return [fingerprint(a @ b)], once(lambda: a @ b)

    @row("numpy", f"matmul {size}")
    def _(size=size):
        a, b = formula([size, size]), formula([size, size], 9)
        return [fingerprint(a @ b)], once(lambda: a @ b)

for function in ("tanh", "exp"):
    @row("torch", f"{function}, 1 M")
    def _(function=function):
        x, f = tensor(1 << 20, scale=4), getattr(torch, function)
        return [fingerprint(f(x))], once(lambda: f(x))

    @row("numpy", f"{function}, 1 M")
    def _(function=function):
        x, f = formula(1 << 20, scale=4), getattr(np, function)
        return [fingerprint(f(x))], once(lambda: f(x))


@row("torch", "add, 4 M")
def _():
    a, b = tensor(1 << 22), tensor(1 << 22, 9)
    return [fingerprint(a + b)], once(lambda: a + b)


@row("numpy", "add, 4 M")
def _():
    a, b = formula(1 << 22), formula(1 << 22, 9)
    return [fingerprint(a + b)], once(lambda: a + b)


CROSS_ENTROPY = "softmax cross-entropy, 1024×1000, forward and backward"


@row("torch", CROSS_ENTROPY)
def _():
    x, targets = tensor([1024, 1000], scale=3).requires_grad_(), torch.tensor(labels(1024, 1000))

    def both():
        x.grad = None
        loss = F.cross_entropy(x, targets)
        loss.backward()
        return loss.item()
    loss = both()
    return [[loss], fingerprint(x.grad)], once(both)


@row("numpy", CROSS_ENTROPY)
def _():
    x, targets = formula([1024, 1000], scale=3), np.array(labels(1024, 1000))
    loss, gradient = cross_entropy(x, targets)
    return [[float(loss)], fingerprint(gradient)], once(lambda: cross_entropy(x, targets))


def cross_entropy(x, targets):
    """The mean loss and its gradient."""
    n = len(x)
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), targets]).mean()
    p[np.arange(n), targets] -= 1
    return loss, p / np.float32(n)
