"""A dataset is checked, divided, and gets the case that is open."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from scripted_launcher import ScriptedLauncher
from slicer_harness.fixtures import Panel, wait_until

STUDY = Path(__file__).resolve().parents[2] / "Resources" / "SampleData" / "simulated_study"


def misspell(dataset: Path) -> None:
    path = dataset / "case01" / "landmarks.mrk.json"
    path.write_text(path.read_text().replace("LV center", "LV centre"))


def rows(table: Any) -> list[list[str]]:
    return [[table.item(r, c).text() for c in range(table.columnCount)] for r in range(table.rowCount)]


def test_check_lists_problems_with_their_remedies(
    panel: Panel, dataset: Path, launcher: ScriptedLauncher
) -> None:
    misspell(dataset)
    panel.click("checkButton")
    launcher.say("1/4 case00\n")
    panel.widget.panel.poll()
    assert panel.ui.datasetLabel.text == "Checking: 1/4 case00"
    launcher.work()
    panel.widget.panel.poll()
    (row,) = rows(panel.ui.problemsTable)
    assert row == [
        "case01",
        "✗ 'LV centre' is not the name of a landmark",
        "rename the control point to 'LV center'",
    ]
    assert "→ rename" in panel.ui.problemsTable.item(0, 1).toolTip()
    assert panel.ui.datasetLabel.text.startswith("4 cases of 4 subjects: 1 error")
    assert not launcher.folder.exists()


def test_real_process_checks(panel: Panel, dataset: Path) -> None:
    misspell(dataset)
    panel.click("checkButton")
    wait_until(lambda: panel.ui.problemsTable.rowCount, "the list", 600)
    assert rows(panel.ui.problemsTable)[0][0] == "case01"


@pytest.mark.parametrize("fault", ["empty", "gone", "one subject", "no preset"])
def test_datasets_that_cannot_be_trained(
    panel: Panel, dataset: Path, launcher: ScriptedLauncher, tmp_path: Path, fault: str
) -> None:
    words = {
        "empty": "holds no case",
        "gone": "is not a folder",
        "one subject": "all cases are of one subject",
        "no preset": "which no case has",
    }
    if fault == "empty":
        (tmp_path / "empty").mkdir()
    if fault in ("empty", "gone"):
        panel.ui.datasetFolder.setCurrentPath(str(tmp_path / fault))
    if fault == "one subject":
        lines = [["case", "subject", "split"], *([f"case0{n}", "one", "train"] for n in range(4))]
        with (dataset / "cases.csv").open("w", newline="") as file:
            csv.writer(file).writerows(lines)
    if fault == "no preset":
        panel.ui.presetComboBox.setEditText("ct-lv" if has_ct() else "mandas2025-multitask")
    panel.click("checkButton")
    launcher.work()
    panel.widget.panel.poll()
    assert any(words[fault] in row[1] for row in rows(panel.ui.problemsTable))
    assert "Mend the errors" in panel.ui.datasetLabel.text


def has_ct() -> bool:
    from LandmarkAITrainingLib.presets.preset import preset_names

    return "ct-lv" in preset_names()


def test_check_that_fails_says_why(panel: Panel, launcher: ScriptedLauncher) -> None:
    panel.ui.presetComboBox.setEditText("cmr-saxx")
    panel.click("checkButton")
    launcher.say("landmarkai: preset 'cmr-saxx' does not exist; choose cmr-sax\n")
    launcher.end(2)
    panel.widget.panel.poll()
    assert "cmr-saxx" in panel.ui.datasetLabel.text
    assert panel.ui.problemsTable.rowCount == 0


def test_another_dataset_ends_the_check(
    panel: Panel, launcher: ScriptedLauncher, tmp_path: Path
) -> None:
    panel.click("checkButton")
    panel.ui.datasetFolder.setCurrentPath(str(tmp_path / "other"))
    assert launcher.killed == [1] and panel.ui.datasetLabel.text == ""


def test_dataset_is_divided_by_subject(panel: Panel, dataset: Path) -> None:
    (dataset / "cases.csv").unlink()
    panel.click("divideButton")
    assert "2 cases to train, 1 to validate, 1 to test on" in panel.ui.datasetLabel.text
    assert {record.split for record in read_dataset(dataset)} == {"train", "val", "test"}


def test_folders_are_remembered(panel: Panel, reopen: Callable[[], Panel], tmp_path: Path) -> None:
    panel.ui.datasetFolder.setCurrentPath("")
    assert not panel.ui.checkButton.enabled and "Choose the folder" in panel.ui.checkButton.toolTip
    panel.ui.datasetFolder.setCurrentPath(str(tmp_path))
    assert panel.ui.checkButton.enabled
    assert reopen().ui.datasetFolder.currentPath == str(tmp_path)


def test_points_placed_by_hand_become_a_case(panel: Panel, dataset: Path, scene: Any) -> None:
    import slicer

    volume = slicer.util.loadVolume(str(STUDY / "vne.nrrd"))
    points = slicer.util.loadMarkups(str(STUDY / "truth.mrk.json"))
    segmentation = slicer.util.loadSegmentation(str(STUDY / "truth.seg.nrrd"))
    panel.ui.addCollapsible.collapsed = False
    assert "Choose the points" in panel.ui.addButton.toolTip
    panel.ui.pointsSelector.setCurrentNode(points)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.ui.segmentationSelector.setCurrentNode(segmentation)
    assert panel.ui.addButton.toolTip == "Name the case."
    panel.ui.caseName.text, panel.ui.contrastName.text = "new", "vne"
    panel.click("addButton")
    assert "new" in panel.ui.addLabel.text and panel.ui.caseName.text == ""
    (record,) = [record for record in read_dataset(dataset) if record.case == "new"]
    assert (record.subject, record.contrast, record.split) == ("new", "vne", "")
    case = load_case(record)
    assert np.array_equal(case.image.array, slicer.util.arrayFromVolume(volume))
    assert case.segmentation is not None and case.segmentation.labels.any()
    placed = [
        (points.GetNthControlPointLabel(n), points.GetNthControlPointPosition(n))
        for n in range(points.GetNumberOfControlPoints())
        if points.GetNthControlPointPositionStatus(n) == points.PositionDefined
    ]
    written = [point for point in case.landmarks if point.position is not None]
    assert len(written) == len(placed) > 0
    for point, (name, ras) in zip(written, placed, strict=True):
        assert point.name == name
        assert np.allclose(point.position, np.array(ras) * [-1, -1, 1], atol=1e-3)


def test_a_segmentation_that_vanished_is_told(panel: Panel, scene: Any) -> None:
    import slicer

    panel.ui.addCollapsible.collapsed = False
    segmentation = slicer.util.loadSegmentation(str(STUDY / "truth.seg.nrrd"))
    panel.ui.segmentationSelector.setCurrentNode(segmentation)
    panel.ui.segmentationSelector.setCurrentNode(None)
    assert panel.ui.addLabel.text == ""  # the user's own choice
    panel.ui.segmentationSelector.setCurrentNode(segmentation)
    slicer.mrmlScene.RemoveNode(segmentation)
    assert "was removed from the scene" in panel.ui.addLabel.text


def test_case_that_is_there_is_not_overwritten(panel: Panel, scene: Any) -> None:
    import slicer

    panel.ui.addCollapsible.collapsed = False
    panel.ui.pointsSelector.setCurrentNode(slicer.util.loadMarkups(str(STUDY / "truth.mrk.json")))
    panel.ui.volumeSelector.setCurrentNode(slicer.util.loadVolume(str(STUDY / "vne.nrrd")))
    panel.ui.caseName.text = "case00"
    panel.click("addButton")
    assert "is there already" in panel.ui.addLabel.text
