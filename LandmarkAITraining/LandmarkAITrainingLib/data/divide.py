"""Divide a dataset by subject into cases to train, to validate and to test on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from LandmarkAILib.errors import InputError

from .check.cases_csv import read_rows, write_rows
from .dataset import CaseRecord, find_cases

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
    columns, rows = read_rows(table)
    columns += [name for name in ("subject", "contrast", "split") if name not in columns]
    for record in find_cases(root):
        rows.setdefault(record.case, {"case": record.case, "subject": record.case})
    if not rows:
        raise InputError(f"{root} holds no case: put each image into a folder of its own as image.nrrd.")
    splits = divide([_record(case, row) for case, row in rows.items()], seed)
    counts: dict[str, int] = defaultdict(int)
    for case, row in rows.items():
        row["split"] = row.get("split") or splits[case]
        counts[row["split"]] += 1
    write_rows(table, columns, list(rows.values()))
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
