"""Faults of the machine, not of a case: what they are, and what mends them."""

from __future__ import annotations

from ...errors import LandmarkAIError

# Words of an error, and what to say. The first that fit are taken.
_FAULTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("numpy is not available", "failed to initialize numpy", "_array_api not found"),
        "PyTorch cannot use numpy here, because their versions do not fit: install numpy again in a "
        "version that this PyTorch knows, or a newer PyTorch.",
    ),
    (
        ("no kernel image", "not compiled with cuda", "driver version is insufficient"),
        "PyTorch does not fit this GPU or its driver: update the driver, or pass --device cpu.",
    ),
    (
        ("cuda error", "cudnn", "cublas", "device-side assert", "unspecified launch failure"),
        "The GPU stopped working: restart the program (or the computer), or pass --device cpu.",
    ),
    (
        ("mps backend", "metal"),
        "The GPU (MPS) stopped working: restart the program, or pass --device cpu.",
    ),
)


class EnvironmentFaultError(LandmarkAIError):
    """The machine or its packages are at fault: every other case would fail, too."""

    code = "environment"


def environment_fault(error: Exception) -> EnvironmentFaultError | None:
    """The fault of the machine that an exception tells of; None if it tells of none."""
    words = str(error).lower()
    if isinstance(error, ImportError):
        return EnvironmentFaultError(
            f"A package is missing or damaged ({error}): install LandmarkAI's again."
        )
    if "out of memory" in words or not isinstance(error, RuntimeError):
        return None
    for told, sentence in _FAULTS:
        if any(word in words for word in told):
            return EnvironmentFaultError(f"{sentence} ({str(error).strip().splitlines()[0]})")
    return None
