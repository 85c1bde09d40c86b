"""The line at the top of the panel while packages are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from LandmarkAILib.slicer.logic.packages import (
    installer,
    missing_packages,
    names_of,
    read_requirements,
    unmet,
)
from LandmarkAILib.slicer.panel.widgets import set_enabled
from slicer.i18n import tr as _

from .context import Context

_FILE = Path(__file__).resolve().parents[3] / "Resources" / "requirements-training.txt"


class PackagesPart:
    """Says what is missing, and installs it after the user agreed.

    Args:
        context: the panel's.
        changed: called when packages were installed.
    """

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        self._ui, self._changed = context.ui, changed
        self._missing: list[str] = []
        self._message = ""
        self._ui.installPackagesButton.connect("clicked(bool)", lambda: self.install())

    def look(self) -> None:
        """See which packages are missing; quick, nothing is loaded."""
        self._missing = [*missing_packages(), *missing_requirements()]
        self.update()

    def obstacle(self) -> str:
        """Why nothing can be trained; empty if nothing is missing."""
        if not self._missing:
            return ""
        return _("Packages are missing ({names}): press Install at the top of this panel.").format(
            names=names_of(self._missing)
        )

    def install(self) -> None:
        """Install what is missing, on the main thread; the user is asked first."""
        self._message = installer.install(self._missing, self._on_pip)
        self.look()
        self._changed()

    def _on_pip(self, line: str) -> None:
        self._message = line
        self.update()

    def update(self) -> None:
        """Show what is missing, and what pip says."""
        installing = _("Packages are being installed.") if installer.is_at_work else ""
        set_enabled(self._ui.installPackagesButton, installing, _("Install them, after asking."))
        self._ui.problemFrame.visible = bool(self._missing)
        self._ui.problemLabel.text = f"{self.obstacle()} {self._message}".strip()


def training_requirements() -> list[str]:
    """What training needs beyond detection: lines such as ``lightning>=2.4``."""
    return read_requirements(_FILE)


def missing_requirements() -> list[str]:
    """Those that are not met; nothing is imported."""
    return unmet(training_requirements())
