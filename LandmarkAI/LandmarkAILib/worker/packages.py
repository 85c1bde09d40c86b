"""The packages that the worker needs: which are there, and torch, loaded when it is first needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import metadata

from ..inference.faults import package_error

NEEDED = ("torch", "numpy", "SimpleITK", "pydicom", "safetensors", "pillow")


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
