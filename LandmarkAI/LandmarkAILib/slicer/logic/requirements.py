"""Requirement files, such as ``Resources/requirements.txt``: what they ask for, and what is missing."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path


def read_requirements(path: Path) -> list[str]:
    """Lines such as ``pillow>=10.1``; without comments."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def unmet(requirements: Iterable[str]) -> list[str]:
    """Those whose package is not installed, or in a version that will not do; nothing is imported."""
    # Slicer's Python keeps a list of each folder's content; pip may have changed it.
    importlib.invalidate_caches()
    return [requirement for requirement in requirements if not _is_met(requirement)]


def package_of(requirement: str) -> str:
    """Name of the package that a requirement asks for."""
    from packaging.requirements import Requirement

    return Requirement(requirement).name


def _is_met(requirement: str) -> bool:
    from packaging.requirements import Requirement

    asked = Requirement(requirement)
    try:
        version: str | None = metadata.version(asked.name)
    except metadata.PackageNotFoundError:
        return False
    # Of a package that was installed by half there may be no version.
    return bool(version) and asked.specifier.contains(str(version), prereleases=True)
