"""Writes the files that WeightsTests reads. Run: pip install numpy safetensors; python3 safetensors_fixture.py

Made with Python 3.11, numpy 2.4.6, safetensors 0.8.0. With a path as argument, it instead prints what that package reads there.
"""
import pathlib
import struct
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

folder = pathlib.Path(__file__).parent
if len(sys.argv) > 1:
    for name, value in sorted(load_file(sys.argv[1]).items()):
        print(name, value.dtype, value.shape, value.reshape(-1).tolist())
    sys.exit()

# What our writer has to match byte for byte: one type, no metadata.
save_file({
    "dense.weight": np.arange(6, dtype=np.float32).reshape(2, 3) / 4 - 1,
    "dense.bias": np.array([np.inf, -0.0], dtype=np.float32),
    "a \"quoted\" é\n": np.array(7.5, dtype=np.float32),
    "empty": np.zeros((0, 3), dtype=np.float32),
}, folder / "plain.safetensors")

# All types that are read, and metadata.
save_file({
    "half": np.array([1.5, -2, 6.103515625e-05, 5.9604644775390625e-08, 65504, np.inf, 0.0999755859375], dtype=np.float16),
    "single": np.array([[0.1], [3e38]], dtype=np.float32),
    "double": np.array([0.1, 1e300]),
    "batches": np.array(12345678901, dtype=np.int64),
    "small": np.array([-128, 127], dtype=np.int8),
    "truth": np.array([True, False]),
}, folder / "types.safetensors", metadata={"format": "np", "note": "é \"x\""})

# NumPy has no bfloat16, so this one is written by hand: 1, −2, 3.140625.
header = b'{"brain":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}'
(folder / "brain.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + struct.pack("<3H", 0x3F80, 0xC000, 0x4049))
