"""Arrays to tensors and back, also where torch cannot see numpy.

torch 2.2, the last for Intel Macs and for Slicer under Rosetta, was built for numpy 1. Beside numpy 2 it
raises "Numpy is not available" in ``torch.from_numpy``, ``torch.as_tensor`` and ``Tensor.numpy``. Both
know Python's buffers, whatever their versions; these are the two places where they meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .faults import FITTING

if TYPE_CHECKING:
    from torch import Tensor


def to_tensor(array: npt.NDArray[Any], dtype: npt.DTypeLike | None = None) -> Tensor:
    """A tensor on the CPU, of the array's shape; it shares the array's memory where it can.

    Args:
        array: of a type that torch has, too.
        dtype: to convert to first; None keeps the array's.
    """
    import torch

    stored = np.require(array, dtype, ["C", "W"])  # torch warns of memory that is not to be written
    kind = getattr(torch, stored.dtype.name)
    if stored.size == 0:
        return torch.empty(array.shape, dtype=kind)
    return torch.frombuffer(stored, dtype=kind).view(array.shape)


def to_array(tensor: Tensor) -> npt.NDArray[Any]:
    """A copy of a tensor, from whatever device, as an array of its shape and type."""
    import torch

    array = np.empty(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."))
    if array.size:
        torch.frombuffer(array, dtype=tensor.dtype).view(array.shape).copy_(tensor.detach().cpu())
    return array


def bridge_problem() -> str:
    """Why torch and numpy do not see each other; empty if they do, as nearly everywhere."""
    import torch

    try:
        torch.from_numpy(np.zeros(1, np.float32))
    except RuntimeError:  # "Numpy is not available"
        return (
            f"PyTorch {torch.__version__} was built for another numpy than {np.__version__}, which is "
            f"installed: detection works all the same, training does not. {FITTING}."
        )
    return ""
