"""A reviewed case becomes a case of a training dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher
from slicer_harness.fixtures import Panel


@pytest.fixture
def found(volume: Any, panel: Panel, launcher: FakeLauncher) -> Any:
    """Results, and the part of the panel unfolded."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.ui.exportCollapsible.collapsed = False
    assert not panel.ui.exportButton.enabled and "no results" in panel.ui.exportButton.toolTip
    panel.click("detectButton")
    launcher.finish()
    return find_results(volume)[0]


def test_case_is_written_as_the_training_reads_it(panel: Panel, found: Any, tmp_path: Path) -> None:
    from LandmarkAILib.files.images import read_image
    from LandmarkAILib.files.markups import read_landmarks
    from LandmarkAILib.files.segmentations import read_segmentation
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    panel.click("missingButton")
    panel.ui.exportFolder.setCurrentPath(str(tmp_path))
    assert "Name the case" in panel.ui.exportButton.toolTip
    panel.ui.caseName.text = "case 1"
    panel.click("exportButton")
    case = tmp_path / "case 1"
    assert str(case) in panel.ui.exportLabel.text
    written = read_landmarks(case / "landmarks.mrk.json")
    for one, other in zip(written, landmarks_of(found), strict=True):
        assert one.name == other.name and one.status == other.status
        if one.position is not None:
            assert np.allclose(one.position, other.position)
    grid = read_image(case / "image.nrrd").grid
    assert read_segmentation(case / "segmentation.seg.nrrd").grid.is_close(grid)


def test_case_that_is_there_is_not_overwritten(panel: Panel, found: Any, tmp_path: Path) -> None:
    panel.ui.exportFolder.setCurrentPath(str(tmp_path))
    (tmp_path / "taken").mkdir()
    panel.ui.caseName.text = "taken"
    panel.click("exportButton")
    assert "is there already" in panel.ui.exportLabel.text
    assert list((tmp_path / "taken").iterdir()) == []
