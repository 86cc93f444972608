"""Draws, and bias and variance: the twin of Rows+Random.swift and Rows+BiasVariance.swift."""

from .inputs import *


def moments(x):
    return [[1, float(x.mean()), float(x.var()), float((x ** 4).mean()) / 3]]


@row("torch", "standard normals, 16 M")
def _():
    return moments(torch.randn(1 << 24)), once(lambda: torch.randn(1 << 24))


@row("numpy", "standard normals, 16 M")
def _():
    rng = np.random.default_rng(1)
    return moments(rng.standard_normal(1 << 24, dtype=np.float32)), once(lambda: rng.standard_normal(1 << 24, dtype=np.float32))


SIX_LAYERS = "six layers of 4096: draw weights, tanh, batch 16"


@row("torch", SIX_LAYERS)
def _():
    def deviations():
        x, result = torch.randn(16, 4096), []
        for _ in range(6):
            x = torch.tanh(x @ (torch.randn(4096, 4096) * 0.01))
            result.append([x.std().item()])
        return result
    with torch.no_grad():
        return deviations(), once(deviations)


@row("numpy", SIX_LAYERS)
def _():
    rng = np.random.default_rng(1)

    def deviations():
        x, result = rng.standard_normal((16, 4096), dtype=np.float32), []
        for _ in range(6):
            x = np.tanh(x @ (rng.standard_normal((4096, 4096), dtype=np.float32) * np.float32(0.01)))
            result.append([float(x.std())])
        return result
    return deviations(), once(deviations)


# Bias and variance

BIAS_VARIANCE = "bias and variance, 200 fits × 10 capacities"


def samples():
    result = []
    for sample in range(200):
        x = formula(30, 31 * sample, double=True)
        result.append((x, np.sin(np.pi * x) + formula(30, 7 * sample + 1, 0.5, double=True)))
    return result, -1 + 2 * np.arange(100) / 99


@row("numpy", BIAS_VARIANCE)
def _():
    basis = np.polynomial.chebyshev.chebvander
    sets, places = samples()
    truth, places_basis = np.sin(np.pi * places), basis(places, 9)

    def estimate():
        predictions = np.empty((10, 200, 100))
        for i, (x, y) in enumerate(sets):
            features = basis(x, 9)
            for degree in range(10):
                weights = np.linalg.lstsq(features[:, :degree + 1], y, rcond=None)[0]
                predictions[degree, i] = places_basis[:, :degree + 1] @ weights
        bias = ((predictions.mean(axis=1) - truth) ** 2).mean(axis=1)
        return [bias.tolist(), predictions.var(axis=1).mean(axis=1).tolist()]
    return estimate(), once(estimate)


@row("torch", BIAS_VARIANCE)
def _():
    """All samples at once: PyTorch solves batches of least squares."""
    if not np:
        return None
    basis = np.polynomial.chebyshev.chebvander
    sets, places = samples()
    truth, places_basis = torch.as_tensor(np.sin(np.pi * places)), torch.as_tensor(basis(places, 9))
    xs, ys = np.stack([x for x, _ in sets]), torch.as_tensor(np.stack([y for _, y in sets]))

    def estimate():
        features, biases, variances = torch.as_tensor(basis(xs, 9)), [], []
        for degree in range(10):
            weights = torch.linalg.lstsq(features[:, :, :degree + 1], ys[:, :, None]).solution
            predictions = (places_basis[:, :degree + 1] @ weights)[:, :, 0]
            biases.append(((predictions.mean(0) - truth) ** 2).mean().item())
            variances.append(predictions.var(0, unbiased=False).mean().item())
        return [biases, variances]
    return estimate(), once(estimate)
