"""Which models the matrix trains, on what, and on which contrasts each is tested."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from LandmarkAILib.errors import InputError

from ..data.cohorts.redrawn import SIMULATED
from ..data.dataset import CaseRecord
from ..data.folds import assign_folds, split_for_fold
from ..evaluation.describe import contrast_of

Kind = Literal["specialist", "generalist", "left out"]
GENERALIST = "generalist"


@dataclass(frozen=True)
class MatrixRow:
    """One model.

    Args:
        name: of the row.
        kind: what it is.
        trained_on: contrasts.
        tested_on: contrasts.
    """

    name: str
    kind: Kind
    trained_on: tuple[str, ...]
    tested_on: tuple[str, ...]

    @property
    def folder(self) -> str:
        """The name as a folder's."""
        return folder_name(self.name)


def folder_name(name: str) -> str:
    """A name in letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")


def plan_rows(contrasts: Sequence[str], leave_out: bool) -> list[MatrixRow]:
    """A specialist for each contrast, the generalist, and, if asked for, one without each contrast."""
    every = tuple(contrasts)
    rows = [MatrixRow(f"specialist {c}", "specialist", (c,), every) for c in every]
    rows.append(MatrixRow(GENERALIST, "generalist", every, every))
    if leave_out:
        rows += [
            MatrixRow(f"without {c}", "left out", tuple(o for o in every if o != c), (c,)) for c in every
        ]
    return rows


def is_simulated(contrast: str) -> bool:
    """Whether the images of a contrast were computed, as their name says."""
    return contrast.startswith(SIMULATED)


def matrix_records(
    records: Sequence[CaseRecord], contrasts: Sequence[str] | None, seed: int
) -> list[CaseRecord]:
    """The cases of the contrasts asked for, each with a split by subject.

    Args:
        records: of one or several datasets.
        contrasts: in the order of the matrix; all, sorted, real ones first, if None.
        seed: of drawing a split of 80/10/10 where the tables give none.

    Raises:
        InputError: fewer than two contrasts, one that is unknown or lacks training, validation or test
            cases, a case that is in two datasets, or a subject on two sides of the split.
    """
    known = sorted({contrast_of(r) for r in records}, key=lambda c: (is_simulated(c), c))
    wanted = list(contrasts or known)
    if missing := [c for c in wanted if c not in known]:
        raise InputError(f"No case has the contrast {missing[0]!r}: the dataset has {', '.join(known)}.")
    if len(wanted) < 2:
        raise InputError("A matrix needs two contrasts or more: fill the column contrast of cases.csv.")
    chosen = [record for record in records if contrast_of(record) in wanted]
    if not any(record.split for record in chosen):
        free = [replace(record, fold=None) for record in chosen]
        chosen = split_for_fold(assign_folds(free, None, seed), 0)
    _check(chosen, wanted)
    return chosen


def matrix_contrasts(records: Sequence[CaseRecord], contrasts: Sequence[str] | None) -> list[str]:
    """The contrasts of :func:`matrix_records`, in the order of rows and columns."""
    held = {contrast_of(record) for record in records}
    return list(contrasts or sorted(held, key=lambda c: (is_simulated(c), c)))


def _check(records: Sequence[CaseRecord], contrasts: Sequence[str]) -> None:
    for contrast in contrasts:
        held = {record.split for record in records if contrast_of(record) == contrast}
        if lacking := [split for split in ("train", "val", "test") if split not in held]:
            raise InputError(
                f"The contrast {contrast!r} has no case with split '{lacking[0]}': give it some in "
                "cases.csv, or name other contrasts with --contrasts."
            )
    names = [record.case for record in records]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"Two datasets hold a case named {twice}: rename one of the folders.")
    splits = defaultdict(set)
    for record in records:
        splits[record.subject].add(record.split)
    if torn := [subject for subject, held in splits.items() if len(held) > 1]:
        raise InputError(
            f"The subject {torn[0]} is in more than one split: all cases of a subject belong together."
        )
