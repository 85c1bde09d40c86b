"""Slicer's console, the button and the command line give the same numbers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.core.landmarks import LandmarkSet
from PIL import Image as Picture
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow

STUDY = Path(__file__).resolve().parents[2] / "Resources" / "SampleData" / "simulated_study"
MODEL = "cmr-sax"


@pytest.fixture
def logic(load_module: Callable[[Path], Any]) -> Any:
    """``LandmarkAILogic()`` as in the console."""
    load_module(Path(__file__).resolve().parents[2] / "LandmarkAI" / "LandmarkAI.py")
    from LandmarkAI import LandmarkAILogic

    return LandmarkAILogic()


def command_line(image: Path, output: Path, model: str, *options: str) -> LandmarkSet:
    from LandmarkAILib.cli import main
    from LandmarkAILib.files.detections import read_detection

    command = ["detect", str(image), "-o", str(output), "--model", model, "--device", "cpu"]
    assert main([*command, *options]) == 0
    return read_detection(output / f"{image.name.partition('.')[0]}.json").landmarks


def positions(landmarks: LandmarkSet) -> np.ndarray:
    return np.array([[np.nan] * 3 if p.position is None else p.position for p in landmarks])


def assert_same(found: LandmarkSet, expected: LandmarkSet) -> None:
    """The same points, name by name; Slicer may store the slices in another order than the file."""
    for name in expected.names():
        one, other = (positions(points.named(name)) for points in (found, expected))
        assert one.shape == other.shape and np.isfinite(other).any()
        one, other = (points[np.argsort(points[:, 0])] for points in (one, other))
        assert np.allclose(one, other, atol=1e-3, equal_nan=True), name


def test_detect_returns_the_nodes(logic: Any, volume: Any, tiny_model: str) -> None:
    heard: list[str] = []
    found = logic.detect(volume, tiny_model, progress=lambda _share, text: heard.append(text))
    assert found.landmarks.GetNumberOfControlPoints() == 24
    assert found.segmentation.GetSegmentation().GetNumberOfSegments() == 3
    assert found.table.GetNumberOfRows() == 24 and found.aha_table is not None
    assert any("looking at the image" in text for text in heard)


def test_errors_are_raised(logic: Any, volume: Any) -> None:
    from LandmarkAILib.errors import LandmarkAIError

    with pytest.raises(LandmarkAIError, match="Choose a volume"):
        logic.detect(None)
    with pytest.raises(LandmarkAIError, match="no model 'nosuch'"):
        logic.detect(volume, "nosuch")


def test_unexpected_error_is_raised(
    logic: Any,
    volume: Any,
    tiny_model: str,
    slot_exceptions: list[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mistake of our own, in a turn of the event loop: the console prints it, and the call ends."""
    from LandmarkAILib.slicer.logic.console import DetectionError

    def mistake(*_arguments: Any) -> None:
        raise RuntimeError("no such column")

    with monkeypatch.context() as patch:
        patch.setattr("LandmarkAILib.slicer.scene.tables.fill_landmarks", mistake)
        with pytest.raises(
            DetectionError, match=r"Unexpected error on lge_magnitude \(RuntimeError: no"
        ):
            logic.detect(volume, tiny_model)
    assert [str(error) for error in slot_exceptions] == ["no such column"]
    slot_exceptions.clear()
    assert logic.detect(volume, tiny_model).landmarks is not None


def test_interrupted_detection_is_cancelled(
    logic: Any, volume: Any, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the console."""
    breathe, count = logic.worker.breathe, itertools.count()

    def interrupted() -> None:
        breathe()
        if next(count) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(logic.worker, "breathe", interrupted)
    with pytest.raises(KeyboardInterrupt):
        logic.detect(volume, tiny_model)
    wait_until(lambda: logic.worker.client.pending == [], "the end of the run", 60)


@pytest.mark.parametrize("mirrored", [False, True])
def test_button_console_and_command_line_agree(
    panel: Panel, load: Callable[[str], Any], tmp_path: Path, mirrored: bool, scene: Any
) -> None:
    """Also under a rotated parent transform, and for an array that is stored mirrored."""
    import slicer
    import vtk
    from LandmarkAILib.core.geometry import Grid
    from LandmarkAILib.core.image import Image
    from LandmarkAILib.files.images import read_image, write_image
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from LandmarkAILib.slicer.scene.nodes import find_results

    original = read_image(STUDY / "lge_magnitude.nrrd")
    file = tmp_path / "study.nrrd"
    if mirrored:
        flip = np.diag([-1.0, 1.0, 1.0, 1.0])
        flip[0, 3] = original.grid.size[0] - 1
        grid = Grid(original.grid.size, original.grid.affine @ flip)
        original = Image(np.ascontiguousarray(original.array[..., ::-1]), grid, "study")
    write_image(original, file)
    expected = command_line(file, tmp_path / "out", MODEL)

    volume = slicer.util.loadVolume(str(file))
    rotation = vtk.vtkTransform()
    rotation.RotateWXYZ(35, 1, 2, 3)
    transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
    transform.SetMatrixTransformToParent(rotation.GetMatrix())
    volume.SetAndObserveTransformNodeID(transform.GetID())
    console = panel.logic.detect(volume, MODEL, "cpu")
    assert_same(landmarks_of(console), expected)
    assert console.landmarks.GetTransformNodeID() == transform.GetID()
    world = console.landmarks.GetNthControlPointPositionWorld(0)
    local = np.array(rotation.TransformPoint(console.landmarks.GetNthControlPointPosition(0)))
    assert np.allclose(world, local)

    scene.RemoveNode(console.landmarks)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.logic.getParameterNode().model = MODEL
    panel.ui.deviceComboBox.currentIndex = 1
    panel.click("detectButton")
    wait_until(lambda: find_results(volume), "the points", 60)
    assert_same(landmarks_of(find_results(volume)[0]), expected)


def test_folder_equals_the_command_line(logic: Any, tiny_model: str, tmp_path: Path) -> None:
    from LandmarkAILib.files.detections import read_detection

    source = tmp_path / "in"
    source.mkdir()
    (source / "lge.nrrd").write_bytes((STUDY / "lge_magnitude.nrrd").read_bytes())
    (source / "broken.nrrd").write_bytes(b"NRRD0004\n")
    levels = {"basal": [0, 1], "mid": [2], "apical": [3, 4]}
    results = logic.detectFolder(
        source, tmp_path / "slicer", model=tiny_model, device="cpu", threads=1, levels=levels
    )
    assert {result.case: result.status for result in results} == {"broken": "failed", "lge": "done"}
    options = ("--threads", "1", "--levels", "basal=0-1,mid=2,apical=3-4")
    expected = command_line(source / "lge.nrrd", tmp_path / "shell", tiny_model, *options)
    found = read_detection(tmp_path / "slicer" / "lge.json").landmarks
    assert np.array_equal(positions(found), positions(expected), equal_nan=True)
    tables = [(tmp_path / folder / "lge.csv").read_bytes() for folder in ("slicer", "shell")]
    assert tables[0] == tables[1]


def test_self_test_passes_in_both_ways(load_module: Callable[[Path], Any], scene: Any) -> None:
    """With the model that ships, through the real worker."""
    import unittest

    import slicer

    load_module(Path(__file__).resolve().parents[2] / "LandmarkAI" / "LandmarkAI.py")
    from LandmarkAI import LandmarkAITest

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(LandmarkAITest).run(result)
    assert result.testsRun == 1 and result.wasSuccessful(), result.failures + result.errors
    slicer.selfTests["LandmarkAI"](msec=0)


def test_sample_data_is_the_simulated_data(logic: Any) -> None:
    import hashlib
    from urllib.parse import urlparse
    from urllib.request import url2pathname

    import slicer

    sources = slicer.modules.sampleDataSources["LandmarkAI"]
    assert len(sources) == 6
    cine = STUDY.with_name("simulated_cine")
    for source in sources:
        description = source.description
        path = Path(url2pathname(urlparse(description["uris"]).path))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert path.parent in (cine, STUDY) and description["checksums"] == f"SHA256:{digest}"
        assert description["sampleName"].startswith("Simulated")
        with Picture.open(description["thumbnailFileName"]) as picture:
            assert picture.size == (128, 128) and np.ptp(np.asarray(picture)) > 100
    assert len({source.description["thumbnailFileName"] for source in sources}) == 6
