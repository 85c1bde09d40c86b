"""Cross-validation by subject: which fold holds out whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from LandmarkAILib.errors import InputError

from .dataset import CaseRecord

FEWEST = 3
"""Folds below which a test set, a validation set and training cases cannot all exist."""


def assign_folds(records: Sequence[CaseRecord], folds: int | None, seed: int = 0) -> list[CaseRecord]:
    """Give every case the fold in which it is held out.

    The table's column ``fold`` is taken where it is filled. Else subjects are drawn at random and dealt
    out one by one, those of the same contrasts and sources after each other, so that every fold gets its
    share of each.

    Args:
        records: of the dataset.
        folds: how many; None takes as many as the table has, 10 where it has none.
        seed: of the draw.

    Returns:
        The records in the same order, each with ``fold`` 0 … folds − 1.

    Raises:
        InputError: fewer than three folds, fewer subjects than folds, or a table whose folds are not as
            many, or not of every case.
    """
    given = {record.fold for record in records} - {None}
    count = folds if folds is not None else len(given) or 10
    if count < FEWEST:
        raise InputError(f"{count} folds leave nothing to train on: ask for {FEWEST} or more.")
    if given:
        return _checked(records, count)
    subjects = _shuffled(records, seed)
    if len(subjects) < count:
        fewer = " or ask for fewer folds with --folds" if len(subjects) >= FEWEST else ""
        raise InputError(
            f"The dataset has {len(subjects)} subjects, too few for {count} folds: add subjects, there "
            f"must be {FEWEST} or more{fewer}."
        )
    fold = {subject: n % count for n, subject in enumerate(subjects)}
    return [replace(record, fold=fold[record.subject]) for record in records]


def split_for_fold(
    records: Sequence[CaseRecord], fold: int, folds: int | None = None
) -> list[CaseRecord]:
    """The split of one round: ``fold`` tests, the next one validates, all others train.

    With ten folds that is 80/10/10 by subject.

    Args:
        records: of :func:`assign_folds`.
        fold: the round, from 0.
        folds: how many there are; None counts those of the records.

    Returns:
        The records in the same order with their ``split``.

    Raises:
        InputError: there is no such fold.
    """
    count = folds if folds is not None else len({record.fold for record in records})
    if not 0 <= fold < count:
        raise InputError(f"There is no fold {fold}: the {count} folds count from 0 to {count - 1}.")
    split = {fold: "test", (fold + 1) % count: "val"}
    return [
        replace(record, split="train" if record.fold is None else split.get(record.fold, "train"))
        for record in records
    ]


def _checked(records: Sequence[CaseRecord], count: int) -> list[CaseRecord]:
    """The records, once their table's folds are known to be 0 … count − 1, each with cases."""
    lacking = [record.case for record in records if record.fold is None]
    if lacking:
        raise InputError(
            f"The table gives {len(lacking)} cases no fold ({', '.join(lacking[:5])}, …): fill the "
            "column fold for every case, or leave it empty for all."
        )
    found = sorted({record.fold for record in records if record.fold is not None})
    if found != list(range(count)):
        numbers = ", ".join(str(number) for number in found)
        raise InputError(
            f"The table has the folds {numbers}, not 0 to {count - 1}: give --folds {len(found)} or "
            "mend the column fold."
        )
    return list(records)


def _shuffled(records: Sequence[CaseRecord], seed: int) -> list[str]:
    """Subjects at random, those of the same contrasts and sources next to each other."""
    kinds: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in records:
        kinds[record.subject].add((record.source, record.contrast))
    subjects = sorted(kinds)
    np.random.default_rng(seed).shuffle(subjects)
    return sorted(subjects, key=lambda subject: sorted(kinds[subject]))
