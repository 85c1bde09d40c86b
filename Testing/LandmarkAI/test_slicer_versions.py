"""What differs between the versions of Slicer that are supported: 5.10, 5.12 and the main branch."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slicer_harness.fixtures import Panel

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "LandmarkAI" / "LandmarkAI.py"
# Deprecated in one of them, and what all of them have.
DEPRECATED = {"SetActiveListID": "SetActiveList"}


@pytest.fixture
def panel_of_5_10(
    scene: Any, module_widget: Callable[[Path], Panel], monkeypatch: pytest.MonkeyPatch
) -> Panel:
    """The panel on Slicer 5.10.0, whose disconnectGui leaves its observer."""
    from slicer_harness.parameter_node import decorator

    monkeypatch.setattr(decorator._Wrapper, "is_of_5_10", True)
    return module_widget(MODULE)


def observers(panel: Panel) -> int:
    """How many there are of changes of the parameter node."""
    node = panel.logic.getParameterNode().parameterNode
    tag = node.AddObserver("ModifiedEvent", lambda *_: None)  # tags count up
    node.RemoveObserver(tag)
    return sum(bool(node.HasObserver("ModifiedEvent") and node.GetCommand(n)) for n in range(1, tag))


def test_each_visit_leaves_no_observer(panel_of_5_10: Panel) -> None:
    before = observers(panel_of_5_10)
    for _visit in range(3):
        panel_of_5_10.parent.exit()
        panel_of_5_10.parent.enter()
    assert observers(panel_of_5_10) == before


def test_a_panel_that_was_closed_is_not_written_to(
    scene: Any, monkeypatch: pytest.MonkeyPatch, load: Callable[[str], Any]
) -> None:
    """As when the module is reloaded: its widgets are gone, and the parameter node is the same."""
    import slicer
    from slicer_harness import modules
    from slicer_harness.parameter_node import decorator

    monkeypatch.setattr(decorator._Wrapper, "is_of_5_10", True)
    volume = load("vne")
    for _time in range(2):
        panel = Panel(modules.load(MODULE))
        panel.parent.enter()
        panel.ui.volumeSelector.setCurrentNode(volume)
        node = panel.logic.getParameterNode().parameterNode
        modules.unload("LandmarkAI")
        node.Modified()
        slicer.app.processEvents()


def test_no_module_calls_what_is_deprecated() -> None:
    files = [*ROOT.glob("LandmarkAI*/*.py"), *ROOT.glob("LandmarkAI*/*Lib/slicer/**/*.py")]
    assert len(files) > 40
    for path in files:
        for name, instead in DEPRECATED.items():
            text = path.read_text(encoding="utf-8")
            assert not re.search(rf"\b{name}\b", text), f"{path}: use {instead}"
