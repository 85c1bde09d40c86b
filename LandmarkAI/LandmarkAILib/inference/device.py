"""Which device computes, at which precision, and what happens when it cannot."""

from __future__ import annotations

import contextlib
import logging
import platform
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from ..errors import LandmarkAIError
from .faults import is_out_of_memory

Request = Literal["auto", "cpu", "cuda", "mps"]
Kind = Literal["cpu", "cuda", "mps"]
Precision = Literal["float32", "bfloat16", "float16"]
EngineName = Literal["torch", "openvino"]
REQUESTS: tuple[Request, ...] = ("auto", "cpu", "cuda", "mps")
ENGINES: tuple[EngineName, ...] = ("torch", "openvino")

_T = TypeVar("_T")

_log = logging.getLogger(__name__)
_failed: dict[Kind, str] = {}  # what to tell of the devices that failed in this process


class DeviceError(LandmarkAIError):
    """A device was asked for that this machine, or this build of torch, does not have."""

    code = "device"


@dataclass(frozen=True)
class Device:
    """Where a model runs.

    Args:
        kind: torch's device type.
        name: what to call it in a report, such as the name of the GPU.
        precision: name of the torch dtype of the networks' arithmetic.
        threads: CPU threads that torch uses.
        notice: why it is not the device one would expect; empty otherwise. Users are shown it.
        engine: what runs the networks; all else is torch's.
    """

    kind: Kind
    name: str
    precision: Precision
    threads: int
    notice: str = ""
    engine: EngineName = "torch"


def choose_device(
    request: Request = "auto", threads: int | None = None, engine: EngineName = "torch"
) -> Device:
    """The device to compute on, tried with a small convolution before it is returned.

    ``auto`` prefers CUDA, then MPS, then the CPU. A GPU that is there and fails the trial (a driver or a
    build of torch that does not fit it), or failed in this process before, is replaced by the CPU, and
    ``notice`` says so.

    Precision is float32 on all of them. In bfloat16 the same study, stored in another way, had uncertain
    points up to 1 mm elsewhere; in float32 they agree to 0.1 mm, within the time that is allowed.

    Args:
        request: what the user asked for.
        threads: CPU threads for the whole process; None leaves torch's own choice.
        engine: what runs the networks; others than torch run on the CPU, also by ``auto``.

    Raises:
        DeviceError: a GPU was asked for by name and there is none, or for an engine that has none, or
            the number of threads is below 1.
        EngineError: the engine is not installed.
    """
    import torch

    if request not in REQUESTS:
        raise DeviceError(f"There is no device '{request}': choose one of {', '.join(REQUESTS)}.")
    if threads is not None:
        if threads < 1:
            raise DeviceError(f"{threads} threads cannot compute: ask for 1 or more.")
        torch.set_num_threads(threads)
    if engine != "torch":
        return _with_engine(engine, request)
    kind = _available(request)
    if kind == "cpu":
        return _cpu()
    if kind in _failed:
        return _cpu(_failed[kind])
    device = _gpu(kind)
    failure = _trial_failure(device)
    return (
        _cpu(f"{device.name} was not used ({failure}); the CPU was used instead.") if failure else device
    )


def _with_engine(engine: EngineName, request: Request) -> Device:
    from .openvino_engine import require_openvino

    if engine not in ENGINES:
        raise DeviceError(f"There is no engine '{engine}': choose one of {', '.join(ENGINES)}.")
    if request not in ("auto", "cpu"):
        raise DeviceError(
            f"The engine {engine} computes on the CPU: choose the device 'cpu', or the engine torch."
        )
    require_openvino()
    return replace(_cpu(), engine=engine)


def run_with_fallback(device: Device, work: Callable[[Device], _T]) -> _T:
    """``work(device)``; where a GPU fails, ``work`` on the CPU, with a notice.

    Whatever a GPU raises counts: a missing kernel, a type of number that it does not have, a driver. If
    the CPU then succeeds, the GPU is to blame and is not tried again in this process; lack of its memory
    is of one image, and is forgotten.

    Raises:
        LandmarkAIError: what ``work`` says of its input, at once.
        Exception: whatever ``work`` raises on the CPU, lack of memory included.
    """
    if device.kind == "cpu":
        return work(device)
    if device.kind in _failed:
        return work(_cpu(_failed[device.kind]))
    try:
        return work(device)
    except LandmarkAIError:
        raise
    except Exception as error:  # noqa: BLE001 - a GPU's library may raise anything
        reason, is_full = _first_line(error), is_out_of_memory(error)
        _log.info("%s failed", device.name, exc_info=True)
    # After the except block, so that the failed call's tensors are no longer held by its traceback.
    _free_memory(device)
    if is_full:
        return work(_cpu(f"{device.name} has too little free memory; the CPU was used instead."))
    notice = f"{device.name} failed ({reason}); the CPU was used instead."
    result = work(_cpu(notice))
    _failed[device.kind] = notice
    return result


def _free_memory(device: Device) -> None:
    import torch

    # A GPU that failed may fail in this, too.
    with contextlib.suppress(RuntimeError):
        (torch.cuda if device.kind == "cuda" else torch.mps).empty_cache()


def forget_failures() -> None:
    """Try devices again that failed before, for instance when the user asks for a check."""
    _failed.clear()


def _available(request: Request) -> Kind:
    import torch

    present: dict[Kind, bool] = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if request == "auto":
        return next(kind for kind, there in present.items() if there)
    if not present[request]:
        raise DeviceError(
            f"This machine, or its build of torch, has no {request.upper()} device: "
            "choose 'auto' or 'cpu', or install a build of torch for it."
        )
    return request


def _gpu(kind: Kind) -> Device:
    import torch

    name = torch.cuda.get_device_name() if kind == "cuda" else "Apple GPU (MPS)"
    return Device(kind, name, "float32", torch.get_num_threads())


def _cpu(notice: str = "") -> Device:
    import torch

    return Device("cpu", f"CPU ({platform.machine()})", "float32", torch.get_num_threads(), notice)


def training_precision(kind: Kind | None = None) -> Precision:
    """The fastest precision that a device computes in natively; enough for training.

    bfloat16 on GPUs and CPUs with instructions for it, float16 on older GPUs, else float32.

    Args:
        kind: of the device; that of the best one if None.
    """
    import torch

    kind = kind or choose_device().kind
    if kind == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float16"
    return "bfloat16" if kind == "cpu" and _has_bfloat16_instructions() else "float32"


def _has_bfloat16_instructions() -> bool:
    """Whether the CPU computes in bfloat16 natively; emulated, it is slower than float32.

    ``torch.ops.mkldnn._is_mkldnn_bf16_supported()`` says yes to emulation too, so it is not asked.
    """
    import torch

    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    if hasattr(torch.cpu, "get_capabilities"):
        capabilities = torch.cpu.get_capabilities()
        return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))
    older = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # torch before get_capabilities
    return bool(older and older())


def _first_line(error: Exception) -> str:
    """What an error says, shortened to a line."""
    text = str(error).strip()
    return text.splitlines()[0][:200].rstrip(".") if text else type(error).__name__


def _trial_failure(device: Device) -> str:
    """Why a small convolution on the device fails or is wrong; empty if it is right."""
    import torch

    generator = torch.Generator().manual_seed(0)
    image = torch.randn(1, 8, 16, 16, generator=generator)
    kernel = torch.randn(8, 8, 3, 3, generator=generator)
    expected = torch.nn.functional.conv2d(image, kernel, padding=1)
    dtype = getattr(torch, device.precision)
    try:
        image, kernel = (
            t.to(device.kind, dtype, memory_format=torch.channels_last) for t in (image, kernel)
        )
        found = torch.nn.functional.conv2d(image, kernel, padding=1).float().cpu()
    except Exception as error:  # noqa: BLE001 - a GPU's library may raise anything
        return _first_line(error)
    # Sums of 72 products of order 1: bfloat16 keeps 8 bits.
    return "" if torch.allclose(found, expected, atol=0.5) else "it computes wrong numbers"
