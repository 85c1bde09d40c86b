"""Which models are trained on what."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.dataset import CaseRecord
from LandmarkAITrainingLib.protocols.matrix_plan import matrix_contrasts, matrix_records, plan_rows


def record(case: str, subject: str, contrast: str, split: str) -> CaseRecord:
    return CaseRecord(case, Path(), Path(), {}, None, subject, contrast, split=split)


def cohort(contrasts: tuple[str, ...]) -> list[CaseRecord]:
    return [
        record(f"{contrast}/{split}", split, contrast, split)
        for contrast in contrasts
        for split in ("train", "val", "test")
    ]


def test_rows() -> None:
    rows = plan_rows(["cine", "lge", "simulated t1"], leave_out=True)
    assert [(row.name, row.trained_on) for row in rows] == [
        ("specialist cine", ("cine",)),
        ("specialist lge", ("lge",)),
        ("specialist simulated t1", ("simulated t1",)),
        ("generalist", ("cine", "lge", "simulated t1")),
        ("without cine", ("lge", "simulated t1")),
        ("without lge", ("cine", "simulated t1")),
        ("without simulated t1", ("cine", "lge")),
    ]
    assert rows[3].tested_on == ("cine", "lge", "simulated t1")
    assert rows[4].tested_on == ("cine",)
    assert rows[2].folder == "specialist-simulated-t1"
    assert len(plan_rows(["cine", "lge"], leave_out=False)) == 3


def test_real_contrasts_come_first_unless_an_order_is_asked_for() -> None:
    records = matrix_records(cohort(("simulated a", "lge", "cine")), None, seed=0)
    assert matrix_contrasts(records, None) == ["cine", "lge", "simulated a"]
    chosen = matrix_records(records, ["lge", "cine"], seed=0)
    assert matrix_contrasts(chosen, ["lge", "cine"]) == ["lge", "cine"]
    assert {r.contrast for r in chosen} == {"lge", "cine"}


def test_a_split_by_subject_is_drawn_where_there_is_none() -> None:
    records = [
        record(f"{contrast}/{n}", f"s{n}", contrast, "") for n in range(20) for contrast in ("a", "b")
    ]
    drawn = matrix_records(records, None, seed=3)
    split = {r.subject: r.split for r in drawn}
    assert all(split[r.subject] == r.split for r in drawn)
    assert sorted(split.values()) == ["test"] * 2 + ["train"] * 16 + ["val"] * 2
    assert matrix_records(records, None, seed=3) == drawn


@pytest.mark.parametrize(
    ("records", "contrasts", "words"),
    [
        (cohort(("a", "b")), ["a", "x"], "No case has the contrast 'x'"),
        (cohort(("a",)), None, "two contrasts"),
        (cohort(("a", "b"))[:-1], None, "'b' has no case with split 'test'"),
        ([*cohort(("a", "b")), *cohort(("a",))], None, "a case named a/train"),
        ([*cohort(("a", "b")), record("other", "train", "a", "test")], None, "more than one split"),
    ],
)
def test_what_cannot_be_a_matrix_is_explained(
    records: list[CaseRecord], contrasts: list[str] | None, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        matrix_records(records, contrasts, seed=0)
