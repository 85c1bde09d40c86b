"""``landmarkai export``: of a series, of what a reader changed since, of files that are there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from dicom_files import write_series
from LandmarkAILib.cli import main
from LandmarkAILib.commands.export import read_reviewed
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.files.detections import write_detection
from LandmarkAILib.files.markups import write_landmarks
from short_axis_phantom import make_phantom

highdicom = pytest.importorskip("highdicom", reason='needs the extra "dicom"')

# What highdicom and pydicom say of their own changes is not about what was written.
pytestmark = pytest.mark.filterwarnings("ignore")
ONE = {"StudyInstanceUID": "2.25.77", "FrameOfReferenceUID": "2.25.78"}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A series and the result of it; its means by AHA segment are 100 + segment."""
    phantom = make_phantom()
    write_series(tmp_path / "series", phantom.image.array.astype(np.int16), phantom.image.grid, **ONE)
    write_detection(phantom.detection, tmp_path / "found" / "image")
    return tmp_path


def export(study: Path, *more: str) -> int:
    result = str(study / "found" / "image.json")
    return main(["export", result, "--dicom", str(study), "-o", str(study / "out"), *more])


def test_contours_points_and_means(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(study) == 0
    assert "was made of another file" in capsys.readouterr().out  # no digest of these files is known
    found = highdicom.seg.segread(study / "out" / "image.seg.dcm")
    phantom = make_phantom()
    for number, name in enumerate(phantom.segmentation.names, start=1):
        frames = found.pixel_array[
            [
                item.SegmentIdentificationSequence[0].ReferencedSegmentNumber == number
                for item in found.PerFrameFunctionalGroupsSequence
            ]
        ]
        assert found.SegmentSequence[number - 1].SegmentLabel == name
        assert frames.sum() == (phantom.segmentation.labels == number).sum()
    content = highdicom.sr.srread(study / "out" / "image.sr.dcm").content
    assert len(content.get_planar_roi_measurement_groups()) == len(phantom.landmarks)


def test_function_and_walls_go_into_the_report(study: Path) -> None:
    phantom = make_phantom()
    small = replace(phantom.segmentation, labels=np.where(phantom.segmentation.labels == 1, 1, 0))
    from LandmarkAILib.files.segmentations import write_segmentation

    write_segmentation(phantom.segmentation, study / "a.seg.nrrd")
    labels = small.labels.astype(np.uint8)
    labels[labels == 1] = np.where(np.arange((labels == 1).sum()) % 2, 1, 2)
    write_segmentation(replace(small, labels=labels), study / "b.seg.nrrd")
    files = [str(study / "a.seg.nrrd"), str(study / "b.seg.nrrd")]
    assert main(["measure", *files, "-o", str(study / "function")]) == 0
    assert export(study, "--function", str(study / "function" / "function.json")) == 0
    content = highdicom.sr.srread(study / "out" / "image.sr.dcm").content
    values = {
        m.name.meaning: m.value
        for group in content.get_image_measurement_groups()
        for m in group.get_measurements()
    }
    assert values["Left ventricular ejection fraction by MR"] == pytest.approx(50, abs=0.1)


def test_what_a_reader_changed_is_exported_and_said(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, maker = read_reviewed(study / "found" / "image.json")
    assert maker.how == "AUTOMATIC"
    phantom = make_phantom()
    first, *others = phantom.landmarks
    moved = replace(first, position=first.position + np.array([3.0, 0, 0]))
    write_landmarks(LandmarkSet((moved, *others)), study / "found" / "image.mrk.json")
    assert export(study) == 0
    assert "semi-automatic" in capsys.readouterr().out
    found = highdicom.seg.segread(study / "out" / "image.seg.dcm")
    assert {s.SegmentAlgorithmType for s in found.SegmentSequence} == {"SEMIAUTOMATIC"}
    content = highdicom.sr.srread(study / "out" / "image.sr.dcm").content
    points = [np.ravel(g.roi.value) for g in content.get_planar_roi_measurement_groups()]
    assert np.allclose(points[0], moved.position, atol=1e-3)


def test_files_that_are_there_stay(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "out").mkdir()
    (study / "out" / "image.sr.dcm").write_text("somebody's")
    assert export(study) != 0
    assert "--overwrite" in capsys.readouterr().err
    assert (study / "out" / "image.sr.dcm").read_text() == "somebody's"
    assert export(study, "--overwrite") == 0
    assert (study / "out" / "image.sr.dcm").read_bytes()[128:132] == b"DICM"


def test_the_images_must_be_those_of_the_result(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    phantom = make_phantom()
    array = phantom.image.array.astype(np.int16)
    write_series(study / "second", array, phantom.image.grid, **ONE)
    assert export(study) != 0
    assert "could be of several series" in capsys.readouterr().err
    result = str(study / "found" / "image.json")
    write_series(study / "else", array, phantom.image.grid.moved(np.diag([1, 1, 1.5, 1])), **ONE)
    assert main(["export", result, "--dicom", str(study / "else"), "-o", str(study / "out")]) != 0
    assert "no DICOM images that this result lies on" in capsys.readouterr().err
    assert export(study, "--frame", "3") != 0
    assert not (study / "out").exists()
