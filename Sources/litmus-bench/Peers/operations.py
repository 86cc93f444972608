"""The rows of --operations: "operation NAME [n, n]", and ", forward and backward".

x and y are square matrices; Operations.swift says of which numbers.
"""

import re

from .inputs import *

operations = {} if not torch else {
    "x + y": lambda x, y: x + y,
    "x - y": lambda x, y: x - y,
    "x * y": lambda x, y: x * y,
    "x / y": lambda x, y: x / y,
    "x + row": lambda x, y: x + y[0],
    "x * column": lambda x, y: x * y[:, :1],
    "x + 2": lambda x, y: x + 2,
    "x * 2": lambda x, y: x * 2,
    "2 / x": lambda x, y: 2 / x,
    "-x": lambda x, y: -x,
    "maximum": lambda x, y: torch.maximum(x, y),
    "minimum": lambda x, y: torch.minimum(x, y),
    "tanh": lambda x, y: torch.tanh(x),
    "sigmoid": lambda x, y: torch.sigmoid(x),
    "relu": lambda x, y: torch.relu(x),
    "leakyRelu": lambda x, y: F.leaky_relu(x),
    "exp": lambda x, y: torch.exp(x),
    "log": lambda x, y: torch.log(x),
    "sqrt": lambda x, y: torch.sqrt(x),
    "square": lambda x, y: torch.square(x),
    "abs": lambda x, y: torch.abs(x),
    "erf": lambda x, y: torch.erf(x),
    "softplus": lambda x, y: F.softplus(x),
    "elu": lambda x, y: F.elu(x),
    "selu": lambda x, y: F.selu(x),
    "prelu": lambda x, y: F.prelu(x, y[0, :1]),
    "swish": lambda x, y: F.silu(x),
    "gelu": lambda x, y: F.gelu(x),
    "geluByTanh": lambda x, y: F.gelu(x, approximate="tanh"),
    "softmax": lambda x, y: F.softmax(x, -1),
    "logSoftmax": lambda x, y: F.log_softmax(x, -1),
    "sum": lambda x, y: x.sum(),
    "sum(axis: 0)": lambda x, y: x.sum(0),
    "sum(axis: 1)": lambda x, y: x.sum(1),
    "mean": lambda x, y: x.mean(),
    "mean(axis: 0)": lambda x, y: x.mean(0),
    "variance": lambda x, y: x.var(unbiased=False),
    "variance(axis: 0)": lambda x, y: x.var(0, unbiased=False),
    "standardDeviation": lambda x, y: x.std(unbiased=False),
    "min": lambda x, y: x.min(),
    "max": lambda x, y: x.max(),
    "max(axis: 1)": lambda x, y: x.amax(1),
    "norm": lambda x, y: x.norm(),
    "argmaxOfRows": lambda x, y: x.argmax(1),
    "transposed, copied": lambda x, y: x.T + 0,
    "reshaped": lambda x, y: x.reshape(-1),
    "broadcast": lambda x, y: x[0].broadcast_to(x.shape).contiguous(),
    "rows 0..<half": lambda x, y: x[:(len(x) + 1) // 2],
    "rows of indices": lambda x, y: x[list(range(len(x)))],
    "columns, copied": lambda x, y: x[:, :(x.shape[1] + 1) // 2] + 0,
    "to Double": lambda x, y: x.double(),
    "filled": lambda x, y: torch.full(x.shape, 2.0),
    "normal": lambda x, y: torch.randn(x.shape),
    "uniform": lambda x, y: torch.rand(x.shape),
    "matmul": lambda x, y: x @ y,
    "maxPooling": lambda x, y: F.max_pool2d(x[None, None], min(2, len(x))),
    "averagePooling": lambda x, y: F.avg_pool2d(x[None, None], min(2, len(x))),
    "globalAveragePooling": lambda x, y: x[None, None].mean((2, 3)),
    "convolution 3×3": lambda x, y: F.conv2d(x[None, None], y.reshape(-1)[:1].expand(1, 1, 3, 3).contiguous(), padding=1),
    "meanSquaredError": lambda x, y: F.mse_loss(x, y),
    "meanAbsoluteError": lambda x, y: F.l1_loss(x, y),
    "huberLoss": lambda x, y: F.huber_loss(x, y),
    "binaryCrossEntropy of logits": lambda x, y: F.binary_cross_entropy_with_logits(x, (y + 1) / 2),
    "softmaxCrossEntropy of labels": lambda x, y: F.cross_entropy(x, torch.zeros(len(x), dtype=torch.int64)),
    "solve": lambda x, y: torch.linalg.solve(x, y),
    "leastSquares": lambda x, y: torch.linalg.lstsq(x, y).solution,
    "qr": lambda x, y: torch.linalg.qr(x)[1].abs(),
    "svd": lambda x, y: torch.linalg.svd(x, full_matrices=False)[1],
    "symmetricEigen": lambda x, y: torch.linalg.eigh(x + x.T)[0],
    "determinant": lambda x, y: torch.linalg.det(x),
    "cholesky": lambda x, y: torch.linalg.cholesky(x @ x.T + len(x) * torch.eye(len(x))),
}
drawing = ("normal", "uniform")
positive = ("log", "sqrt", "2 / x", "x / y")
decompositions = ("solve", "leastSquares", "qr", "svd", "symmetricEigen", "determinant", "cholesky")


def operation(name):
    """The row of a name "operation tanh [512, 512], forward and backward"."""
    short, side, differentiated = re.fullmatch(r"operation (.*) \[(\d+), \d+\](, forward and backward)?", name).groups()
    function, side = operations.get(short), int(side)
    if function is None:
        return None
    x, y = tensor([side, side]), tensor([side, side], 9)
    if short in positive:
        x, y = x + 2, y + 2
    if short in decompositions:
        x = x * 0.1 + torch.eye(side)

    if differentiated:
        x.requires_grad_()
        cotangent = tensor(list(function(x, y).shape), 3)

        def gradient():
            x.grad = None
            function(x, y).backward(cotangent)
            return x.grad
        return [fingerprint(gradient())], once(gradient)
    with torch.no_grad():
        value = function(x, y)
    check = [] if short in drawing else [fingerprint(torch.as_tensor(value))]

    def run(count):
        with torch.no_grad():
            for _ in range(count):
                function(x, y)
    return check, run
