"""The trained model becomes one that LandmarkAI offers."""

from __future__ import annotations

from collections.abc import Callable

from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.slicer.panel.widgets import set_enabled
from slicer.i18n import tr as _

from ..logic.training_run import install_as, suggested_name
from .context import Context


class InstallPart:
    """Installs the model of a run under a name of its own.

    Args:
        context: the panel's.
        installed: called after a model was installed.
    """

    def __init__(self, context: Context, installed: Callable[[], None]) -> None:
        self._context, self._ui, self._installed = context, context.ui, installed
        self._suggested = ""
        self._ui.modelName.connect("textChanged(QString)", lambda: self.update())
        self._ui.installButton.connect("clicked(bool)", lambda: self.install())

    def install(self) -> None:
        """Install it, and say under which name."""
        run = self._context.run
        if run is None or run.model is None:
            return
        try:
            bundle = install_as(run.model, str(self._ui.modelName.text).strip())
        except LandmarkAIError as error:
            self._ui.installLabel.text = str(error)
            return
        text = _("Installed: choose {name} as the model in the module LandmarkAI.")
        self._ui.installLabel.text = text.format(name=bundle.name)
        self._installed()

    def update(self) -> None:
        """Show what can be done now."""
        self._suggest()
        run = self._context.run
        reason = ""
        if run is None or run.model is None:
            reason = _("There is no model yet: train one first.")
        elif not str(self._ui.modelName.text).strip():
            reason = _("Name the model.")
        set_enabled(
            self._ui.installButton, reason, _("Let LandmarkAI offer the model on this computer.")
        )

    def _suggest(self) -> None:
        """A name by preset and dataset, unless the user has written another."""
        run = self._context.run
        choices = run.choices if run else None
        if choices is None or str(self._ui.modelName.text) != self._suggested:
            return
        self._suggested = suggested_name(choices.preset, choices.dataset)
        if str(self._ui.modelName.text) != self._suggested:
            self._ui.modelName.text = self._suggested
