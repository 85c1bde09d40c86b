"""A torch with a device ``mps`` that computes on the CPU and refuses what Apple's GPUs refuse.

Own code: a ``TorchDispatchMode`` that sees every kernel, and a tensor that says it lies on ``mps``. It
models what is documented and what torch's own source raises; it is not a Mac.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

OLDER = ("grid_sampler_3d",)
"""Kernels without which torch for MPS came for years."""

IN_SLICES = ("grid_sampler_2d",)
"""A kernel that every model of slices needs; no torch lacks it."""

_MPS = torch.device("mps:0")
_NO_FLOAT64 = (
    "Cannot convert a MPS Tensor to float64 dtype as the MPS framework doesn't support float64. "
    "Please use float32 instead."
)


class MpsTensor(torch.Tensor):
    """A tensor that says it lies on ``mps``; its numbers lie in ``held``, a tensor on the CPU."""

    held: torch.Tensor

    @staticmethod
    def __new__(cls, held: torch.Tensor) -> MpsTensor:
        # For torch itself it lies on the CPU: it would ask a driver of mps that is not here.
        made = torch.Tensor._make_wrapper_subclass(  # type: ignore[attr-defined]
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device="cpu",
            requires_grad=held.requires_grad,
        )
        made.held = held
        return made  # type: ignore[no-any-return]

    @classmethod
    def __torch_dispatch__(
        cls, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        raise AssertionError(f"{func} on mps outside of the mode")

    @property
    def device(self) -> torch.device:  # type: ignore[override]
        """As a tensor on a Mac says."""
        return _MPS

    def numpy(self, *, force: bool = False) -> Any:
        """As torch does."""
        raise TypeError(
            "can't convert mps:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to "
            "host memory first."
        )

    def __repr__(self) -> str:  # type: ignore[override]
        return f"MpsTensor({tuple(self.shape)})"


class _Calls(TorchFunctionMode):
    """What is decided before torch looks for a kernel: ``mps`` without a number, and the way back."""

    def __torch_function__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        given = [_numbered(arg) for arg in args]
        named = {key: _numbered(value) for key, value in (kwargs or {}).items()}
        if given and isinstance(given[0], MpsTensor):
            to_cpu = func is torch.Tensor.to and torch.device("cpu") in map(
                _device, (*given[1:], *named.values())
            )
            if to_cpu or func is torch.Tensor.cpu:
                return func(given[0].held.clone(), *given[1:], **named)
        if func in (torch.tensor, torch.as_tensor) and named.get("device") == _MPS:
            return func(*given, **{**named, "device": "cpu"}).to(_MPS)
        return func(*given, **named)


class MpsMode(TorchDispatchMode):
    """Sends what is asked of ``mps`` to the CPU, unless MPS has no such kernel or type.

    Args:
        lacks: names of kernels that are missing, as in ``aten::NAME``.
    """

    def __init__(self, lacks: Sequence[str] = ()) -> None:
        super().__init__()
        self.lacks = lacks
        self.kernels = 0
        """How many ran on ``mps``."""

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        kwargs = dict(kwargs or {})
        with self:  # what a composite consists of is seen, too
            parts = func.decompose(*args, **kwargs)
        if parts is not NotImplemented:
            return parts
        given = _tensors((args, kwargs))
        asked = kwargs.get("device")
        enters = asked is not None and torch.device(asked).type == "mps"
        if not enters and not any(isinstance(tensor, MpsTensor) for tensor in given):
            return func(*args, **kwargs)
        if enters:
            kwargs["device"] = torch.device("cpu")
        name = func._schema.name.removeprefix("aten::")
        in_place = name.endswith("_") and not name.startswith("_")
        if not (name == "copy_" and not isinstance(args[0], MpsTensor)):
            self._refuse(name, given, kwargs.get("dtype"), enters)
            self.kernels += 1
        found = func(*tree_map(_held, tuple(args)), **tree_map(_held, kwargs))
        return args[0] if in_place else tree_map(_on_mps, found)

    def _refuse(
        self, name: str, given: Sequence[torch.Tensor], dtype: torch.dtype | None, enters: bool
    ) -> None:
        lies_there = [tensor for tensor in given if isinstance(tensor, MpsTensor)]
        made = dtype or (given[0].dtype if enters and given else None)
        if made == torch.float64 or any(tensor.dtype == torch.float64 for tensor in lies_there):
            raise TypeError(_NO_FLOAT64)
        if name in self.lacks:
            raise NotImplementedError(
                f"The operator 'aten::{name}' is not currently implemented for the MPS device. If you "
                "want this op to be considered for addition please comment on an issue."
            )
        if enters or name == "copy_":
            return
        # Numbers may lie on the CPU; arrays may not.
        if any(tensor.dim() and not isinstance(tensor, MpsTensor) for tensor in given):
            raise RuntimeError(
                "Expected all tensors to be on the same device, but found at least two devices, mps:0 "
                "and cpu!"
            )


def _tensors(values: Any) -> list[torch.Tensor]:
    from torch.utils._pytree import tree_leaves

    return [leaf for leaf in tree_leaves(values) if isinstance(leaf, torch.Tensor)]


def _numbered(value: Any) -> Any:
    return _MPS if str(_device(value)) == "mps" else value


def _device(value: Any) -> torch.device | None:
    """The device that an argument names, if it names one."""
    if isinstance(value, torch.device):
        return value
    return torch.device(value) if isinstance(value, str) and value in ("cpu", "mps") else None


def _held(value: Any) -> Any:
    return value.held if isinstance(value, MpsTensor) else value


def _on_mps(value: Any) -> Any:
    return MpsTensor(value) if isinstance(value, torch.Tensor) else value


@contextmanager
def mps_torch(lacks: Sequence[str] = ()) -> Iterator[MpsMode]:
    """A machine with an Apple GPU, until the block ends.

    Args:
        lacks: kernels that its torch has not, such as :data:`OLDER`.
    """
    import pytest

    with pytest.MonkeyPatch.context() as patch, _Calls(), MpsMode(lacks) as mode:
        patch.setattr(torch.backends.mps, "is_available", lambda: True)
        patch.setattr(torch.mps, "empty_cache", lambda: None)
        # Modules change the data of a parameter in place, which would leave ``held`` behind.
        before = torch.__future__.get_overwrite_module_params_on_conversion()
        torch.__future__.set_overwrite_module_params_on_conversion(True)
        try:
            yield mode
        finally:
            torch.__future__.set_overwrite_module_params_on_conversion(before)
