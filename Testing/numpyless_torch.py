"""A torch that cannot see numpy, as torch 2.2 beside numpy 2: the real thing, for a process of its own.

Torch looks for numpy once, in C, when it is first needed. If numpy's C interface is hidden at that
moment, torch has no bridge for as long as the process lives: ``torch.from_numpy`` and ``Tensor.numpy``
raise "Numpy is not available" by torch's own code, while numpy itself works.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# For ``sitecustomize``, which Python runs before anything else.
_PROGRAM = """
import warnings

import numpy
from numpy._core import _multiarray_umath as core

interface = core._ARRAY_API
del core._ARRAY_API
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import torch

    try:
        torch.from_numpy(numpy.zeros(1))
    except RuntimeError:
        pass
core._ARRAY_API = interface
try:
    torch.from_numpy(numpy.zeros(1))
except RuntimeError as error:
    assert "Numpy is not available" in str(error), error
else:
    raise SystemExit("torch sees numpy all the same: mend numpyless_torch.py")
"""


def numpyless(folder: Path, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Environment of a Python whose torch has no bridge to numpy.

    Args:
        folder: a new one, for its ``sitecustomize.py``.
        base: what to add to; None takes this process's.
    """
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_PROGRAM, encoding="utf-8")
    environment = dict(os.environ if base is None else base)
    others = environment.get("PYTHONPATH", "")
    return {**environment, "PYTHONPATH": os.pathsep.join([str(folder), others])}
