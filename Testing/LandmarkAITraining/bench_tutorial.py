"""The tutorial, clicked through at its full length: 20 simulated hearts, trained, measured, installed.

Not part of the tests, because it takes a quarter of an hour::

    python -m pytest -s Testing/LandmarkAITraining/bench_tutorial.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from LandmarkAILib.cli import main
from LandmarkAILib.models.installed import find_model, remove_model
from slicer_harness.fixtures import Panel, wait_until

_HOURS = 3600.0


def test_tutorial(open_panel: Callable[[], Panel], tmp_path: Path) -> None:
    assert (
        main(["simulate-phantoms", "-o", str(tmp_path / "hearts"), "--count", "20", "--held-out", "10"])
        == 0
    )
    panel = open_panel()
    panel.ui.datasetFolder.setCurrentPath(str(tmp_path / "hearts"))
    panel.ui.presetComboBox.setEditText("cmr-sax-quick")
    panel.ui.runFolder.setCurrentPath(str(tmp_path / "run"))
    started = time.monotonic()
    panel.click("checkButton")
    wait_until(lambda: "subjects" in panel.ui.datasetLabel.text, "the check", _HOURS)
    print("\n" + panel.ui.datasetLabel.text)
    panel.click("trainButton")
    wait_until(lambda: not panel.ui.cancelButton.enabled, "the training", 2 * _HOURS)
    print(panel.ui.trainLabel.text, f"{(time.monotonic() - started) / 60:.1f} min since the first click")
    panel.click("evaluateButton")
    wait_until(lambda: panel.ui.reportButton.enabled and panel.ui.evaluateButton.enabled, "it", _HOURS)
    table = panel.ui.metricsTable
    for row in range(table.rowCount):
        print(" | ".join(table.item(row, column).text() for column in range(table.columnCount)))
    panel.ui.worstTable.selectRow(0)
    wait_until(lambda: "red" in panel.ui.caseLabel.text, "the points", _HOURS)
    panel.save_picture(tmp_path / "worst.png")
    panel.ui.modelName.text = "tutorial"
    panel.click("installButton")
    print(panel.ui.installLabel.text, f"{(time.monotonic() - started) / 60:.1f} min in all")
    print(tmp_path / "worst.png")
    try:
        assert find_model("tutorial").description.training.cases == 16
    finally:
        remove_model("tutorial")
