"""Points and segments that are well formed and make no sense."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from LandmarkAILib.core.anatomy import landmark_types
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.names import nearest_name
from LandmarkAILib.files.segmentations import read_overlaps
from LandmarkAITrainingLib.data.check.islands import check_islands
from LandmarkAITrainingLib.data.check.names import unknown_landmarks, unknown_segments
from LandmarkAITrainingLib.data.check.orientation import check_orientation
from LandmarkAITrainingLib.data.check.place import check_between
from LandmarkAITrainingLib.data.check.sense import check_overlaps, check_relations, check_repeated
from LandmarkAITrainingLib.data.folds import likely_subjects

GRID = Grid((60, 60, 3), np.diag([1.0, 1, 8, 1]))
NAMES = ("Left ventricle", "Myocardium", "Right ventricle")


def heart(values: tuple[int, int, int] = (1, 2, 3)) -> Segmentation:
    """A cavity in a ring, and a crescent beside it, with these label values."""
    y, x = np.mgrid[0:60, 0:60]
    radius = np.hypot(x - 30, y - 30)
    labels = np.zeros(GRID.shape, np.uint8)
    labels[:, (np.hypot(x - 18, y - 30) < 14) & (radius >= 18)] = values[2]
    labels[:, radius < 18] = values[1]
    labels[:, radius < 12] = values[0]
    return Segmentation(labels, GRID, NAMES)


def centers(x: float) -> LandmarkSet:
    return LandmarkSet(
        tuple(Landmark("LV center", np.array([x, 30.0, 8 * k]), slice=k) for k in range(3))
    )


def test_a_right_heart_is_no_problem() -> None:
    assert check_relations("a", centers(30), heart()) == []
    assert check_repeated("a", "f", centers(30)) == []


def test_an_lv_center_in_no_lv_is_found() -> None:
    (problem,) = check_relations("a", centers(12), heart())
    assert "3 of 3 points 'LV center' lie in no 'Left ventricle'" in problem.what
    assert "but in 'Right ventricle'" in problem.what


@pytest.mark.parametrize(("off", "wrong"), [(3.0, False), (20.0, True)])
def test_insertions_far_from_both_edges_are_found(off: float, wrong: bool) -> None:
    """The outer circle of the wall, radius 18, meets that of the right ventricle, radius 14 about 18."""
    place = np.array([17.2, 30 - 12.7 - off, 0.0])
    marks = [Landmark("Anterior RV insertion", place + 8 * k * np.eye(3)[2], slice=k) for k in range(3)]
    found = check_relations("a", LandmarkSet((*marks, *centers(30))), heart())
    assert bool(found) == wrong
    if wrong:
        assert found[0].what.startswith("3 of 3 points 'Anterior RV insertion' lie over 8 mm from where")


@pytest.mark.parametrize(("row", "column", "told"), [(2, 42, True), (24, 34, False)])
def test_parts_far_from_the_rest_of_a_segment_are_told(row: int, column: int, told: bool) -> None:
    """29 and 18 mm from the nearest pixel of the crescent, (row 17, column 17)."""
    drawn = heart()
    drawn.labels[1, row, column : column + 2] = 3
    problems = check_islands("a", drawn)
    assert len(problems) == told
    if told:
        assert problems[0].what.startswith("2 voxels of 'Right ventricle' lie ")
        assert problems[0].severity == "warning"


def test_points_between_thick_slices_are_told() -> None:
    between = LandmarkSet(
        tuple(Landmark("LV center", np.array([30, 30.0, z])) for z in (0.0, 4.0, 16.5))
    )
    (problem,) = check_between("a", "f", between, GRID)
    assert problem.what == "1 points of f lie between slices (LV center)"
    thin = Grid((60, 60, 3), np.diag([1.0, 1, 2, 1]))
    assert check_between("a", "f", between, thin) == []


def test_names_that_are_not_known_are_not_judged() -> None:
    strange = LandmarkSet((Landmark("Coronary sinus", np.array([12.0, 30, 0]), slice=0),))
    assert check_relations("a", strange, heart()) == []
    other = Segmentation(heart().labels, GRID, ("Aorta", "Lung", "Liver"))
    assert check_relations("a", centers(12), other) == []


def test_exchanged_label_values_are_found() -> None:
    (problem,) = check_relations("a", centers(30), heart((3, 2, 1)))
    assert "'Right ventricle' lies inside 'Myocardium' where 'Left ventricle' should" in problem.what


def test_a_landmark_twice_in_a_slice_is_found() -> None:
    twice = LandmarkSet((*centers(30), Landmark("LV center", np.array([31.0, 30, 8]), slice=1)))
    (problem,) = check_repeated("a", "points.fcsv", twice)
    assert "points.fcsv has 'LV center' more than once in slice 1" in problem.what


def test_a_filled_epicardium_is_found(tmp_path: Path) -> None:
    labels = heart().labels
    layers = [labels == 1, labels > 0, labels == 3]
    vector = sitk.GetImageFromArray(np.stack([layer.astype(np.uint16) for layer in layers], -1), True)
    for n, name in enumerate(NAMES):
        for key, value in (("ID", name), ("Name", name), ("Layer", str(n)), ("LabelValue", "1")):
            vector.SetMetaData(f"Segment{n}_{key}", value)
    path = tmp_path / "a.seg.nrrd"
    sitk.WriteImage(vector, str(path))
    found = [problem.what for problem in check_overlaps("a", read_overlaps(path))]
    assert any(
        "'Myocardium' covers 'Left ventricle'" in what and "leaves 0 of" in what for what in found
    )


def test_a_dilated_right_ventricle_is_no_exchange() -> None:
    """Its insertions span more than half of the circle, as in one of the real cases."""
    marks = []
    for k in range(3):
        for name, degrees in (("Anterior RV insertion", -95), ("Inferior RV insertion", 100)):
            angle = np.radians(degrees)
            place = np.array([30 + 20 * np.cos(angle), 30 + 20 * np.sin(angle), 8.0 * k])
            marks.append(Landmark(name, place, slice=k))
    assert check_orientation("a", LandmarkSet((*marks, *centers(30))), GRID) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Superior RV insertion", "Anterior RV insertion"),
        ("Posterior RV insertion", "Inferior RV insertion"),
        ("inferior_RVIP", "Inferior RV insertion"),
        ("SAX anterior RV insertion point", "Anterior RV insertion"),
        ("LV centre", "LV center"),
        ("apex", "LV apex"),
    ],
)
def test_landmarks_are_known_by_their_synonyms(written: str, meant: str) -> None:
    (problem,) = unknown_landmarks("a", [written])
    assert problem.remedy == f"rename the control point to '{meant}'"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("LV", NAMES[0]),
        ("LVBP", NAMES[0]),
        ("endocardium", NAMES[0]),
        ("Myo", NAMES[1]),
        ("RV", NAMES[2]),
    ],
)
def test_segments_are_known_by_their_synonyms(written: str, meant: str) -> None:
    (problem,) = unknown_segments("a", [written])
    assert problem.remedy == f"rename it to '{meant}'" and problem.severity == "error"


def test_a_word_that_tells_names_apart_is_never_exchanged() -> None:
    assert nearest_name("Inferior RV insertio", ["Anterior RV insertion"]) is None
    assert nearest_name("Right ventricle", ["Left ventricle"]) is None


@pytest.mark.parametrize("name", ["RV insertion", "RV insertion 1", "RVIP", "insertion point", "center"])
def test_a_name_without_the_word_that_tells_two_apart_is_taken_for_neither(name: str) -> None:
    assert nearest_name(name, landmark_types()) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ARVIP", "Anterior RV insertion"),
        ("posterior RVIP", "Inferior RV insertion"),
        ("Anteroir RV insertion", "Anterior RV insertion"),
        ("LV centr", "LV center"),
    ],
)
def test_misspelt_and_short_names_are_known(name: str, meant: str) -> None:
    assert nearest_name(name, landmark_types()) == meant


def test_numbered_labels_are_one_line() -> None:
    (problem,) = unknown_landmarks("a", [f"LV center-{n}" for n in range(1, 17)])
    assert problem.remedy == "rename them all to 'LV center'"
    assert "16 labels are numbered" in problem.what


def test_subjects_are_told_by_the_names_of_cases() -> None:
    cases = [
        "patient001_frame01",
        "patient001_frame12",
        "b/subject2_LGE",
        "b/subject2_cine_ED",
        "alone_ES",
    ]
    assert likely_subjects(cases) == {
        "patient001_frame01": "patient001",
        "patient001_frame12": "patient001",
        "b/subject2_LGE": "b/subject2",
        "b/subject2_cine_ED": "b/subject2",
        "alone_ES": "alone_ES",
    }
    assert likely_subjects(["p1/t1", "p1/t2", "p2/t1"]) == {
        "p1/t1": "p1",
        "p1/t2": "p1",
        "p2/t1": "p2/t1",
    }
