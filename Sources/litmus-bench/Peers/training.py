"""Steps of training: the twin of Rows+Training.swift."""

from .inputs import *
from .tensors import cross_entropy


def dense(fan_in, fan_out, offset):
    layer = torch.nn.Linear(fan_in, fan_out)
    layer.weight.data = tensor([fan_out, fan_in], offset, 1 / fan_in ** 0.5)
    layer.bias.data.zero_()
    return layer


def convolution(channels, out, offset):
    layer = torch.nn.Conv2d(channels, out, 3, padding=1)
    layer.weight.data = tensor([out, channels, 3, 3], offset, 1 / (channels * 9) ** 0.5)
    layer.bias.data.zero_()
    return layer


def training(network, loss):
    """loss(network) is the loss of a step. The check: the losses of three steps and the first weights after them."""
    network.train()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01)

    def step():
        optimizer.zero_grad()
        value = loss(network)
        value.backward()
        optimizer.step()
        return value.item()
    losses = [step() for _ in range(3)]
    return [losses, fingerprint(next(network.parameters()))], once(step)


def classifier(network, x):
    targets = torch.tensor(labels(len(x), 10))
    return training(network, lambda network: F.cross_entropy(network(x), targets))


@row("torch", "step of MLP 2-32-32-1, tanh, batch 64")
def _():
    nn, x, y = torch.nn, tensor([64, 2]), tensor([64, 1], 5)
    network = nn.Sequential(dense(2, 32, 1), nn.Tanh(), dense(32, 32, 2), nn.Tanh(), dense(32, 1, 3))
    return training(network, lambda network: F.mse_loss(network(x), y))


@row("torch", "step of MLP 784-256-10, ReLU, batch 64")
def _():
    nn = torch.nn
    return classifier(nn.Sequential(dense(784, 256, 1), nn.ReLU(), dense(256, 10, 2)), tensor([64, 784]))


for batch in (64, 128):
    @row("torch", f"step of MLP 784-256-10, batch normalization, ReLU, batch {batch}")
    def _(batch=batch):
        nn = torch.nn
        network = nn.Sequential(dense(784, 256, 1), nn.BatchNorm1d(256), nn.ReLU(), dense(256, 10, 2))
        return classifier(network, tensor([batch, 784]))


@row("torch", "step of CNN 1-16-32-10 on 28×28, batch normalization, batch 64")
def _():
    nn = torch.nn
    network = nn.Sequential(
        convolution(1, 16, 1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
        convolution(16, 32, 2), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), dense(32 * 7 * 7, 10, 3))
    return classifier(network, tensor([64, 1, 28, 28]))


def hand_written(x, sizes, tanh, loss):
    """Backpropagation by hand through dense layers; loss(output) gives the loss and the output's gradient."""
    weights = [formula([m, n], i + 1, 1 / n ** 0.5) for i, (n, m) in enumerate(zip(sizes, sizes[1:]))]
    biases = [np.zeros(m, np.float32) for m in sizes[1:]]
    rate = np.float32(0.01)

    def step():
        inputs, h = [], x
        for i, (w, b) in enumerate(zip(weights, biases)):
            inputs.append(h)
            h = h @ w.T + b
            if i < len(weights) - 1:
                h = np.tanh(h) if tanh else np.maximum(h, 0)
        value, g = loss(h)
        for i in reversed(range(len(weights))):
            below = g @ weights[i] if i > 0 else None
            weights[i] -= rate * (g.T @ inputs[i])
            biases[i] -= rate * g.sum(axis=0)
            if i > 0:
                g = below * (1 - inputs[i] ** 2) if tanh else below * (inputs[i] > 0)
        return float(value)
    losses = [step() for _ in range(3)]
    return [losses, fingerprint(weights[0])], once(step)


@row("numpy", "step of MLP 2-32-32-1, tanh, batch 64")
def _():
    y = formula([64, 1], 5)
    return hand_written(formula([64, 2]), [2, 32, 32, 1], True, lambda h: (((h - y) ** 2).mean(), (h - y) * np.float32(2 / 64)))


@row("numpy", "step of MLP 784-256-10, ReLU, batch 64")
def _():
    targets = np.array(labels(64, 10))
    return hand_written(formula([64, 784]), [784, 256, 10], False, lambda h: cross_entropy(h, targets))
