"""``landmarkai export``: of a series, of what a reader changed since, of files that are there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from dicom_files import write_series
from LandmarkAILib.cli import main
from LandmarkAILib.commands.reviewed import read_reviewed
from LandmarkAILib.core.image import Image, voxel_digest
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
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


def test_only_the_point_that_a_reader_moved_is_a_readers(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phantom = make_phantom()
    known = [replace(p, probability=0.9, covariance=np.eye(3)) for p in phantom.landmarks]
    missing = Landmark("LV center", None, 0.1, slice=0, note="beyond the heart")
    marks = LandmarkSet((missing, *known))
    write_detection(replace(phantom.detection, landmarks=marks), study / "found" / "image")
    record = study / "found" / "image.json"
    assert read_reviewed(record).placed == frozenset()
    moved = replace(known[0], position=known[0].position + np.array([0.5, 0, 0]))
    # Saved again in another order, as a reader may have sorted the list.
    write_landmarks(LandmarkSet((*known[:0:-1], moved, missing)), study / "found" / "image.mrk.json")
    assert export(study) == 0
    said = capsys.readouterr().out
    assert "1 point placed by a reader" in said
    assert "semi-automatic" not in said
    found = highdicom.seg.segread(study / "out" / "image.seg.dcm")
    assert {s.SegmentAlgorithmType for s in found.SegmentSequence} == {"AUTOMATIC"}
    content = highdicom.sr.srread(study / "out" / "image.sr.dcm").content
    groups = content.get_planar_roi_measurement_groups()
    assert len(groups) == len(known)
    slices = {f"{p.name}, slice {p.slice}" for p in known}
    assert {group.tracking_identifier for group in groups} == slices
    by_hand = [group for group in groups if not group.get_measurements()]
    assert len(by_hand) == 1
    assert np.allclose(np.ravel(by_hand[0].roi.value), moved.position, atol=1e-3)
    (origin,) = by_hand[0].get_qualitative_evaluations()
    assert origin.value.meaning == "Placed by a reader"
    for group in groups:
        values = {m.name.meaning: m.value for m in group.get_measurements()}
        if group is not by_hand[0]:
            assert values["Probability"] == 0.9
            assert values["Expected distance from the truth"] == pytest.approx(3**0.5, abs=1e-4)


@pytest.fixture
def cine(tmp_path: Path) -> tuple[Path, list[str]]:
    """A cine of two frames whose values differ, and the digest of each."""
    phantom = make_phantom()
    digests = []
    for n in range(2):
        array = phantom.image.array.astype(np.int16) + n
        tags = ONE | {"SeriesInstanceUID": "2.25.79", "TriggerTime": str(30 * n)}
        write_series(tmp_path / "cine", array, phantom.image.grid, first_file=100 * n, **tags)
        digests.append(voxel_digest(Image(array, phantom.image.grid)))
    return tmp_path, digests


def export_of(folder: Path, facts: dict[str, str], name: str, *more: str) -> int:
    """Export a result that knows what ``facts`` say."""
    detection = make_phantom().detection
    stem = folder / "found" / name
    write_detection(replace(detection, provenance=detection.provenance | facts), stem)
    command = ["export", f"{stem}.json", "--dicom", str(folder / "cine"), "-o", str(folder / "out")]
    return main([*command, "--overwrite", *more])


@pytest.mark.parametrize("other_name", ["ed", "cine_frame001"])
def test_a_result_goes_on_its_own_frame_only(
    cine: tuple[Path, list[str]], other_name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, digests = cine
    facts = {"voxels": digests[1]}
    assert export_of(folder, facts, other_name, "--frame", "0") != 0
    assert "is of frame 1" in capsys.readouterr().err
    assert not (folder / "out").exists()
    assert export_of(folder, facts, other_name, "--frame", "1") == 0
    assert "Note" not in capsys.readouterr().out


def test_older_results_go_by_the_name_of_their_file(
    cine: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = cine
    assert export_of(folder, {}, "cine_frame001", "--frame", "0") != 0
    assert "named for frame 1" in capsys.readouterr().err
    assert export_of(folder, {}, "ed", "--frame", "0") == 0
    assert "whether it is of frame 0 is not known" in capsys.readouterr().out


def test_a_function_of_other_images_is_refused(
    cine: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, digests = cine
    function = folder / "function.json"
    facts = {"voxels": digests[0]}
    more = ("--frame", "0", "--function", str(function))

    def measured_on(**images: list[str]) -> None:
        document = {"format": "LandmarkAI function", "quantities": [], "walls": [], **images}
        function.write_text(json.dumps(document), encoding="utf-8")

    measured_on(images=["0" * 64])
    assert export_of(folder, facts, "ed", *more) != 0
    assert "measured on other images" in capsys.readouterr().err
    assert not (folder / "out").exists()
    measured_on(images=digests)
    assert export_of(folder, facts, "ed", *more) == 0
    assert "Note" not in capsys.readouterr().out
    measured_on()
    assert export_of(folder, facts, "ed", *more) == 0
    assert "does not say which images" in capsys.readouterr().out


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
