#!/usr/bin/env python3
"""Writes constants.json: what PyTorch computes for small fixed inputs, for the Swift tests to agree with.

    python3 -m venv torch && torch/bin/pip install torch && torch/bin/python constants.py

All in double precision, on one thread. An input is a formula, not a draw, so that both sides have the same bits:

    x[i] = least + (greatest - least) * ((i * 7919 + offset) % 101) / 100        i counts row by row

A case has inputs, options (lists of numbers) and results. Where a result `y` has gradients, the cotangent is the input `g`,
and `dx` is the gradient of sum(g * y) with respect to the input `x`.
"""

import datetime
import json
import pathlib
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

cases = {}


class Case:
    def __init__(self, name, **options):
        assert name not in cases, name
        self.options = {key: [float(v) for v in (value if isinstance(value, (list, tuple)) else [value])]
                        for key, value in options.items()}
        self.inputs, self.results, self.leaves = {}, {}, {}
        cases[name] = self

    def input(self, name, shape, least=-1.0, greatest=1.0, differentiable=True):
        offset = 17 * len(self.inputs)
        count = 1
        for size in shape:
            count *= size
        numbers = [least + (greatest - least) * ((i * 7919 + offset) % 101) / 100 for i in range(count)]
        self.inputs[name] = {"shape": list(shape), "offset": offset, "least": least, "greatest": greatest}
        tensor = torch.tensor(numbers).reshape(shape)
        if differentiable:
            tensor.requires_grad_()
            self.leaves[name] = tensor
        return tensor

    def constant(self, name, shape, least=-1.0, greatest=1.0):
        return self.input(name, shape, least, greatest, differentiable=False)

    def result(self, name, tensor):
        tensor = torch.as_tensor(tensor, dtype=torch.float64).detach()
        self.results[name] = {"shape": list(tensor.shape), "numbers": tensor.flatten().tolist()}

    def differentiate(self, y):
        """The result y and the gradients of all inputs."""
        self.result("y", y)
        y.backward(torch.ones(()) if y.dim() == 0 else self.constant("g", y.shape))
        for name, leaf in self.leaves.items():
            self.result("d" + name, leaf.grad)


def unary(name, function, shape=(3, 6), least=-3.0, greatest=3.0, **options):
    case = Case(name, **options)
    case.differentiate(function(case.input("x", shape, least, greatest)))


# Activations. Number 16 of the input is 0, where the kinks are.

unary("relu", F.relu)
unary("leaky_relu", lambda x: F.leaky_relu(x, 0.1), slope=0.1)
unary("elu", lambda x: F.elu(x, 0.7), scale=0.7)
unary("selu", F.selu)
unary("gelu", F.gelu)
unary("gelu_tanh", lambda x: F.gelu(x, approximate="tanh"))
unary("softplus", F.softplus)
unary("silu", F.silu)
unary("swish", lambda x: x * torch.sigmoid(1.5 * x), beta=1.5)
unary("tanh", torch.tanh)
unary("sigmoid", torch.sigmoid)
unary("erf", torch.erf)
unary("softmax", lambda x: F.softmax(x, -1))
unary("log_softmax", lambda x: F.log_softmax(x, -1))
unary("maxout", lambda x: x.reshape(3, 2, 3).max(-1).values, pieces=3)
case = Case("prelu")
case.differentiate(F.prelu(case.input("x", (3, 6), -3, 3), case.input("slope", (6,), 0, 0.5)))

# Reductions

unary("logsumexp", lambda x: torch.logsumexp(x, -1))
unary("variance_biased", lambda x: x.var(0, unbiased=False))
unary("variance_unbiased", lambda x: x.var(0))
unary("standard_deviation_unbiased", lambda x: x.std(1))
unary("norm", lambda x: x.norm())
unary("mean", lambda x: x.mean(1))
unary("max", lambda x: x.max(1).values)

# Products and linear algebra

case = Case("matmul")
case.differentiate(case.input("a", (3, 5)) @ case.input("b", (5, 4)))
case = Case("solve")
case.differentiate(torch.linalg.solve(case.input("a", (4, 4)), case.input("b", (4, 2))))
case = Case("least_squares")
case.result("y", torch.linalg.lstsq(case.constant("a", (6, 3)), case.constant("b", (6, 2))).solution)
case = Case("least_squares_wide")
case.result("y", torch.linalg.lstsq(case.constant("a", (3, 5)), case.constant("b", (3, 2)), driver="gelsd").solution)
case = Case("pseudo_inverse")
case.result("y", torch.linalg.pinv(case.constant("a", (5, 3))))
case = Case("determinant")
case.result("y", torch.linalg.det(case.constant("a", (4, 4))))
case = Case("singular_values")
case.result("y", torch.linalg.svdvals(case.constant("a", (5, 3))))
case = Case("trace_norm")
case.differentiate(torch.linalg.matrix_norm(case.input("a", (5, 3)), "nuc"))
case = Case("singular_value_threshold", threshold=0.5)
u, s, vh = torch.linalg.svd(case.constant("a", (5, 3)), full_matrices=False)
case.result("y", u @ torch.diag(torch.clamp(s - 0.5, min=0)) @ vh)
case = Case("qr")  # signs are LAPACK's; the test fixes them
q, r = torch.linalg.qr(case.constant("a", (5, 3)))
case.result("q", q)
case.result("r", r)
case = Case("symmetric_eigen")
a = case.constant("a", (4, 4))
case.result("values", torch.linalg.eigvalsh(a + a.T))
case = Case("cholesky")
a = case.constant("a", (4, 4))
case.result("y", torch.linalg.cholesky(a @ a.T + torch.eye(4)))

# Losses


def distance(name, function, least=-1.0, greatest=1.0, **options):
    case = Case(name, **options)
    x = case.input("x", (4, 3), -2, 2)
    case.differentiate(function(x, case.constant("y", (4, 3), least, greatest)))


distance("mse_loss", F.mse_loss)
distance("mse_loss_sum", lambda x, y: F.mse_loss(x, y, reduction="sum"))
distance("l1_loss", F.l1_loss)
distance("huber_loss", lambda x, y: F.huber_loss(x, y, delta=0.7), threshold=0.7)
distance("huber_loss_sum", lambda x, y: F.huber_loss(x, y, delta=0.7, reduction="sum"), threshold=0.7)
distance("bce_with_logits", F.binary_cross_entropy_with_logits, 0)
distance("bce_with_logits_weighted",
         lambda x, y: F.binary_cross_entropy_with_logits(x, y, pos_weight=torch.tensor(1.7)), 0, positiveWeight=1.7)
distance("bce_with_logits_sum", lambda x, y: F.binary_cross_entropy_with_logits(x, y, reduction="sum"), 0)
case = Case("bce")
case.differentiate(F.binary_cross_entropy(case.input("x", (4, 3), 0.02, 0.98), case.constant("y", (4, 3), 0, 1)))
case = Case("bce_at_the_ends")  # 0 and 1 exactly: ln is cut at -100
case.differentiate(F.binary_cross_entropy(case.input("x", (2,), 1, 1) * torch.tensor([0.0, 1.0]), torch.tensor([1.0, 0.0])))
distance("gaussian_nll", lambda x, y: F.gaussian_nll_loss(x, y, torch.full((4, 3), 2.0)), variance=2)
distance("gaussian_nll_full", lambda x, y: F.gaussian_nll_loss(x, y, torch.full((4, 3), 2.0), full=True), variance=2)
for name, least, options in [("gaussian_nll_variance", 0.1, {}), ("gaussian_nll_variance_at_0", 0.0, {"eps": 0.4})]:
    case = Case(name, **options)
    x, y = case.input("x", (4, 3), -2, 2), case.constant("y", (4, 3))
    case.differentiate(F.gaussian_nll_loss(x, y, case.input("v", (4, 3), least, 2), full=True, reduction="sum", **options))
distance("laplace_nll", lambda x, y: -torch.distributions.Laplace(x, 1.5).log_prob(y).mean(), scale=1.5)
distance("hinge_loss", lambda x, y: torch.clamp(1 - x * torch.where(y > 0, 1.0, -1.0), min=0).mean())
unary("multi_margin_loss", lambda x: F.multi_margin_loss(x, torch.tensor([2, 0, 5]), margin=0.8), labels=[2, 0, 5], margin=0.8)
distance("kl_div", lambda x, y: F.kl_div(F.log_softmax(x, -1), y, reduction="batchmean"), 0)

labels, weights = [2, 0, 1, 2], [0.5, 1.0, 2.5]
for name, options in [
    ("cross_entropy", {}), ("cross_entropy_smoothed", {"label_smoothing": 0.1}), ("cross_entropy_weighted", {"weight": weights}),
    ("cross_entropy_smoothed_weighted", {"label_smoothing": 0.1, "weight": weights}), ("cross_entropy_sum", {"reduction": "sum"}),
]:
    case = Case(name, labels=labels, **{key: value for key, value in options.items() if key != "reduction"})
    arguments = {key: torch.tensor(value) if key == "weight" else value for key, value in options.items()}
    case.differentiate(F.cross_entropy(case.input("x", (4, 3), -2, 2), torch.tensor(labels), **arguments))
    if "reduction" in options:
        continue
    case = Case(name + "_soft", **options)
    case.differentiate(F.cross_entropy(case.input("x", (4, 3), -2, 2), case.constant("y", (4, 3), 0, 1), **arguments))

# Convolution and pooling, [batch, channels, height, width]

for name, groups, kernel, options in [
    ("conv2d", 1, (3, 3), {}), ("conv2d_stride", 1, (3, 3), {"stride": (2, 2)}), ("conv2d_padding", 1, (3, 3), {"padding": (1, 1)}),
    ("conv2d_dilation", 1, (2, 2), {"dilation": (2, 2), "padding": (1, 1)}), ("conv2d_groups", 2, (3, 3), {"padding": (1, 1)}),
    ("conv2d_depthwise", 4, (3, 3), {"stride": (2, 2), "padding": (1, 1)}), ("conv2d_pointwise", 1, (1, 1), {}),
    ("conv2d_all", 2, (3, 2), {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2)}),
]:
    case = Case(name, groups=groups, **{"stride": (1, 1), "padding": (0, 0), "dilation": (1, 1), **options})
    x, w, b = case.input("x", (2, 4, 5, 6)), case.input("w", (4, 4 // groups, *kernel)), case.input("b", (4,))
    case.differentiate(F.conv2d(x, w, b, groups=groups, **options))

for name, function, options in [
    ("max_pool2d", F.max_pool2d, {"kernel_size": (2, 2), "stride": (2, 2), "padding": (0, 0)}),
    ("max_pool2d_overlapping", F.max_pool2d, {"kernel_size": (3, 3), "stride": (2, 2), "padding": (1, 1)}),
    ("max_pool2d_uneven", F.max_pool2d, {"kernel_size": (2, 3), "stride": (1, 2), "padding": (1, 1)}),
    ("avg_pool2d", F.avg_pool2d, {"kernel_size": (2, 2), "stride": (2, 2), "padding": (0, 0)}),
    ("avg_pool2d_with_padding", F.avg_pool2d,
     {"kernel_size": (3, 3), "stride": (2, 2), "padding": (1, 1), "count_include_pad": True}),
    ("avg_pool2d_without_padding", F.avg_pool2d,
     {"kernel_size": (3, 3), "stride": (2, 2), "padding": (1, 1), "count_include_pad": False}),
]:
    case = Case(name, **options)
    case.differentiate(function(case.input("x", (2, 3, 5, 6)), **options))
unary("global_average_pool2d", lambda x: F.adaptive_avg_pool2d(x, 1), (2, 3, 5, 6))

# Normalization

for name, shape in [("batch_norm1d", (6, 3)), ("batch_norm2d", (2, 3, 3, 2))]:
    for mode in ["training", "evaluation"]:
        case = Case(f"{name}_{mode}", momentum=0.3, eps=1e-5)
        x, weight, bias = case.input("x", shape, -1, 3), case.input("weight", (3,), 0.5, 2), case.input("bias", (3,))
        mean, variance = case.constant("running_mean", (3,)).clone(), case.constant("running_var", (3,), 0.5, 1.5).clone()
        case.differentiate(F.batch_norm(x, mean, variance, weight, bias, mode == "training", 0.3, 1e-5))
        case.result("running_mean", mean)
        case.result("running_var", variance)
for name, shape, features, function in [
    ("layer_norm", (4, 6), (6,), lambda x, w, b: F.layer_norm(x, (6,), w, b, 1e-5)),
    ("layer_norm_images", (2, 3, 2, 2), (3, 2, 2), lambda x, w, b: F.layer_norm(x, (3, 2, 2), w, b, 1e-5)),
    ("group_norm", (2, 4, 3, 2), (4,), lambda x, w, b: F.group_norm(x, 2, w, b, 1e-5)),
    ("instance_norm", (2, 4, 3, 2), (4,), lambda x, w, b: F.instance_norm(x, weight=w, bias=b, eps=1e-5)),
]:
    case = Case(name, eps=1e-5, **({"groups": 2} if name == "group_norm" else {}))
    x, weight, bias = case.input("x", shape, -1, 3), case.input("weight", features, 0.5, 2), case.input("bias", features)
    case.differentiate(function(x, weight, bias))
case = Case("weight_norm")
case.differentiate(torch._weight_norm(case.input("v", (4, 6)), case.input("magnitude", (4, 1), 0.5, 2), 0))

# Embedding and recurrence

case = Case("embedding", indices=[3, 0, 3, 1])
case.differentiate(F.embedding(torch.tensor([3, 0, 3, 1]), case.input("w", (5, 3))))
case = Case("rnn_tanh_cell")
cell = torch.nn.RNNCell(3, 4)
names = {"x": (2, 3), "h": (2, 4), "wx": (4, 3), "wh": (4, 4), "bx": (4,), "bh": (4,)}
x, h, wx, wh, bx, bh = (case.input(name, shape) for name, shape in names.items())
parameters = {"weight_ih": wx, "weight_hh": wh, "bias_ih": bx, "bias_hh": bh}
case.differentiate(torch.func.functional_call(cell, parameters, (x, h)))
case = Case("rnn_tanh_3_steps")
x, h, wx, wh, bx, bh = (case.input(name, (3, *shape) if name == "x" else shape) for name, shape in names.items())
for step in range(3):
    h = torch.func.functional_call(cell, {"weight_ih": wx, "weight_hh": wh, "bias_ih": bx, "bias_hh": bh}, (x[step], h))
case.differentiate(h)

# Optimisers: five steps along the gradient a * (w - c) of a quadratic. Row t of `path` is w after step t + 1.

for name, make, options in [
    ("sgd", torch.optim.SGD, {"lr": 0.1}), ("sgd_weight_decay", torch.optim.SGD, {"lr": 0.1, "weight_decay": 0.2}),
    ("sgd_momentum", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    ("sgd_momentum_weight_decay", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "weight_decay": 0.2}),
    ("sgd_nesterov", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    ("sgd_dampening", torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "dampening": 0.5}),
    ("adagrad", torch.optim.Adagrad, {"lr": 0.1, "eps": 1e-10}),
    ("rmsprop", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}),
    ("rmsprop_centered", torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "centered": True}),
    ("adam", torch.optim.Adam, {"lr": 0.1, "betas": (0.9, 0.999), "eps": 1e-8}),
    ("adam_weight_decay", torch.optim.Adam, {"lr": 0.1, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.2}),
    ("adamw", torch.optim.AdamW, {"lr": 0.1, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.2}),
]:
    case = Case(name, **options)
    a, c = case.constant("a", (4,), 0.5, 2), case.constant("c", (4,))
    w = case.constant("w", (4,)).requires_grad_()
    optimizer, path = make([w], **options), []
    for step in range(5):
        optimizer.zero_grad()
        (0.5 * a * (w - c) ** 2).sum().backward()
        optimizer.step()
        path.append(w.detach().clone())
    case.result("path", torch.stack(path))

# Schedules: number t of `rates` is what step t (from 0) uses, of a rate of 0.1.

S = torch.optim.lr_scheduler
for name, make, options in [
    ("step_lr", S.StepLR, {"step_size": 3, "gamma": 0.5}), ("multi_step_lr", S.MultiStepLR, {"milestones": [2, 7], "gamma": 0.1}),
    ("exponential_lr", S.ExponentialLR, {"gamma": 0.9}),
    ("cosine_annealing_lr", S.CosineAnnealingLR, {"T_max": 10, "eta_min": 0.01}),
    ("linear_lr", S.LinearLR, {"start_factor": 0.25, "end_factor": 1.0, "total_iters": 3}),
]:
    case = Case(name, lr=0.1, **options)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler, rates = make(optimizer, **options), []
    for step in range(12):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    case.result("rates", rates)

# Clipping of gradients: the norm is of both tensors together.

for name, greatest in [("clip_grad_norm", 1.5), ("clip_grad_norm_unneeded", 100.0)]:
    case = Case(name, max_norm=greatest)
    gradients = [case.constant("a", (3, 4)), case.constant("b", (4,))]
    parameters = [torch.zeros_like(g).requires_grad_() for g in gradients]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.clone()
    case.result("norm", torch.nn.utils.clip_grad_norm_(parameters, greatest))
    case.result("a", parameters[0].grad)
    case.result("b", parameters[1].grad)
case = Case("clip_grad_value", clip_value=0.5)
case.result("a", torch.clamp(case.constant("a", (3, 4)), -0.5, 0.5))

# Initializers: gains, and spreads for the fans of a weight [out, in] = [300, 100], from many numbers where no formula is offered.

case = Case("gains", leaky_slope=0.2)
for nonlinearity in ["linear", "conv2d", "sigmoid", "tanh", "relu", "selu"]:
    case.result(nonlinearity, torch.nn.init.calculate_gain(nonlinearity))
case.result("leaky_relu", torch.nn.init.calculate_gain("leaky_relu", 0.2))
case = Case("fans", shape=[8, 4, 3, 5])
case.result("y", torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(8, 4, 3, 5)))

# Dropout: which numbers go is random, what becomes of them is not.

for rate in [0.1, 0.3, 0.5]:
    case = Case(f"alpha_dropout_{rate}", rate=rate)
    kept, dropped = [], []
    for value in [0.0, 1.0]:
        torch.manual_seed(1)
        found = F.alpha_dropout(torch.full((1000,), value), rate, training=True).unique().tolist()
        assert len(found) == 2
        kept.append(max(found))
        dropped.append(min(found))
    assert dropped[0] == dropped[1]
    case.result("kept", kept)  # of 0 and of 1
    case.result("dropped", dropped[0])
    torch.manual_seed(1)
    case.result("inverted_dropout", F.dropout(torch.ones(1000), rate, training=True).unique())


def write():
    provenance = {
        "torch": torch.__version__, "date": datetime.date.today().isoformat(), "command": "python constants.py",
        "python": sys.version.split()[0], "precision": "float64",
    }
    lines = [
        json.dumps(name) + ": " + json.dumps({"options": case.options, "inputs": case.inputs, "results": case.results})
        for name, case in cases.items()
    ]
    path = pathlib.Path(__file__).with_name("constants.json")
    path.write_text('{"provenance": ' + json.dumps(provenance) + ',\n"cases": {\n' + ",\n".join(lines) + "\n}}\n")
    print(f"{len(cases)} cases, {path.stat().st_size} bytes")


write()
