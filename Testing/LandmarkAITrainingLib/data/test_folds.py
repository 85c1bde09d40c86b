"""Folds: every subject is held out once, and never seen by its own round."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.dataset import CaseRecord
from LandmarkAITrainingLib.data.folds import assign_folds, split_for_fold


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


def test_a_round_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="0 to 4"):
        split_for_fold(assign_folds(cases(10), 5), 5, 5)
