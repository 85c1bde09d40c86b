from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from disk import nearly_full_disk
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.files.detections import read_detection, write_detection
from LandmarkAILib.files.markups import read_landmarks

ALL = {"case.json", "case.mrk.json", "case.seg.nrrd", "case.csv"}
TABLE = [{"segment": 1, "mean": 0.1 + 0.2}, {"segment": 2, "mean": None, "note": "too few, 3"}]


def _detection(segments: bool = True) -> Detection:
    grid = Grid((8, 7, 3), np.diag([1.5, 1.5, 8, 1]))
    labels = np.random.default_rng(0).integers(0, 3, grid.shape, dtype=np.uint8)
    landmarks = (
        Landmark("LV apex", np.array([1 / 3, -2e-7, 4e3]), 0.1 + 0.2, np.diag([1 / 3, 2, 0]), 2, "far"),
        Landmark("LV center", None, 0.01, slice=0),
    )
    segmentation = Segmentation(labels, grid, ("Left ventricle", "Myocardium")) if segments else None
    return Detection(LandmarkSet(landmarks), segmentation, {"model": "cmr-sax", "seconds": 1.5})


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _facts(landmark: Landmark) -> tuple[object, ...]:
    position, covariance = landmark.position, landmark.covariance
    return (
        landmark.name,
        None if position is None else position.tolist(),
        landmark.probability,
        None if covariance is None else covariance.tolist(),
        landmark.slice,
        landmark.note,
    )


def test_detection_comes_back(tmp_path: Path) -> None:
    written = _detection()
    assert written.segmentation is not None
    files = write_detection(written, tmp_path / "new" / "case", TABLE)
    assert {file.name for file in files} == ALL == _names(tmp_path / "new")
    found = read_detection(tmp_path / "new" / "case.json")
    assert [_facts(p) for p in found.landmarks] == [_facts(p) for p in written.landmarks]
    assert found.provenance == written.provenance
    assert found.segmentation is not None
    assert found.segmentation.names == written.segmentation.names
    assert np.array_equal(found.segmentation.labels, written.segmentation.labels)
    assert found.segmentation.grid.is_close(written.segmentation.grid)
    assert [(p.name, p.status) for p in read_landmarks(tmp_path / "new" / "case.mrk.json")] == [
        ("LV apex", "detected"),
        ("LV center", "missing"),
    ]


floats = st.floats(allow_nan=False, allow_infinity=False)
# mm²; beyond the largest float the uncertainty in words, a sum of three, would have no number.
variances = st.floats(0, 1e300)


@given(
    st.text(),
    st.none() | st.tuples(floats, floats, floats),
    st.floats(0, 1),
    st.none() | st.lists(variances, min_size=9, max_size=9),
    st.none() | st.integers(0, 500),
    st.text(),
)
def test_landmarks_come_back_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    position: tuple[float, ...] | None,
    probability: float,
    covariance: list[float] | None,
    k: int | None,
    note: str,
) -> None:
    landmark = Landmark(
        name,
        None if position is None else np.array(position),
        probability,
        None if covariance is None else np.reshape(covariance, (3, 3)),
        k,
        note,
    )
    stem = tmp_path_factory.mktemp("detection") / "case"
    write_detection(Detection(LandmarkSet((landmark,)), None), stem)
    (found,) = read_detection(stem.with_name("case.json")).landmarks
    assert _facts(found) == _facts(landmark)


def test_json_says_what_its_numbers_mean(tmp_path: Path) -> None:
    write_detection(_detection(), tmp_path / "case")
    document = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))
    assert document["coordinate_system"] == "LPS"
    assert document["units"]["position"] == "mm"
    assert document["units"]["covariance"] == "mm^2"
    assert [entry["status"] for entry in document["landmarks"]] == ["detected", "missing"]
    assert set(document["files"]) == ALL - {"case.csv"}


def test_table_keeps_every_digit_and_column(tmp_path: Path) -> None:
    write_detection(_detection(), tmp_path / "case", TABLE)
    text = (tmp_path / "case.csv").read_bytes().decode()
    assert text == 'segment,mean,note\n1,0.30000000000000004,\n2,,"too few, 3"\n'


def test_same_detection_gives_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_detection(_detection(), tmp_path / folder / "case", TABLE)
    for name in ALL:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_stem_may_hold_dots(tmp_path: Path) -> None:
    write_detection(_detection(segments=False), tmp_path / "1.2.840.json")
    assert _names(tmp_path) == {"1.2.840.json.json", "1.2.840.json.mrk.json"}
    assert len(read_detection(tmp_path / "1.2.840.json.json").landmarks) == 2


def test_files_of_an_earlier_detection_do_not_outlive_it(tmp_path: Path) -> None:
    (tmp_path / "other.seg.nrrd").touch()
    write_detection(_detection(), tmp_path / "case", TABLE)
    write_detection(_detection(segments=False), tmp_path / "case")
    assert _names(tmp_path) == {"case.json", "case.mrk.json", "other.seg.nrrd"}
    assert read_detection(tmp_path / "case.json").segmentation is None


def test_files_of_the_user_are_not_removed(tmp_path: Path) -> None:
    (tmp_path / "case.seg.nrrd").write_text("drawn by hand")
    (tmp_path / "case.json").write_text('{"files": ["case.seg.nrrd"]}')
    write_detection(_detection(segments=False), tmp_path / "case")
    write_detection(_detection(segments=False), tmp_path / "case")
    assert (tmp_path / "case.seg.nrrd").read_text() == "drawn by hand"


@pytest.mark.parametrize("space", [10, 300, 1000])
def test_full_disk_leaves_the_earlier_detection(tmp_path: Path, space: int) -> None:
    write_detection(_detection(segments=False), tmp_path / "case")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OutputError, match=r"case\..* cannot be written"), nearly_full_disk(space):
        write_detection(_detection(), tmp_path / "case", TABLE)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match=r"out.case cannot be written|out cannot be written"):
        write_detection(_detection(), tmp_path / "out" / "case")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "damaged"),
        ("{}", "is not a detection"),
        ("[]", "is not a detection"),
        ('{"format": "LandmarkAI detection", "version": 2}', "version 2, not 1: update LandmarkAI"),
        ('{"format": "LandmarkAI detection", "version": 1}', "damaged"),
        ('{"format": "LandmarkAI detection", "version": 1, "landmarks": [{}]}', "damaged"),
    ],
)
def test_useless_record_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "case.json").write_text(text)
    with pytest.raises(InputError, match=rf"case\.json .*{complaint}"):
        read_detection(tmp_path / "case.json")


def test_lost_segmentation_is_missed(tmp_path: Path) -> None:
    write_detection(_detection(), tmp_path / "case")
    (tmp_path / "case.seg.nrrd").unlink()
    with pytest.raises(InputError, match=r"case\.seg\.nrrd does not exist"):
        read_detection(tmp_path / "case.json")
