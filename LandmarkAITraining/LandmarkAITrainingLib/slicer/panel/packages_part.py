"""The line at the top of the panel while packages are missing."""

from __future__ import annotations

from collections.abc import Callable

from LandmarkAILib.slicer.logic.packages import install_missing, missing_packages, names_of
from slicer.i18n import tr as _

from ..logic.requirements import missing_requirements
from .context import Context


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
        self._message = install_missing(self._missing)
        self.look()
        self._changed()

    def update(self) -> None:
        """Show what is missing."""
        self._ui.problemFrame.visible = bool(self._missing)
        self._ui.problemLabel.text = f"{self.obstacle()} {self._message}".strip()
