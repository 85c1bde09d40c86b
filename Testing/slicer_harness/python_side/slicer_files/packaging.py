"""``slicer.packaging``: looks requirements up and asks as Slicer does, and installs nothing."""

from __future__ import annotations

import importlib.metadata
import logging
from pathlib import Path
from typing import Any

import slicer
from packaging.requirements import Requirement
from slicer_harness.python_side import small_modules


def load_requirements(path: str | Path) -> list[Requirement]:
    lines = (line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def pip_check(req: str | Requirement | list[str | Requirement]) -> bool:
    return all(_is_met(requirement) for requirement in _requirements(req))


def pip_ensure(
    requirements: str | Requirement | list[str | Requirement],
    constraints: str | Path | None = None,
    skip_packages: list[str] | None = None,
    prompt_install: bool = True,
    prompt_restart: bool = True,
    requester: str | None = None,
    skip_in_testing: bool = True,
    show_progress: bool = True,
) -> list[str] | None:
    missing = [
        str(requirement) for requirement in _requirements(requirements) if not pip_check(requirement)
    ]
    if not missing:
        return None
    if skip_in_testing and slicer.app.testingEnabled():
        logging.info("Testing mode is enabled: skipping pip_ensure for %s", missing)
        return None
    title = f"{requester} - Install Python Packages" if requester else "Install Python Packages"
    text = f"{len(missing)} Python package(s) to be installed"
    if prompt_install and not slicer.util.confirmOkCancelDisplay(
        text, title, detailedText="\n".join(missing)
    ):
        raise RuntimeError("User declined package installation")
    return pip_install(
        missing,
        constraints=constraints,
        skip_packages=skip_packages,
        show_progress=show_progress,
        requester=requester,
    )


def pip_install(requirements: str | list[str], **_options: Any) -> list[str] | None:
    listed = requirements.split() if isinstance(requirements, str) else requirements
    small_modules.run_pip(["install", *listed])
    return None


def pip_uninstall(requirements: str | list[str], **_options: Any) -> None:
    listed = requirements.split() if isinstance(requirements, str) else requirements
    small_modules.run_pip(["uninstall", *listed])


def _requirements(asked: str | Requirement | list[str | Requirement]) -> list[Requirement]:
    listed = asked if isinstance(asked, list) else [asked]
    return [Requirement(each) if isinstance(each, str) else each for each in listed]


def _is_met(requirement: Requirement) -> bool:
    if requirement.marker is not None and not requirement.marker.evaluate():
        return True
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return version in requirement.specifier
