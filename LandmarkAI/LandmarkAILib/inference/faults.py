"""Faults of the machine, its disk or its packages, not of an image: what they are, and what mends them.

The one place that knows the words by which PyTorch, drivers and systems tell of them. A batch ends early
for them, the worker and the check of the installation tell them in the same sentences.
"""

from __future__ import annotations

import errno
import sys

from ..errors import LandmarkAIError, OutputError
from ..files.atomic import DISK_CODES

FITTING = (
    "PyTorch 2.3 and newer fit numpy 2; PyTorch up to 2.2, the last for Intel Macs, needs numpy below 2"
)
"""Which versions see each other."""

# Words of an error, and what to say. The first that fit are taken.
_FAULTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("numpy is not available", "failed to initialize numpy", "_array_api not found"),
        f"PyTorch cannot use numpy here, because their versions do not fit: {FITTING}.",
    ),
    (
        ("no kernel image", "not compiled with cuda", "driver version is insufficient"),
        "PyTorch does not fit this GPU or its driver: update the driver, or choose the device 'cpu'.",
    ),
    (
        ("cuda error", "cudnn", "cublas", "device-side assert", "unspecified launch failure"),
        "The GPU stopped working: restart the program (or the computer), or choose the device 'cpu'.",
    ),
    (
        ("mps backend", "metal"),
        "The GPU (MPS) stopped working: restart the program, or choose the device 'cpu'.",
    ),
)


class EnvironmentFaultError(LandmarkAIError):
    """The machine or its packages are at fault: every other case would fail, too."""

    code = "environment"


class PackageError(EnvironmentFaultError):
    """A package is missing, damaged, or does not fit this machine."""

    code = "package"


def environment_fault(error: BaseException) -> EnvironmentFaultError | None:
    """The fault of the machine that an exception tells of; None if it tells of none.

    Lack of memory is none: it may be of one image. :func:`is_out_of_memory` tells of that.
    """
    if isinstance(error, EnvironmentFaultError):
        return error
    if isinstance(error, ImportError):
        return package_error(error.name or "A package", error)
    if isinstance(error, OutputError):
        return EnvironmentFaultError(str(error), error.code) if error.code in _DISK else None
    if isinstance(error, OSError) and error.errno in DISK_CODES:
        return _disk_fault(error)
    if is_out_of_memory(error) or not isinstance(error, RuntimeError):
        return None
    words = str(error).lower()
    for told, sentence in _FAULTS:
        if any(word in words for word in told):
            return EnvironmentFaultError(f"{sentence} ({str(error).strip().splitlines()[0]})")
    return None


def package_error(name: str, reason: object) -> PackageError:
    """The error to show for a package that does not load."""
    return PackageError(
        f"{name} cannot be loaded ({reason}): install it again, in Slicer on LandmarkAI's set-up page."
    )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that main memory or a GPU's memory is exhausted."""
    if isinstance(error, MemoryError):
        return True
    # Whoever has not needed torch does not load it to be told so.
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.cuda.OutOfMemoryError):
        return True
    # On MPS and on the CPU torch raises a plain RuntimeError, known by its words alone.
    words = str(error).lower()
    said = "out of memory" in words or "can't allocate memory" in words
    return isinstance(error, RuntimeError) and said


def memory_problem(what: str) -> str:
    """What to tell the user of work that :func:`is_out_of_memory`."""
    return f"{what} needs more memory than there is: close other programs or crop the image."


_DISK = frozenset(DISK_CODES.values())


def _disk_fault(error: OSError) -> EnvironmentFaultError:
    """That of a file that is not a result: one of the system's temporary ones, for instance."""
    place = str(error.filename or "A file")
    remedy = (
        "choose a place that is not read-only" if error.errno == errno.EROFS else "free some space there"
    )
    return EnvironmentFaultError(
        f"{place} cannot be written ({error.strerror}): {remedy}.", DISK_CODES[error.errno or 0]
    )
