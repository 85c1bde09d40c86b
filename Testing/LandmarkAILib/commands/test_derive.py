"""``landmarkai derive``: point lists from segmentations of any tool."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import segment_called
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from simulated_masks import DiscHeart

MASKS = DiscHeart().segmentation(2, (1.2, 1.2), size=150)


def summary(folder: Path) -> list[dict[str, str]]:
    with (folder / "summary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LV", "Left ventricle"),
        ("lvbp", "Left ventricle"),
        ("endocardium", "Left ventricle"),
        ("LV_blood-pool", "Left ventricle"),
        ("MYO", "Myocardium"),
        ("LV myocardium", "Myocardium"),
        ("rv", "Right ventricle"),
        ("Liver", None),
    ],
)
def test_segments_are_known_by_many_names(text: str, name: str | None) -> None:
    assert segment_called(text) == name


def test_a_tree_gives_a_point_list_a_segmentation(tmp_path: Path) -> None:
    for case, names in (("a", ("LVBP", "Myo", "RV")), ("b", MASKS.names)):
        (tmp_path / "in" / case).mkdir(parents=True)
        write_segmentation(replace(MASKS, names=names), tmp_path / "in" / case / "heart.seg.nrrd")
    out = tmp_path / "out"
    assert main(["derive", str(tmp_path / "in"), "-o", str(out)]) == 0
    first, second = (read_landmarks(out / case / "heart.mrk.json") for case in "ab")
    assert len(first) == 6
    for mark, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(mark.position, other.position)
    assert "where contours are redrawn by 0.75 mm" in next(iter(first)).note
    assert [(row["case"], row["status"]) for row in summary(out)] == [
        ("a/heart", "done"),
        ("b/heart", "done"),
    ]
    assert main(["derive", str(tmp_path / "in"), "-o", str(out)]) == 0
    assert {row["status"] for row in summary(out)} == {"skipped"}


def test_a_plain_label_map_needs_its_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acdc = np.array([0, 3, 2, 1], np.uint8)[MASKS.labels]
    path = tmp_path / "patient_gt.nii.gz"
    write_image(Image(acdc, MASKS.grid), path)
    # Its values mean other things elsewhere: nothing is guessed.
    assert main(["derive", str(path), "-o", str(tmp_path / "out")]) == 1
    assert "--labels LV=3 MYO=2 RV=1" in capsys.readouterr().err
    assert not (tmp_path / "out" / "patient_gt.mrk.json").exists()
    labels = ["--labels", "LV=3", "MYO=2", "RV=1"]
    assert main(["derive", str(path), "-o", str(tmp_path / "out"), *labels]) == 0
    assert all(
        mark.position is not None for mark in read_landmarks(tmp_path / "out" / "patient_gt.mrk.json")
    )


def test_one_bad_file_fails_alone(tmp_path: Path) -> None:
    write_segmentation(MASKS, tmp_path / "good.seg.nrrd")
    write_segmentation(replace(MASKS, names=("LV", "Wall", "RV")), tmp_path / "lacking.seg.nrrd")
    write_segmentation(replace(MASKS, names=("LV", "Myo", "LVBP")), tmp_path / "twice.seg.nrrd")
    assert main(["derive", str(tmp_path), "-o", str(tmp_path / "out")]) == 1
    rows = {row["case"]: row for row in summary(tmp_path / "out")}
    assert rows["good"]["status"] == "done"
    assert "no segment for Myocardium" in rows["lacking"]["message"]
    assert "2 segments for Left ventricle (LV, LVBP)" in rows["twice"]["message"]


def test_points_of_someone_else_stay(tmp_path: Path) -> None:
    write_segmentation(MASKS, tmp_path / "heart.seg.nrrd")
    (tmp_path / "heart.mrk.json").write_text("a reader's own", encoding="utf-8")
    arguments = ["derive", str(tmp_path / "heart.seg.nrrd"), "-o", str(tmp_path)]
    assert main(arguments) == 1
    assert (tmp_path / "heart.mrk.json").read_text(encoding="utf-8") == "a reader's own"
    assert main([*arguments, "--overwrite"]) == 0
    assert len(read_landmarks(tmp_path / "heart.mrk.json")) == 6


def test_what_is_not_there_is_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(tmp_path / "none.seg.nrrd"), "-o", str(tmp_path / "out")]) == 2
    assert "does not exist" in capsys.readouterr().err
    assert main(["derive", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "holds no segmentation" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["derive", str(tmp_path), "-o", str(tmp_path), "--labels", "LV3"])
    assert ended.value.code == 2
