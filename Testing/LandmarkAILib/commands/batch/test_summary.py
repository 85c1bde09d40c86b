"""``summary.csv``: a row is added as its case ends, and there is one a case when the run has."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.commands.batch.manifest import MANIFEST
from LandmarkAILib.commands.batch.summary import (
    SUMMARY,
    CaseResult,
    append_summary,
    read_summary,
    write_summary,
)
from LandmarkAILib.files import atomic
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache
from LandmarkAILib.inference.options import DetectionOptions
from threshold_model import ThresholdDetector, phantom, write_threshold_model

DONE = CaseResult("a", "done", 1.0, 'all "fine",\nso far', source="/in/a.nrrd")


def test_a_row_is_added_without_reading_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_summary(tmp_path, DONE)
    monkeypatch.setattr(atomic, "atomic_path", None)  # nothing is written anew
    first = (tmp_path / SUMMARY).read_bytes()
    append_summary(tmp_path, CaseResult("b", "failed", 0.0, "no"))
    assert (tmp_path / SUMMARY).read_bytes() == first + b"b,failed,0.00,no,\n"
    assert read_summary(tmp_path / SUMMARY)[0] == [
        *("a", "done", "1.00", 'all "fine", so far', "/in/a.nrrd"),
    ]


def test_the_last_row_of_a_case_counts_and_is_the_only_one_in_the_end(tmp_path: Path) -> None:
    for result in (CaseResult("a", "failed", 0.0, "no"), CaseResult("b", "done", 0.0, ""), DONE):
        append_summary(tmp_path, result)
    assert [row[:2] for row in read_summary(tmp_path / SUMMARY)] == [["a", "done"], ["b", "done"]]
    write_summary(tmp_path, [DONE])
    assert (tmp_path / SUMMARY).read_text().count("\n") == 3


def test_what_a_killed_run_began_to_write_is_cut_off(tmp_path: Path) -> None:
    append_summary(tmp_path, DONE)
    with (tmp_path / SUMMARY).open("a") as file:
        file.write('b,done,1.0,"torn in quotes')
    append_summary(tmp_path, CaseResult("c", "done", 0.0, ""))
    assert [row[0] for row in read_summary(tmp_path / SUMMARY)] == ["a", "c"]


def test_the_summary_of_an_older_version_is_continued(tmp_path: Path) -> None:
    (tmp_path / SUMMARY).write_text("case,status,seconds,message\nold,done,1.00,fine\n")
    append_summary(tmp_path, DONE)
    assert [row[0] for row in read_summary(tmp_path / SUMMARY)] == ["old", "a"]
    write_summary(tmp_path, [DONE])
    with (tmp_path / SUMMARY).open(newline="") as file:
        assert [(row["case"], row["input"]) for row in csv.DictReader(file)] == [
            ("a", "/in/a.nrrd"),
            ("old", ""),
        ]


def test_inputs_of_one_name_are_told_apart_and_the_run_says_with_what(tmp_path: Path) -> None:
    model = write_threshold_model(tmp_path / "models" / "threshold")
    inputs = [tmp_path / name / "image.nrrd" for name in ("one", "two")]
    for n, path in enumerate(inputs):
        path.parent.mkdir()
        write_image(phantom((24.0 + n, 20.0)), path)
    options = DetectionOptions(str(model.path), "cpu")
    detect_folder(inputs, tmp_path / "out", options, None, ModelCache(ThresholdDetector))
    rows = {row[0]: row[4] for row in read_summary(tmp_path / "out" / SUMMARY)}
    assert rows == {"image": str(inputs[0]), "image_2": str(inputs[1])}
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert manifest["model"]["sha256"] == model.sha256 and manifest["versions"]["torch"]
    assert manifest["options"]["engine"] == "torch"
    assert manifest["options"]["device"] == "cpu" and manifest["cohort"] is None
