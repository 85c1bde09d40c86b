"""Who is held out: folds of a cross-validation, and one division to train, validate and test."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import numpy as np
from LandmarkAILib.errors import InputError

from .cases_table import read_lines, write_cases_table
from .dataset import CaseRecord, find_cases

_TIME = r"frame|phase|visit|time|timepoint|session|ses|scan|rep|repeat|baseline|followup|fu|ed|es|rest"
_CONTRAST = r"cine|lge|psir|mag|t1|t2|t1map|t2map|native|post|pre|bssfp|ssfp|vne|sax|c0|de|ct|cta|mr|mri"
_SUFFIX = re.compile(rf"(^|[_\-. ])({_TIME}|{_CONTRAST})[_\-. ]?\d{{0,4}}$", re.IGNORECASE)


FEWEST = 3
"""Folds below which a test set, a validation set and training cases cannot all exist."""


def assign_folds(records: Sequence[CaseRecord], folds: int | None, seed: int = 0) -> list[CaseRecord]:
    """Give every case the fold in which it is held out.

    The table's column ``fold`` is taken where it is filled. Else subjects are drawn at random and dealt
    out one by one, those of the same contrasts and sources after each other, so that every fold gets its
    share of each.

    Args:
        records: of the dataset; those that nobody has reviewed are left out.
        folds: how many; None takes as many as the table has, 10 where it has none.
        seed: of the draw.

    Returns:
        The others in the same order, each with ``fold`` 0 … folds − 1.

    Raises:
        InputError: fewer than three folds, fewer subjects than folds, or a table whose folds are not as
            many, or not of every case.
    """
    records = [record for record in records if record.reviewed]
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


_HELD_OUT = 0.1  # for each of validation and test, as in Mandas 2025


_ENOUGH_TO_TEST = 3  # subjects; of two, one trains and one validates


def divide(records: Sequence[CaseRecord], seed: int = 2026) -> dict[str, str]:
    """Splits by case: about 80 % of the subjects train, 10 % validate, 10 % test.

    Subjects are spread over contrasts; one that has a split keeps it, and so do all of its cases. The
    same records and seed always give the same answer.

    Raises:
        InputError: fewer than two subjects.
    """
    splits: dict[str, str] = {}
    contrasts: dict[str, set[str]] = defaultdict(set)
    for record in records:
        contrasts[record.subject].add(record.contrast)
        if record.split:
            splits.setdefault(record.subject, record.split)
    if len(contrasts) < 2:
        raise InputError("One subject cannot be divided: add cases of others to the dataset.")
    generator = random.Random(seed)
    open_ones = [subject for subject in sorted(contrasts) if subject not in splits]
    generator.shuffle(open_ones)
    open_ones.sort(key=lambda subject: sorted(contrasts[subject]))
    splits |= _deal(open_ones, set(splits.values()), len(contrasts))
    return {record.case: splits[record.subject] for record in records}


def _deal(subjects: Sequence[str], there: set[str], total: int) -> dict[str, str]:
    """Every so many of the subjects, in their order, one to validate on or to test on."""
    share = round(_HELD_OUT * len(subjects))
    val, test = (share if name in there else max(1, share) for name in ("val", "test"))
    pairs = zip_longest(["val"] * val, ["test"] * (test if total >= _ENOUGH_TO_TEST else 0))
    held_out = [name for pair in pairs for name in pair if name]
    held_out = held_out[: len(subjects) - (0 if "train" in there else 1)]
    splits = dict.fromkeys(subjects, "train")
    for n, name in enumerate(held_out):
        splits[subjects[int((n + 0.5) * len(subjects) / len(held_out))]] = name
    return splits


def divide_dataset(root: Path, seed: int = 2026) -> dict[str, int]:
    """Write the splits into the table of a dataset; those that stand there stay.

    Cases that the table does not list are added to it.

    Args:
        root: of the dataset; ``root/cases.csv`` is made where there is none.
        seed: which subjects are held out.

    Returns:
        How many cases each split has now.

    Raises:
        InputError: no case, a single subject, or a table that cannot be used.
        OutputError: the table cannot be written.
    """
    table = root / "cases.csv"
    columns, rows = read_lines(table)
    columns += [name for name in ("subject", "contrast", "split") if name not in columns]
    for record in find_cases(root):
        rows.setdefault(record.case, {"case": record.case})
    likely = likely_subjects(rows)
    for case, row in rows.items():
        row["subject"] = row.get("subject") or likely[case]
    if not rows:
        raise InputError(f"{root} holds no case: put each image into a folder of its own as image.nrrd.")
    splits = divide([_record(case, row) for case, row in rows.items()], seed)
    counts: dict[str, int] = defaultdict(int)
    for case, row in rows.items():
        row["split"] = row.get("split") or splits[case]
        counts[row["split"]] += 1
    write_cases_table(table, columns, list(rows.values()))
    return dict(counts)


def _record(case: str, row: dict[str, str]) -> CaseRecord:
    return CaseRecord(
        case=case,
        folder=Path(case),
        image=Path(case),
        landmarks={},
        segmentation=None,
        subject=row.get("subject") or case,
        contrast=row.get("contrast", ""),
        split=row.get("split", ""),
    )


def likely_subjects(cases: Iterable[str]) -> dict[str, str]:
    """The subject that the name of each case tells of.

    What stands for a time or a contrast at the end of a name is taken off: frame, phase, visit, ED, ES,
    LGE and the like. Where nothing else is in a name, the folder above says who it is.

    Args:
        cases: folders relative to the dataset, with forward slashes.

    Returns:
        The subject by case; the case itself where no other one has the same.
    """
    stems = {case: _stem(case) for case in cases}
    held: dict[str, list[str]] = defaultdict(list)
    for case, stem in stems.items():
        held[stem].append(case)
    return {case: stem if len(held[stem]) > 1 else case for case, stem in stems.items()}


def _stem(case: str) -> str:
    parts = case.split("/")
    while parts:
        name, before = parts[-1], ""
        while name != before:
            name, before = _SUFFIX.sub("", name), name
        if name:
            return "/".join([*parts[:-1], name])
        parts.pop()
    return case
