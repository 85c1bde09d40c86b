"""Annotating in a loop: states, cases annotated beforehand, whose turn it is, what is not trained on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
from LandmarkAITrainingLib.data.cases_table import read_lines, write_cases_table
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.states import list_states, next_case, reviewed
from simulated_dataset import write_simulated_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Four short-axis cases, of which two lost their annotation, and no table."""
    root = write_simulated_dataset(tmp_path / "data", cases=4, slices=3)
    (root / "cases.csv").unlink()
    for case in sorted(path.parent for path in root.rglob("image.nrrd"))[:2]:
        for path in case.iterdir():
            if not path.name.startswith("image"):
                path.unlink()
    return root


def states(root: Path) -> dict[str, str]:
    return {item.record.case: item.state for item in list_states(root)}


def test_a_case_goes_from_unlabelled_to_trained_on(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, *_ = states(dataset)
    assert list(states(dataset).values()) == ["unlabelled", "unlabelled", "reviewed", "reviewed"]
    assert main(["annotate", str(dataset), "--model", "cmr-sax", "--device", "cpu"]) == 0
    said = capsys.readouterr().out
    found = {item.record.case: item for item in list_states(dataset)}
    assert [found[case].state for case in (first, second)] == ["pre-annotated"] * 2
    following = next_case(found.values())
    assert following is not None and f"Next: {following.record.case}" in said
    errors = [found[case].expected for case in (first, second)]
    assert following.expected == max(errors)  # type: ignore[type-var]
    # What nobody has seen has no split, whatever the table is made to say.
    unseen = {r.case: r.split for r in read_dataset(dataset)}
    assert unseen[first] == unseen[second] == ""
    assert main(["annotate", str(dataset), "--reviewed", first, "--hold-out", second]) == 0
    splits = {r.case: r.split for r in read_dataset(dataset)}
    assert (splits[first], splits[second]) == ("train", "test")
    assert states(dataset)[second] == "held out"
    assert next_case(list_states(dataset)) is None
    with pytest.raises(InputError, match="no case"):
        reviewed(dataset, "elsewhere")


def test_what_a_reader_has_moved_is_not_placed_again(dataset: Path) -> None:
    first, second, *_ = states(dataset)
    command = ["annotate", str(dataset), "--model", "cmr-sax", "--device", "cpu"]
    assert main(command) == 0
    path = dataset / first / "landmarks.mrk.json"
    points = read_landmarks(path)
    write_landmarks(type(points)(points.landmarks[:1]), path)
    before = {case: (dataset / case / "landmarks.mrk.json").read_bytes() for case in (first, second)}
    assert main(command) == 0
    assert path.read_bytes() == before[first]
    assert states(dataset)[first] == "pre-annotated"


def test_detections_become_cases_of_a_dataset(dataset: Path, tmp_path: Path) -> None:
    first, *_ = states(dataset)
    image = dataset / first / "image.nrrd"
    (tmp_path / "scans").mkdir()
    shutil.copy(image, tmp_path / "scans" / "heart.nrrd")
    command = ["detect", str(tmp_path / "scans"), "-o", str(tmp_path / "new"), "--model", "cmr-sax"]
    assert main([*command, "--as-dataset", "--device", "cpu"]) == 0
    folder = tmp_path / "new" / "heart"
    assert (folder / "image.nrrd").read_bytes() == image.read_bytes()
    assert states(tmp_path / "new") == {"heart": "pre-annotated"}
    (record,) = read_dataset(tmp_path / "new")
    assert record.split == "" and record.segmentation is not None
    points = folder / "landmarks.mrk.json"
    points.write_text(points.read_text() + "\n")  # a reader's work
    kept = points.read_bytes()
    assert main([*command, "--as-dataset", "--device", "cpu"]) == 0
    assert points.read_bytes() == kept


def test_a_case_of_another_image_of_the_name_is_refused(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, case in zip(("one", "two"), list(states(dataset))[2:], strict=True):
        (tmp_path / folder).mkdir()
        shutil.copy(dataset / case / "image.nrrd", tmp_path / folder / "a.nrrd")
    how = ["-o", str(tmp_path / "ds"), "--model", "cmr-sax", "--as-dataset", "--device", "cpu"]
    assert main(["detect", str(tmp_path / "one" / "a.nrrd"), *how]) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "ds" / "a").iterdir()}
    capsys.readouterr()
    assert main(["detect", str(tmp_path / "two" / "a.nrrd"), *how]) == 1
    assert "no case of this image" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (tmp_path / "ds" / "a").iterdir()} == before
    # The same voxels in another file are the same image.
    image = read_image(tmp_path / "one" / "a.nrrd")
    write_image(image, tmp_path / "one" / "a.nii.gz")
    (tmp_path / "one" / "a.nrrd").unlink()
    assert main(["detect", str(tmp_path / "one" / "a.nii.gz"), *how]) == 0
    assert "since an earlier run" in capsys.readouterr().err


@pytest.mark.parametrize("lost", ["column", "row", "table"])
def test_a_models_points_are_known_where_the_table_has_lost_their_state(
    dataset: Path, capsys: pytest.CaptureFixture[str], lost: str
) -> None:
    first, second, third, _ = states(dataset)
    assert main(["annotate", str(dataset), "--model", "cmr-sax", "--device", "cpu"]) == 0
    assert main(["annotate", str(dataset), "--reviewed", second]) == 0
    table = dataset / "cases.csv"
    columns, rows = read_lines(table)
    for row in rows.values():
        row["split"] = "train"
    if lost == "column":
        columns.remove("state")
        rows[second]["notes"] = "x"
    else:
        del rows[first]
    write_cases_table(table, columns, list(rows.values()))
    if lost == "table":
        table.unlink()
    capsys.readouterr()
    assert main(["annotate", str(dataset)]) == 0
    said = capsys.readouterr().out
    assert (states(dataset)[first], states(dataset)[third]) == ("pre-annotated", "reviewed")
    assert first in said.partition("count as pre-annotated")[0].rpartition("does not say")[2]
    assert {r.case: r.split for r in read_dataset(dataset)}.get(first, "") == ""
    assert main(["check", str(dataset)]) == 1
    said = capsys.readouterr().out
    assert "points are a model's" in said or lost == "row"  # which is not used, and said not to be
    assert main(["annotate", str(dataset), "--reviewed", first]) == 0
    assert states(dataset)[first] == "reviewed"


@pytest.mark.parametrize("written", ["3,5", '"3,5"', "large", "nan"])
def test_an_expected_error_that_is_no_number_is_named(
    dataset: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    first, *_ = states(dataset)
    separator = ";" if written == "3,5" else ","
    lines = [["case", "state", "expected_mm"], [first, "pre-annotated", written]]
    (dataset / "cases.csv").write_text("\n".join(separator.join(line) for line in lines))
    assert main(["annotate", str(dataset)]) == 2
    said = capsys.readouterr().err
    assert "cases.csv, line 2" in said and "expected_mm" in said and "Traceback" not in said
