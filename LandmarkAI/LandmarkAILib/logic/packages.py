"""Packages that the worker needs: what is missing, and installing it after the user agreed."""

from __future__ import annotations

import importlib
from subprocess import CalledProcessError
from typing import Any

import slicer
from slicer.i18n import tr as _

from ..worker.packages import versions

TORCH = "torch"


def missing_packages() -> list[str]:
    """Names of the packages that are not installed; nothing is imported."""
    # Slicer's Python keeps a list of each folder's content; pip may have changed it.
    importlib.invalidate_caches()
    return [name for name, version in versions().items() if not version]


def install_missing(names: list[str]) -> str:
    """Install packages, PyTorch by its extension; to be called on the main thread.

    Args:
        names: of :func:`missing_packages`.

    Returns:
        A sentence on what is still to be done; empty if nothing is.
    """
    others = [name for name in names if name != TORCH]
    if TORCH in names and (message := _install_torch()):
        return message
    return _install(others) if others else ""


def _install_torch() -> str:
    try:
        import PyTorchUtils
    except ImportError:
        return _(
            "PyTorch is installed by the extension PyTorch: install that from the Extensions Manager, "
            "restart Slicer, and come back."
        )
    torch: Any = PyTorchUtils.PyTorchUtilsLogic().installTorch(askConfirmation=True)
    return "" if torch is not None else _("PyTorch was not installed.")


def _install(names: list[str]) -> str:
    packaging = getattr(slicer, "packaging", None)
    try:
        if packaging is not None:
            packaging.pip_ensure(names, requester="LandmarkAI")
        elif slicer.util.confirmOkCancelDisplay(
            _("LandmarkAI needs {names}. Install them now?").format(names=", ".join(names))
        ):
            for name in names:
                slicer.util.pip_install(name)
    except (RuntimeError, OSError, CalledProcessError) as error:
        return _("Installing {names} failed: {error}").format(names=", ".join(names), error=error)
    left = [name for name in names if name in missing_packages()]
    return _("Not installed: {names}.").format(names=", ".join(left)) if left else ""
