"""Names are mended in the files, shown before they are written; nothing else in the files changes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from LandmarkAITrainingLib.data.check.dataset_check import check_dataset
from LandmarkAITrainingLib.data.dataset import find_cases, load_case
from LandmarkAITrainingLib.data.renaming import Renaming, parse_renamings, plan, write

GRID = Grid((8, 8, 8), np.eye(4))


def make_case(folder: Path, **files: dict[str, float]) -> Path:
    """A case whose point files hold labels at a place along the diagonal; ``.`` is written as ``__``."""
    folder.mkdir(parents=True)
    array = np.arange(512, dtype=np.int16).reshape(8, 8, 8) + len(folder.name) * ord(folder.name[-1])
    write_image(Image(array, GRID, "image"), folder / "image.nrrd")
    for name, points in files.items():
        marks = [Landmark(label, np.full(3, place)) for label, place in points.items()]
        path = folder / (name.replace("__", ".") + (".fcsv" if name == "old" else ".mrk.json"))
        write_landmarks(LandmarkSet(tuple(marks)), path)
    return folder


def test_names_are_shown_before_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b", "c"):
        make_case(tmp_path / name, landmarks={"F-1": 2.0, "F-2": 5.0})
    before = (tmp_path / "a" / "landmarks.mrk.json").read_bytes()
    command = ["check", str(tmp_path), "--rename", "F-1=Left hinge", "F-2=Right hinge"]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "'F-1' → 'Left hinge' in a/landmarks.mrk.json" in told.replace("\\", "/")
    assert "add --write" in told
    assert (tmp_path / "a" / "landmarks.mrk.json").read_bytes() == before
    main([*command, "--write"])
    points = read_landmarks(tmp_path / "c" / "landmarks.mrk.json")
    assert points.names() == ["Left hinge", "Right hinge"]
    old, new = json.loads(before), json.loads((tmp_path / "a" / "landmarks.mrk.json").read_bytes())
    for point in (*old["markups"][0]["controlPoints"], *new["markups"][0]["controlPoints"]):
        del point["label"]
    assert old == new
    assert main([*command, "--write"]) == 2  # nothing of that name is left


def test_numbered_labels_follow_their_name_and_segments_too(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "a", old={"Hinge-1": 1.0, "Hinge-2": 3.0, "Other": 4.0})
    labels = np.zeros((8, 8, 8), np.uint8)
    labels[2:4], labels[5:7] = 1, 2
    path = folder / "segmentation.seg.nrrd"
    write_segmentation(Segmentation(labels, GRID, ("Nier", "Hinge")), path)
    write(plan(tmp_path, [Renaming("Hinge", "Septal hinge"), Renaming("Nier", "Kidney")]))
    points = read_landmarks(folder / "old.fcsv")
    assert [point.name for point in points] == ["Septal hinge", "Septal hinge", "Other"]
    assert [float(point.position[0]) for point in points if point.position is not None] == [1, 3, 4]
    segmentation = read_segmentation(path, GRID)
    assert segmentation.names == ("Kidney", "Septal hinge")
    np.testing.assert_array_equal(segmentation.labels, labels)
    with pytest.raises(InputError, match="two of its segments"):
        plan(tmp_path, [Renaming("Kidney", "Septal hinge")])


def test_a_table_may_speak_of_one_file(tmp_path: Path) -> None:
    make_case(tmp_path / "data" / "a", septal={"F-1": 1.0}, lateral={"F-1": 2.0})
    table = tmp_path / "names.csv"
    table.write_text("file,old,new\nseptal,F-1,Septal hinge\nlateral,F-1,Lateral hinge\n")
    changes = plan(tmp_path / "data", parse_renamings([str(table)]))
    assert {(c.path.name, c.new) for c in changes} == {
        ("septal.mrk.json", "Septal hinge"),
        ("lateral.mrk.json", "Lateral hinge"),
    }
    assert changes == plan(
        tmp_path / "data", parse_renamings(["septal:F-1=Septal hinge", "lateral:F-1=Lateral hinge"])
    )


@pytest.mark.parametrize("text", ["F-1", "=x", "F-1=", "names.csv"])
def test_what_is_no_renaming_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_renamings([text])
    with pytest.raises(InputError, match="two names"):
        parse_renamings(["a=b", "a=c"])


def test_files_of_one_landmark_each_are_one_annotation(tmp_path: Path) -> None:
    make_case(tmp_path / "a", septal={"Septal hinge": 1.0}, lateral={"Lateral hinge": 2.0})
    (record,) = find_cases(tmp_path)
    assert list(record.landmarks) == [""]
    assert load_case(record).landmarks.names() == ["Lateral hinge", "Septal hinge"]


@pytest.mark.parametrize(
    "files",
    [
        {"anna": {"Hinge": 1.0}, "ben": {"Hinge": 2.0}},
        {"landmarks__anna": {"Hinge": 1.0}, "landmarks__ben": {"Other": 2.0}},
    ],
)
def test_observers_stay_observers(tmp_path: Path, files: dict[str, dict[str, float]]) -> None:
    make_case(tmp_path / "a", **files)
    (record,) = find_cases(tmp_path)
    assert set(record.landmarks) == {"anna", "ben"} and not record.parts


def test_slicers_numbers_are_told_with_the_command_that_mends_them(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        make_case(tmp_path / name, landmarks={"F-1": 2.0, "F-2": 5.0})
    (told,) = [p for p in check_dataset(tmp_path).problems if "as Slicer writes it" in p.what]
    assert told.severity == "warning" and "--rename 'F-1=NAME'" in told.remedy


@pytest.mark.parametrize("write_it", [False, True])
def test_two_landmarks_are_not_merged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], write_it: bool
) -> None:
    make_case(tmp_path / "a", landmarks={"Center of LV-1": 1.0, "Anterior RV insertion-1": 2.0})
    make_case(tmp_path / "b", septal={"Center of LV": 1.0}, lateral={"Anterior RV insertion": 2.0})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    for folder in ("a", "b"):
        command = ["check", str(tmp_path / folder), "--rename", "Center of LV=Anterior RV insertion"]
        assert main(command + ["--write"] * write_it) == 2
        assert "would both be 'Anterior RV insertion'" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.json")}


def test_spellings_of_a_landmark_become_one_and_two_names_may_be_swapped(tmp_path: Path) -> None:
    path = make_case(tmp_path / "a", landmarks={"LV centre": 1.0, "LV center": 2.0, "Apex": 3.0})
    write(plan(tmp_path, [Renaming("LV centre", "LV center")]))
    write(plan(tmp_path, [Renaming("LV center", "Apex"), Renaming("Apex", "LV center")]))
    names = [point.name for point in read_landmarks(path / "landmarks.mrk.json")]
    assert names == ["Apex", "Apex", "LV center"]


def test_two_equals_signs_are_refused_and_a_table_is_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"more than one '='.*columns old and new"):
        parse_renamings(["a=b=c"])
    (tmp_path / "names.csv").write_text("old,new\na,b=c\n")
    assert parse_renamings([str(tmp_path / "names.csv")]) == (Renaming("a", "b=c"),)
