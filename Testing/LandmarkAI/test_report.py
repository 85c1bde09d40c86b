"""Report and DICOM from the panel; what was measured is told stale once contours or points change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from dicom_files import write_series
from fake_worker import FakeLauncher
from function_scene import add, beaten, detect_all, make_cine
from short_axis_phantom import Phantom, make_phantom
from slicer_harness.fixtures import Panel, wait_until


@pytest.fixture
def phantom() -> Phantom:
    return make_phantom()


@pytest.fixture
def cine(phantom: Phantom, scene: Any) -> Any:
    return make_cine(add(phantom, "Cine"))


@pytest.fixture
def measured(panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom) -> Any:
    """A cine whose function is shown, and the part of the panel unfolded."""
    panel.ui.reportCollapsible.collapsed = False
    assert "Measure the function" in panel.ui.reportButton.toolTip
    assert "detect landmarks" in panel.ui.dicomButton.toolTip
    detect_all(panel, cine, launcher, phantom)
    panel.click("functionButton")
    return cine


def test_report_of_the_function(panel: Panel, measured: Any, tmp_path: Path) -> None:
    panel.ui.reportFolder.setCurrentPath(str(tmp_path))
    panel.click("reportButton")
    folder = tmp_path / measured.GetName().replace(" ", "_")
    assert str(folder) in panel.ui.reportLabel.text
    page = (folder / "function.html").read_text(encoding="utf-8")
    assert "<svg" in page and "For research only" in page and measured.GetName() in page
    document = json.loads((folder / "function.json").read_text(encoding="utf-8"))
    assert document["phases"]["es"] == 1
    panel.click("reportButton")
    assert "is there already" in panel.ui.reportLabel.text


def test_function_is_told_stale_by_a_drag_and_not_by_another_frame(
    panel: Panel, measured: Any, tmp_path: Path
) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.ui.reportFolder.setCurrentPath(str(tmp_path))
    browser = slicer.util.getNodesByClass("vtkMRMLSequenceBrowserNode")[0]
    for frame in (2, 0):
        browser.SetSelectedItemNumber(frame)
        slicer.app.processEvents()
    panel.widget.panel.function._watch.look()
    assert "have changed" not in panel.ui.functionLabel.text
    assert panel.ui.reportButton.enabled
    points = find_results(measured)[0].landmarks
    position = np.array(points.GetNthControlPointPosition(0)) + 4.0
    points.SetNthControlPointPosition(0, *position.tolist())
    wait_until(lambda: "have changed" in panel.ui.functionLabel.text, "the function to be told stale")
    assert not panel.ui.reportButton.enabled
    panel.click("functionButton")
    assert "have changed" not in panel.ui.functionLabel.text
    assert panel.ui.reportButton.enabled


def test_function_is_told_stale_by_redrawn_contours(panel: Panel, measured: Any) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results

    node = find_results(measured)[0].segmentation
    segment = node.GetSegmentation().GetNthSegmentID(0)
    array = slicer.util.arrayFromSegmentBinaryLabelmap(node, segment, measured)
    array[len(array) // 2] = 0
    slicer.util.updateSegmentBinaryLabelmapFromArray(array, node, segment, measured)
    wait_until(lambda: "have changed" in panel.ui.functionLabel.text, "the function to be told stale")


@pytest.fixture
def archive(phantom: Phantom, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Files by SOP Instance UID, as Slicer's DICOM database has them."""
    import slicer
    from pydicom import dcmread

    one = {"StudyInstanceUID": "2.25.77", "FrameOfReferenceUID": "2.25.78"}
    array = phantom.image.array.astype(np.int16)
    files = write_series(tmp_path / "series", array, phantom.image.grid, **one)
    found = {str(dcmread(file).SOPInstanceUID): str(file) for file in files}
    slicer.dicomDatabase = SimpleNamespace(isOpen=True, fileForInstance=lambda uid: found.get(uid, ""))
    yield found
    del slicer.dicomDatabase


@pytest.mark.filterwarnings("ignore")
def test_contours_and_points_as_dicom(
    panel: Panel,
    launcher: FakeLauncher,
    phantom: Phantom,
    archive: dict[str, str],
    scene: Any,
    tmp_path: Path,
) -> None:
    highdicom = pytest.importorskip("highdicom", reason='needs the extra "dicom"')
    volume = add(phantom, "SAX 1/2")
    panel.ui.reportCollapsible.collapsed = False
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish(beaten(phantom, 18.0))
    assert "was not loaded from DICOM" in panel.ui.dicomButton.toolTip
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(archive))
    panel.widget.panel.update()
    assert "Choose a folder" in panel.ui.dicomButton.toolTip
    panel.ui.reportFolder.setCurrentPath(str(tmp_path / "out"))
    panel.click("dicomButton")
    assert "SAX_1_2.seg.dcm" in panel.ui.reportLabel.text
    found = highdicom.seg.segread(tmp_path / "out" / "SAX_1_2.seg.dcm")
    assert found.pixel_array.sum() == np.count_nonzero(beaten(phantom, 18.0).segmentation.labels)
    report = highdicom.sr.srread(tmp_path / "out" / "SAX_1_2.sr.dcm").content
    points = [np.ravel(group.roi.value) for group in report.get_planar_roi_measurement_groups()]
    assert np.allclose(points, [p.position for p in phantom.landmarks], atol=1e-3)
    panel.click("dicomButton")
    assert "is there already" in panel.ui.reportLabel.text


def test_files_that_are_gone_are_told(
    panel: Panel,
    launcher: FakeLauncher,
    phantom: Phantom,
    archive: dict[str, str],
    scene: Any,
    tmp_path: Path,
) -> None:
    pytest.importorskip("highdicom", reason='needs the extra "dicom"')
    volume = add(phantom, "SAX")
    volume.SetAttribute("DICOM.instanceUIDs", " ".join(archive))
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.ui.reportCollapsible.collapsed = False
    panel.click("detectButton")
    launcher.finish(beaten(phantom, 18.0))
    Path(next(iter(archive.values()))).unlink()
    panel.ui.reportFolder.setCurrentPath(str(tmp_path / "out"))
    panel.click("dicomButton")
    assert "are gone or damaged" in panel.ui.reportLabel.text
    assert not (tmp_path / "out").exists()
