"""What training needs beyond detection, as ``Resources/requirements-training.txt`` lists it."""

from __future__ import annotations

import importlib
import re
from importlib import metadata
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "Resources" / "requirements-training.txt"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def training_requirements() -> list[str]:
    """Lines such as ``lightning>=2.4``."""
    lines = (line.partition("#")[0].strip() for line in _FILE.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def missing_requirements() -> list[str]:
    """Those whose package is not installed; nothing is imported."""
    # Slicer's Python keeps a list of each folder's content; pip may have changed it.
    importlib.invalidate_caches()
    return [line for line in training_requirements() if not _is_installed(line)]


def package_of(requirement: str) -> str:
    """Name of the package that a requirement asks for."""
    match = _NAME.match(requirement)
    return match[0] if match else requirement


def _is_installed(requirement: str) -> bool:
    try:
        metadata.version(package_of(requirement))
    except metadata.PackageNotFoundError:
        return False
    return True
