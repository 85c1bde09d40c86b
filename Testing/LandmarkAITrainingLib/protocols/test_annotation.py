"""Annotating in a loop: states, cases annotated beforehand, whose turn it is, what is not trained on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
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
