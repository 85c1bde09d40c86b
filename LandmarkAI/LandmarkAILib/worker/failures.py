"""What can be wrong: the packages that the worker needs, and a request, as a sentence for the user."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from importlib import metadata

from ..errors import LandmarkAIError, fault
from ..inference.faults import environment_fault, is_out_of_memory, memory_problem, package_error
from .protocol import Detect, DetectFolder, Failure, Request

NEEDED = ("torch", "numpy", "SimpleITK", "pydicom", "safetensors", "pillow")

# What the command line's user is told to do, and one of Slicer.
_REMEDIES = (
    (
        "install it with 'landmarkai models install FILE', or name another with --model",
        "install it from a file on the set-up page, or choose another",
    ),
    ("name a model with --model", "choose a model"),
)


def explain(error: Exception, request: Request) -> Failure:
    """The reply to a request that raised an error; the traceback of a fault goes to the log."""
    if isinstance(error, LandmarkAIError):
        return Failure(request.id, "user", _in_slicer(str(error)), error.code)
    traceback.print_exception(error, file=sys.stderr)
    if broken := environment_fault(error):
        return Failure(request.id, "user", str(broken), broken.code)
    what = subject(request)
    if is_out_of_memory(error):
        return Failure(request.id, "oom", memory_problem(what), "memory")
    if isinstance(error, OSError):
        message = f"{what} met a file problem ({error}): mend it and run again."
        return Failure(request.id, "user", message, "file")
    return Failure(request.id, "crash", fault(what, error), "fault")


def _in_slicer(message: str) -> str:
    """A message without words of the command line."""
    for told, wanted in _REMEDIES:
        message = message.replace(told, wanted)
    return message


def subject(request: Request) -> str:
    """What the request is about, to begin a sentence with."""
    match request:
        case Detect():
            return request.name or request.image
        case DetectFolder():
            return f"The run into {request.output}"
        case _:
            return "The check of the installation"


def versions() -> dict[str, str | None]:
    """Version of each package that is needed; None if it is not installed. Nothing is imported."""
    return {name: _version(name) for name in NEEDED}


def load_torch(say: Callable[[str], None]) -> None:
    """Import torch unless it is loaded; that takes seconds, so ``say`` is told first.

    Raises:
        PackageError: it is missing, half installed, or lacks a library of the system.
    """
    if "torch" in sys.modules:
        return
    say("starting PyTorch, which takes a moment the first time")
    try:
        import torch
    except (ImportError, OSError) as error:  # OSError: one of its libraries does not load
        raise package_error("PyTorch", error) from error
    if not hasattr(torch, "nn"):
        raise package_error("PyTorch", "only a part of it is installed")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
