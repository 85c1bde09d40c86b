"""The model: which one, and what one should know of it before one uses it."""

from __future__ import annotations

import re
from html import escape
from itertools import takewhile
from typing import Any

from slicer.i18n import tr as _

from ...errors import InputError
from ...models.card import first_limit, measured
from ...models.choose import choose_model
from ...models.description import TrainingRecord
from ...models.installed import ModelEntry, list_models
from ..scene.transforms import Node
from ..scene.volumes import image_of, why_not
from .context import Context
from .widgets import shown


class ModelPart:
    """Fills the list of models and shows the card of the one that will be used.

    Args:
        context: the panel's.
    """

    def __init__(self, context: Context) -> None:
        self._context, self._ui = context, context.ui
        self._entries: dict[str, ModelEntry] = {}
        self._names: list[str] = []
        self._card: str | None = None
        self._chosen_for: tuple[Any, ...] = ()
        self._by_image: str | None = None
        self.reload()
        self._ui.modelComboBox.connect("currentIndexChanged(int)", self._on_chosen)

    def reload(self) -> None:
        """List the models that there are now."""
        self._entries = {entry.name: entry for entry in list_models()}
        self._names = ["", *self._entries]
        self.update()

    def update(self) -> None:
        """Show what is chosen."""
        parameters = self._context.parameters
        chosen = parameters.model if parameters else ""
        if chosen not in self._names:  # chosen in a scene from elsewhere, or deleted since
            self._names.append(chosen)
        self._fill(self._names.index(chosen))
        entry = self.entry()
        self._ui.modelSummary.text = summary(entry) if entry else escape(self.why_not())
        self._show_card(card(entry) if entry else "")
        self._ui.modelCardBox.visible = entry is not None

    def _show_card(self, text: str) -> None:
        """Lay the card out only when it is another one: this is called with each step of a run."""
        if text != self._card:
            self._card = text
            self._ui.modelCard.setMarkdown(text)

    def entry(self) -> ModelEntry | None:
        """The model that would be used now; None if there is none that can be."""
        name = self._name()
        entry = self._entries.get(name) if name else None
        return entry if entry and entry.bundle else None

    def why_not(self) -> str:
        """Why no model can be used, in a sentence; empty if one can."""
        if not self._entries:
            return _("There is no model: install one from a file, on the set-up page below.")
        name = self._name()
        if name is None:
            volume = self._context.volume
            if volume is None or why_not(volume):
                return _("Which model is used is decided by the image.")
            return _("No model fits {name} by itself: choose one.").format(name=volume.GetName())
        if name not in self._entries:
            return _("The model {name} is not here: install it from a file, or choose another.").format(
                name=name
            )
        return self._entries[name].problem

    def _name(self) -> str | None:
        parameters = self._context.parameters
        if parameters and parameters.model:
            return str(parameters.model)
        return self._fitting(self._context.volume)

    def _fitting(self, volume: Node | None) -> str | None:
        """The model that fits a volume; looked at again only when the image has changed."""
        if why_not(volume):
            return None
        assert volume is not None
        key = (volume.GetID(), volume.GetImageData().GetMTime(), volume.GetMTime())
        if key != self._chosen_for:
            self._chosen_for = key
            try:
                self._by_image = choose_model(image_of(volume)).model
            except InputError:
                self._by_image = None
        return self._by_image

    def _fill(self, index: int) -> None:
        """Fill the box; writing it anew each time would close it under the user's hand."""
        texts = [self._title(name) for name in self._names]
        box = self._ui.modelComboBox
        blocked = box.blockSignals(True)
        if texts != [box.itemText(n) for n in range(box.count)]:
            box.clear()
            box.addItems(texts)
        box.setCurrentIndex(index)
        box.blockSignals(blocked)

    def _title(self, name: str) -> str:
        if not name:
            return _("Automatic, by the image")
        if name not in self._entries:
            return _("{name}: not here").format(name=name)
        bundle = self._entries[name].bundle
        return f"{name}: {bundle.description.title if bundle else _('damaged')}"

    def _on_chosen(self, index: int) -> None:
        if self._context.parameters:
            self._context.parameters.model = self._names[index]


def summary(entry: ModelEntry) -> str:
    """What must be known before use, as rich text."""
    assert entry.bundle
    facts = entry.bundle.description
    text = entry.bundle.card
    limit = first_limit(text)
    lines = [
        f"<b>{escape(facts.title)}</b>, {escape(entry.name)} {escape(facts.version)}",
        _("Trained on {data}").format(data=escape(_training(facts.training))),
        escape(_errors(text)),
        _("Terms of the weights: {terms}").format(terms=escape(facts.license)),
    ]
    # A limit may say no more than the intended use, which comes last.
    if limit and _opening(limit) != _opening(facts.intended_use):
        lines.append(f"<b>{escape(limit)}</b>")
    return "<br>".join([*lines, f"<b>{escape(facts.intended_use)}</b>"])


def card(entry: ModelEntry) -> str:
    """The whole card, Markdown; made from the description where the model has none."""
    assert entry.bundle
    facts = entry.bundle.description
    if entry.bundle.card:
        # Headings of a page are too large for a panel.
        return re.sub(r"^#", "###", entry.bundle.card, flags=re.MULTILINE)
    return "\n\n".join(
        [
            f"### {facts.title}",
            facts.intended_use,
            _("Trained on {data}.").format(data=_training(facts.training)),
            _("Terms of the weights: {terms}.").format(terms=facts.license),
            _("Landmarks: {names}.").format(names=", ".join(map(shown, entry.bundle.landmarks))),
            _("Segments: {names}.").format(names=", ".join(map(shown, entry.bundle.segments))),
            _errors(""),
        ]
    )


def _errors(text: str) -> str:
    """Errors that a card reports, in one line."""
    found = measured(text)
    if found is None:
        return _("Its errors have not been reported with it.")
    one = _("{name} {median:.2f} mm ({far:.1f} % over 10 mm)")
    errors = [one.format(name=shown(e.name), median=e.median, far=100 * e.far) for e in found.landmarks]
    return _("Median error in {data} ({images}): {errors}").format(
        data=found.data, images=_in_short(found.images), errors=", ".join(errors)
    )


def _in_short(images: tuple[str, ...]) -> str:
    """Kinds of images; of many only the words that all begin with, such as ``simulated CT``."""
    words = zip(*(image.split() for image in images), strict=False)
    common = [same[0] for same in takewhile(lambda found: len(set(found)) == 1, words)]
    return " ".join(common) or ", ".join(images)


def _opening(sentence: str) -> list[str]:
    return re.findall(r"\w+", sentence.lower())[:3]


def _training(facts: TrainingRecord) -> str:
    """What a model was trained on, in one line."""
    parts = []
    if facts.cases is not None:
        parts.append(_("{cases} cases").format(cases=facts.cases))
    if facts.subjects is not None:
        parts.append(_("of {subjects} subjects").format(subjects=facts.subjects))
    if facts.sources:
        parts.append(f"({', '.join(facts.sources)})")
    return " ".join(parts) or _("data that it does not name")
