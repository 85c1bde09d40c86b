"""Dividing by subject: nobody on two sides, something in every split, and what stands there stays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.check.cases_csv import add_row, read_rows
from LandmarkAITrainingLib.data.dataset import CaseRecord
from LandmarkAITrainingLib.data.divide import divide, divide_dataset


def record(case: str, subject: str, contrast: str = "", split: str = "") -> CaseRecord:
    return CaseRecord(case, Path(case), Path(case), {}, None, subject, contrast, split=split)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["cine", "lge"])), min_size=2, max_size=60),
    st.integers(0, 5),
)
def test_no_subject_is_on_two_sides(cases: list[tuple[int, str]], seed: int) -> None:
    records = [record(f"c{n}", f"s{who}", contrast) for n, (who, contrast) in enumerate(cases)]
    subjects = {r.subject for r in records}
    if len(subjects) < 2:
        with pytest.raises(InputError, match="One subject"):
            divide(records, seed)
        return
    splits = divide(records, seed)
    by_subject = {
        subject: {splits[r.case] for r in records if r.subject == subject} for subject in subjects
    }
    assert all(len(held) == 1 for held in by_subject.values())
    counts = Counter(split for held in by_subject.values() for split in held)
    assert counts["train"] >= 1 and counts["val"] >= 1
    assert bool(counts["test"]) == (len(subjects) > 2)
    assert splits == divide(records, seed)


def test_twenty_subjects_are_divided_as_in_the_ct_paper() -> None:
    counts = Counter(divide([record(f"c{n}", f"s{n}") for n in range(20)]).values())
    assert counts == {"train": 16, "val": 2, "test": 2}


def test_splits_that_stand_there_stay(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "image.nrrd").touch()
    (tmp_path / "cases.csv").write_text("case;observer;split\na;me;val\nb;;train\n", encoding="utf-8")
    assert divide_dataset(tmp_path) == {"val": 1, "train": 1, "test": 1}
    columns, rows = read_rows(tmp_path / "cases.csv")
    assert columns == ["case", "observer", "split", "subject", "contrast"]
    assert rows["a"]["observer"] == "me" and rows["a"]["split"] == "val"
    add_row(tmp_path, "d", "", "cine")
    assert read_rows(tmp_path / "cases.csv")[1]["d"]["contrast"] == "cine"


def test_dataset_without_a_table_needs_none_for_a_new_case(tmp_path: Path) -> None:
    add_row(tmp_path, "d", "", "")
    assert not (tmp_path / "cases.csv").exists()


def test_empty_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no case"):
        divide_dataset(tmp_path)
