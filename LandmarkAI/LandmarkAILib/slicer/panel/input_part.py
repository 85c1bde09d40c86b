"""The top of the panel: what is chosen, folded to a line after a detection, and what to do at first."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import qt
from slicer.i18n import tr as _

from ...models.installed import ModelEntry
from ..scene.sequences import is_sequence
from .context import Context
from .model_part import ModelPart


class InputPart:
    """Folds the input once something was detected; its terms stay in sight, in a line with a link.

    Args:
        context: the panel's.
        model: whose terms they are.
    """

    def __init__(self, context: Context, model: ModelPart) -> None:
        self._context, self._ui, self._model = context, context.ui, model
        self._terms = self._line("termsLabel", 1)
        self._terms.setOpenExternalLinks(False)
        self._terms.connect("linkActivated(QString)", self._on_link)
        self._hint = self._line("startLabel", 2)
        self._hint.text = _(
            "Choose a short-axis stack, or a cardiac CT, and press <b>Detect landmarks</b>: the points, "
            "all slices and the AHA segments are shown below. No image at hand? The module "
            "<b>Sample Data</b> has a simulated study."
        )
        self._ui.inputCollapsible.connect("contentsCollapsed(bool)", lambda: self.update())
        self.update()

    def update(self) -> None:
        """Show what fits what is chosen."""
        folded, entry, volume = (
            self._ui.inputCollapsible.collapsed,
            self._model.entry(),
            self._context.volume,
        )
        self._terms.visible = bool(folded and entry)
        self._terms.text = terms(entry) if entry else ""
        self._hint.visible = self._context.results is None and not self._ui.progressBar.visible
        name = volume.GetName() if volume is not None else ""
        self._ui.inputCollapsible.text = (
            _("Input: {name}").format(name=name) if folded and name else _("Input")
        )
        frames = volume is not None and is_sequence(volume)
        for widget in (self._ui.framesLabel, self._ui.framesComboBox):
            widget.visible = frames and not folded

    def fold(self) -> None:
        """Something was found: the room is for that now."""
        self._ui.inputCollapsible.collapsed = True

    def _line(self, name: str, below: int) -> Any:
        """A label so many places below the input."""
        label = qt.QLabel()
        label.objectName = name
        label.setWordWrap(True)
        label.setTextFormat(qt.Qt.RichText)
        layout = self._ui.inputCollapsible.parentWidget().layout()
        layout.insertWidget(layout.indexOf(self._ui.inputCollapsible) + below, label)
        return label

    def _on_link(self, _target: str) -> None:
        self._ui.inputCollapsible.collapsed = False
        self._ui.modelCardBox.collapsed = False


def terms(entry: ModelEntry) -> str:
    """A model's name and the opening of its terms, with a link to all of them; rich text."""
    assert entry.bundle
    facts = entry.bundle.description
    opening = re.split(r"[;.,]", facts.license)[0]
    named = f"{escape(entry.name)} {escape(facts.version)}: {escape(opening)}."
    return f'{named} <a href="card">{_("Terms and errors")}</a>'
