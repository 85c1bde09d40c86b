"""The panel learns of an end at whatever moment it comes, also between two of its looks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scripted_launcher import ScriptedLauncher
from slicer_harness.fixtures import Panel, wait_until


@pytest.mark.parametrize("ending", ["end", "die"])
def test_a_process_that_ends_while_the_panel_is_being_updated(
    panel: Panel, launcher: ScriptedLauncher, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """The parts saw it alive, what stops the clock saw it dead: it was shown as running for ever."""
    install = panel.widget.panel.install
    shown = install.update

    def end_meanwhile() -> None:
        if not launcher.killed and launcher.folders and not (launcher.folder / "ended.json").exists():
            launcher.end(1) if ending == "end" else launcher.die()
        shown()

    monkeypatch.setattr(install, "update", end_meanwhile)
    panel.click("trainButton")
    wait_until(lambda: not panel.ui.cancelButton.enabled, "the end to be seen", 10)
    assert panel.ui.trainLabel.text.startswith("The training")


def test_the_same_of_an_evaluation(
    panel: Panel, launcher: ScriptedLauncher, dataset: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    run = panel.widget.panel.context.run
    install = panel.widget.panel.install
    shown = install.update

    def end_meanwhile() -> None:
        if launcher.folders and not launcher.killed:
            launcher.die()
        shown()

    monkeypatch.setattr(install, "update", end_meanwhile)
    run.evaluation_job.start(["evaluate", str(dataset)], {"dataset": str(dataset), "split": "test"})
    panel.widget.panel.update()
    wait_until(lambda: not panel.ui.stopEvaluationButton.enabled, "the end to be seen", 10)
    assert panel.ui.evaluateLabel.text.startswith("The evaluation ended unexpectedly")
