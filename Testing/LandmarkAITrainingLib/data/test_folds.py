"""Folds and divisions by subject: nobody on two sides, something in every split, what stands stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.cases_table import add_row, read_lines
from LandmarkAITrainingLib.data.dataset import CaseRecord
from LandmarkAITrainingLib.data.folds import assign_folds, divide, divide_dataset, split_for_fold


def record(case: str, subject: str, contrast: str = "", fold: int | None = None) -> CaseRecord:
    folder = Path(case)
    return CaseRecord(case, folder, folder / "image.nrrd", {}, None, subject, contrast, fold=fold)


def cases(subjects: int) -> list[CaseRecord]:
    """Two cases a subject; every third subject is of another contrast."""
    return [
        record(f"s{n}/{m}", f"s{n}", "lge" if n % 3 == 0 else "cine")
        for n in range(subjects)
        for m in range(2)
    ]


@given(st.integers(10, 60), st.integers(3, 10), st.integers(0, 99))
def test_every_subject_is_tested_once_and_lies_on_one_side(subjects: int, folds: int, seed: int) -> None:
    assigned = assign_folds(cases(subjects), folds, seed)
    tested = []
    for fold in range(folds):
        split = split_for_fold(assigned, fold, folds)
        sides = {
            side: {r.subject for r in split if r.split == side} for side in ("train", "val", "test")
        }
        assert all(sides.values())
        assert sum(len(side) for side in sides.values()) == subjects
        tested += sorted(sides["test"])
    assert sorted(tested) == sorted({r.subject for r in assigned})


def test_ten_folds_are_eighty_ten_ten() -> None:
    split = split_for_fold(assign_folds(cases(50), None, seed=3), 9)
    count = {
        side: len({r.subject for r in split if r.split == side}) for side in ("train", "val", "test")
    }
    assert count == {"train": 40, "val": 5, "test": 5}
    assert {r.fold for r in split if r.split == "val"} == {0}  # the one after the last is the first


def test_contrasts_are_spread_over_the_folds() -> None:
    assigned = assign_folds(cases(60), 10, seed=1)
    for fold in range(10):
        held_out = {r.subject: r.contrast for r in assigned if r.fold == fold}
        assert list(held_out.values()).count("lge") == 2


def test_the_same_seed_gives_the_same_folds_whatever_the_order() -> None:
    records = cases(20)
    forwards = {r.case: r.fold for r in assign_folds(records, 5, seed=7)}
    assert forwards == {r.case: r.fold for r in assign_folds(records[::-1], 5, seed=7)}
    assert forwards != {r.case: r.fold for r in assign_folds(records, 5, seed=8)}


def test_folds_of_the_table_are_taken() -> None:
    table = [record(f"c{n}", f"s{n}", fold=n % 4) for n in range(8)]
    assert assign_folds(table, None) == table
    with pytest.raises(InputError, match="--folds 4"):
        assign_folds(table, 10)


@pytest.mark.parametrize(
    ("records", "folds", "words"),
    [
        (cases(1), 10, "1 subjects, too few for 10"),
        (cases(9), None, "9 subjects, too few for 10"),
        (cases(9), 2, "3 or more"),
        ([*(record(n, n, fold=int(n)) for n in "012"), record("b", "b")], None, "fill the column"),
        ([record("a", "a", fold=0), record("b", "b", fold=1), record("c", "c", fold=3)], 3, "0, 1, 3"),
    ],
)
def test_impossible_folds_are_explained(
    records: list[CaseRecord], folds: int | None, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        assign_folds(records, folds)


def test_what_nobody_has_reviewed_is_in_no_fold() -> None:
    unseen = replace(record("unseen", "unseen"), reviewed=False)
    assert [r.case for r in assign_folds([unseen, *cases(6)], 3)] == [r.case for r in cases(6)]
    table = [record(f"c{n}", f"s{n}", fold=n) for n in range(3)]
    assert assign_folds([*table, unseen], 3) == table


def test_a_round_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="0 to 4"):
        split_for_fold(assign_folds(cases(10), 5), 5, 5)


def split_record(case: str, subject: str, contrast: str = "", split: str = "") -> CaseRecord:
    return CaseRecord(case, Path(case), Path(case), {}, None, subject, contrast, split=split)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["cine", "lge"])), min_size=2, max_size=60),
    st.integers(0, 5),
)
def test_no_subject_is_on_two_sides(cases: list[tuple[int, str]], seed: int) -> None:
    records = [split_record(f"c{n}", f"s{who}", contrast) for n, (who, contrast) in enumerate(cases)]
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
    counts = Counter(divide([split_record(f"c{n}", f"s{n}") for n in range(20)]).values())
    assert counts == {"train": 16, "val": 2, "test": 2}


def test_splits_that_stand_there_stay(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "image.nrrd").touch()
    (tmp_path / "cases.csv").write_text("case;observer;split\na;me;val\nb;;train\n", encoding="utf-8")
    assert divide_dataset(tmp_path) == {"val": 1, "train": 1, "test": 1}
    columns, rows = read_lines(tmp_path / "cases.csv")
    assert columns == ["case", "observer", "split", "subject", "contrast"]
    assert rows["a"]["observer"] == "me" and rows["a"]["split"] == "val"
    add_row(tmp_path, "d", "", "cine")
    assert read_lines(tmp_path / "cases.csv")[1]["d"]["contrast"] == "cine"


def test_dataset_without_a_table_needs_none_for_a_new_case(tmp_path: Path) -> None:
    add_row(tmp_path, "d", "", "")
    assert not (tmp_path / "cases.csv").exists()


def test_empty_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no case"):
        divide_dataset(tmp_path)
