"""Packages that the worker needs: what is missing, and installing it after the user agreed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import slicer
from slicer.i18n import tr as _

from ...worker.packages import NEEDED
from .requirements import package_of, read_requirements, unmet

TORCH = "torch"
# Builds of Slicer's own: pip's would take their place and not fit.
_SLICERS = ("numpy", "SimpleITK")
_FILE = Path(__file__).resolve().parents[3] / "Resources" / "requirements.txt"


def missing_packages() -> list[str]:
    """Requirements that are not met, such as ``torch`` or ``pillow>=10.1``; nothing is imported."""
    asked = {package_of(line): line for line in read_requirements(_FILE)}
    return unmet([*(name for name in NEEDED if name not in asked), *asked.values()])


def names_of(requirements: Iterable[str]) -> str:
    """The packages of requirements, for a sentence."""
    return ", ".join(package_of(requirement) for requirement in requirements)


def install_missing(requirements: list[str]) -> str:
    """Install packages, PyTorch by its extension; to be called on the main thread.

    Args:
        requirements: of :func:`missing_packages`, or others.

    Returns:
        A sentence on what is still to be done; empty if nothing is.
    """
    if gone := [name for name in requirements if name in _SLICERS]:
        return _("Missing, though Slicer brings it: {names}. Install Slicer again.").format(
            names=names_of(gone)
        )
    others = [requirement for requirement in requirements if requirement != TORCH]
    try:
        if TORCH in requirements and (message := _install_torch()):
            return message
        if others:
            _install(others)
    except (OSError, CalledProcessError) as error:
        return _failed(unmet(requirements), error)
    left = unmet(requirements)
    again = _("Not installed: {names}. Press the button again to be asked again.")
    return again.format(names=names_of(left)) if left else ""


def _install_torch() -> str:
    """Have PyTorch installed by its extension.

    Raises:
        CalledProcessError: pip failed.
    """
    try:
        import PyTorchUtils
    except ImportError:
        return _(
            "PyTorch is installed by the extension PyTorch: install that from the Extensions Manager, "
            "restart Slicer, and come back."
        )
    try:
        torch: Any = PyTorchUtils.PyTorchUtilsLogic().installTorch(askConfirmation=True)
    except ImportError as error:  # it was installed, and is imported then
        return _(
            "PyTorch was installed but does not load ({error}): restart Slicer, and if it still does "
            "not, install it again with the extension PyTorch."
        ).format(error=error)
    if torch is None:
        return _("PyTorch was not installed. Press the button again to be asked again.")
    return ""


def _install(requirements: list[str]) -> None:
    """Install by pip, once the user has agreed.

    Raises:
        OSError, CalledProcessError: pip could not be started, or failed.
    """
    try:
        from slicer import packaging  # Slicer does not import it by itself
    except ImportError:  # Slicer 5.10
        question = _("LandmarkAI needs packages that will be downloaded: {names}. Install them now?")
        if slicer.util.confirmOkCancelDisplay(question.format(names=", ".join(requirements))):
            slicer.util.pip_install(requirements)
        return
    with suppress(RuntimeError):  # the user declined
        packaging.pip_ensure(requirements, requester="LandmarkAI")


def _failed(left: list[str], error: Exception) -> str:
    return _(
        "Installing {names} failed ({error}): see that this computer is online, and press the button "
        "again. Slicer's error log has the details."
    ).format(names=names_of(left), error=str(error).rstrip("."))
