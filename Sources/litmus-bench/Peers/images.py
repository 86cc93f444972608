"""Convolution and batch normalization: the twin of Rows+Images.swift."""

from .inputs import *

for batch, channels, out, size in ((32, 1, 16, 28), (32, 32, 64, 28), (32, 64, 128, 14)):
    name = f"convolution {batch}×({channels}→{out}), {size}²"

    @row("torch", name + ", forward")
    def _(batch=batch, channels=channels, out=out, size=size):
        x, w = tensor([batch, channels, size, size]), tensor([out, channels, 3, 3], 1)
        return [fingerprint(F.conv2d(x, w, padding=1))], once(lambda: F.conv2d(x, w, padding=1))

    @row("torch", name + ", forward and backward")
    def _(batch=batch, channels=channels, out=out, size=size):
        x, w = tensor([batch, channels, size, size]).requires_grad_(), tensor([out, channels, 3, 3], 1).requires_grad_()
        cotangent = tensor([batch, out, size, size], 3)

        def both():
            x.grad = w.grad = None
            F.conv2d(x, w, padding=1).backward(cotangent)
        both()
        return [fingerprint(x.grad), fingerprint(w.grad)], once(both)


@row("torch", "batch normalization 32×64×28², forward and backward")
def _():
    x, cotangent, layer = tensor([32, 64, 28, 28]).requires_grad_(), tensor([32, 64, 28, 28], 3), torch.nn.BatchNorm2d(64)

    def both():
        x.grad = layer.weight.grad = layer.bias.grad = None
        layer(x).backward(cotangent)
    both()
    return [fingerprint(x.grad), fingerprint(layer.running_var)], once(both)
