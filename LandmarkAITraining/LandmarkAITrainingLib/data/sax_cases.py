"""The table of cases of the short-axis development data (ACDC and MS-CMRSeg): subjects, folds, splits.

python -m LandmarkAITrainingLib.data.sax_cases DATASET -o cmr-sax.cases.csv
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import atomic_path

from .cases_table import COLUMNS
from .dataset import DERIVED_REFERENCE, RV_INCOMPLETE, CaseRecord, read_dataset

SEED = 2026
FOLDS = 5
VALIDATION_EVERY = 9
ACDC_TRAINING_SET = 100  # patients 001 to 100
# The masks of the right ventricle of these MS-CMRSeg LGE subjects are incomplete.
SUBJECTS_RV_INCOMPLETE = frozenset(
    {"mscmr_07", "mscmr_09", "mscmr_25", "mscmr_31", "mscmr_32", "mscmr_45"}
)
# The images of these subjects are, voxel by voxel, those of another: both are counted as that other one,
# so that no fold is tested on what it was trained on.
SAME_IMAGES = {"acdc_076": "acdc_074"}


# MS-CMRSeg's cine and LGE stacks with one number are of one person.
_PATTERNS = {
    "acdc": (re.compile(r"patient(\d{3})_frame\d+"), "acdc_{}", "cine"),
    "mscmr_cine": (re.compile(r"patient(\d{2})_C0"), "mscmr_{}", "cine"),
    "mscmr_lge": (re.compile(r"subject(\d{2})_LGE"), "mscmr_{}", "lge"),
}


def make_cases_csv(root: Path, output: Path) -> int:
    """Write the table of the cases under ``root``; the same cases always give the same table.

    Folds are balanced over the groups of :func:`_group`. Fold 0 is the test split; of the other
    subjects every ninth is for validation.

    Returns:
        The number of rows.

    Raises:
        InputError: a folder that is not named as in ACDC or MS-CMRSeg.
    """
    described = [(record, *_subject_and_contrast(record)) for record in read_dataset(root)]
    contrasts: dict[str, set[str]] = defaultdict(set)
    for _, subject, contrast in described:
        contrasts[subject].add(contrast)
    folds = _folds(contrasts)
    splits = _splits(folds)
    rows = []
    for record, subject, contrast in described:
        incomplete = contrast == "lge" and subject in SUBJECTS_RV_INCOMPLETE
        note = f"{DERIVED_REFERENCE} {RV_INCOMPLETE}" if incomplete else DERIVED_REFERENCE
        person = SAME_IMAGES.get(subject, subject)
        fold, split = folds[person], splits[person]
        rows.append((record.case, person, contrast, record.source, split, fold, note))
    _write(output, rows)
    return len(rows)


def _subject_and_contrast(record: CaseRecord) -> tuple[str, str]:
    pattern, subject, contrast = _PATTERNS.get(record.source, (re.compile(r"(?!)"), "", ""))
    match = pattern.fullmatch(record.folder.name)
    if match is None:
        raise InputError(f"{record.folder} is not named as in ACDC or MS-CMRSeg: move it elsewhere.")
    return subject.format(match[1]), contrast


def _group(subject: str, contrasts: set[str]) -> tuple[bool, str]:
    """What folds are balanced over: ACDC's diagnoses (blocks of 20), MS-CMRSeg's contrasts.

    Subjects of ACDC's test set came later and are dealt out after all others, so that those keep the
    folds that earlier models were trained with.
    """
    source, number = subject.split("_")
    if source != "acdc":
        return False, f"mscmr {sorted(contrasts)}"
    return int(number) > ACDC_TRAINING_SET, f"acdc {(int(number) - 1) // 20}"


def _folds(contrasts: dict[str, set[str]]) -> dict[str, int]:
    groups: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for subject in sorted(contrasts):
        groups[_group(subject, contrasts[subject])].append(subject)
    generator = random.Random(SEED)
    ordered: list[str] = []
    for name in sorted(groups):
        generator.shuffle(groups[name])
        ordered += groups[name]
    return {subject: position % FOLDS for position, subject in enumerate(ordered)}


def _splits(folds: dict[str, int]) -> dict[str, str]:
    """The order of ``folds`` is group by group, so every ninth subject is spread over the groups."""
    splits = {subject: "test" for subject, fold in folds.items() if fold == 0}
    rest = [subject for subject, fold in folds.items() if fold != 0]
    for position, subject in enumerate(rest):
        middle = position % VALIDATION_EVERY == VALIDATION_EVERY // 2
        splits[subject] = "val" if middle else "train"
    return splits


def _write(output: Path, rows: Iterable[tuple[object, ...]]) -> None:
    with atomic_path(output) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def main() -> None:
    """Command line: the dataset and where the table goes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    print(f"{make_cases_csv(args.dataset, args.output)} cases in {args.output}")


if __name__ == "__main__":
    main()
