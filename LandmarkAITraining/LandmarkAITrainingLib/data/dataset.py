"""A dataset: a tree of case folders as Slicer exports them, and the table that describes them.

``case_files.py`` says what a case folder holds, ``cases_table.py`` what the table tells.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.core.short_axis import with_slices
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.input_errors import cannot_open
from LandmarkAILib.files.markups import is_by_model

from .case_files import Unclear, find_case_files
from .cases_table import PRE_ANNOTATED, UNLABELLED, CaseRow, read_cases_table

# Notes that other modules act on.
DERIVED_REFERENCE = "derived-reference"  # landmarks computed from the segmentation, not placed by hand
RV_INCOMPLETE = "rv-incomplete"  # parts of the right ventricle were left unsegmented

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CaseRecord:
    """Where a case lies and what the table says of it.

    Args:
        case: folder relative to the dataset with forward slashes, such as ``acdc/patient001_frame01``.
        folder: the case's folder.
        image: the image file.
        landmarks: landmark file by observer; the observer of an unnamed file is ``""``.
        segmentation: the segmentation file, if there is one.
        subject: cases of one subject never lie on two sides of a split.
        contrast: such as ``cine``, ``lge``; ``""`` where unknown.
        source: where the data come from: the first folder of ``case``, ``""`` in a flat dataset.
        split: ``train``, ``val``, ``test`` or ``""``.
        fold: cross-validation fold in which the case is held out, to test on.
        notes: words such as ``rv-incomplete``, ``derived-reference``.
        observer: whose landmarks are the reference; ``""`` is the unnamed file, else the first observer
            by name.
        ignored: other image files in the folder, which are not used.
        parts: further files of the unnamed observer, each with landmarks of its own.
        reviewed: False where nobody has seen what lies there: unlabelled, or a model's own points.
    """

    case: str
    folder: Path
    image: Path
    landmarks: dict[str, Path]
    segmentation: Path | None
    subject: str
    contrast: str = ""
    source: str = ""
    split: str = ""
    fold: int | None = None
    notes: frozenset[str] = field(default_factory=frozenset)
    observer: str = ""
    ignored: tuple[Path, ...] = ()
    parts: tuple[Path, ...] = ()
    reviewed: bool = True


@dataclass(frozen=True, eq=False)
class LoadedCase:
    """A case in memory.

    Args:
        record: where it came from.
        image: in the axis order of its file.
        landmarks: the reference, LPS mm, each with the index of its nearest slice.
        segmentation: the reference on the image's grid, if there is one.
    """

    record: CaseRecord
    image: Image
    landmarks: LandmarkSet
    segmentation: Segmentation | None


def read_dataset(root: Path, cases_csv: Path | None = None) -> list[CaseRecord]:
    """Find the cases of a dataset and what is known of them; no image is read.

    Args:
        root: folder whose subfolders, at any depth, are cases.
        cases_csv: the table; without it ``root/cases.csv`` if that exists. The table selects: case
            folders that it does not list are left out, with a warning in the log. Without a table
            every case is its own subject, of unknown contrast.

    Returns:
        The cases, ordered by name.

    Raises:
        InputError: no cases; a table that lists cases which do not exist, lacks a column or holds a
            bad value; a subject in two splits or two folds; an observer who did not annotate the case.
    """
    root = Path(root)
    found = {record.case: record for record in find_cases(root)}
    if not any(r.landmarks or r.segmentation for r in found.values()):
        raise InputError(
            f"{root} holds no annotated case: put each image into its own folder as image.nrrd, with "
            "landmarks.mrk.json beside it."
        )
    table = cases_csv if cases_csv is not None else root / "cases.csv"
    if cases_csv is None and not table.is_file():
        return list(found.values())
    records = _described(found, table)
    for record in records:
        landmark_file(record)
    _check_one_value_per_subject(records, table, "split", lambda r: r.split)
    _check_one_value_per_subject(records, table, "fold", lambda r: r.fold)
    return records


def of_sources(records: Sequence[CaseRecord], sources: Sequence[str] | None) -> list[CaseRecord]:
    """The cases of some sources; of all where ``sources`` is None.

    Raises:
        InputError: no case has one of these sources.
    """
    chosen = [record for record in records if sources is None or record.source in sources]
    if not chosen:
        known = ", ".join(sorted({record.source for record in records}))
        wanted = ", ".join(sources or ())
        raise InputError(f"no case is of the source {wanted}: the dataset has {known}")
    return chosen


def load_case(record: CaseRecord, observer: str | None = None) -> LoadedCase:
    """Read image, landmarks and segmentation of a case.

    Args:
        record: the case.
        observer: whose landmarks; None takes the reference, see :func:`landmark_file`.

    Raises:
        InputError: a file that cannot be read, or an observer who did not annotate the case.
    """
    from LandmarkAILib.files.images import read_image
    from LandmarkAILib.files.segmentations import read_segmentation

    image = read_image(record.image)
    points = read_points(record, observer)
    reference = read_segmentation(record.segmentation, image.grid) if record.segmentation else None
    return LoadedCase(record, image, with_slices(points, image.grid), reference)


def read_points(record: CaseRecord, observer: str | None = None) -> LandmarkSet:
    """The landmarks of an observer, LPS mm; by default the reference, empty where there is none.

    Raises:
        InputError: the observer did not annotate the case, or a file cannot be read.
    """
    from LandmarkAILib.files.markups import read_landmarks

    files = landmark_files(record, observer)
    return LandmarkSet(tuple(point for file in files for point in read_landmarks(file)))


def landmark_files(record: CaseRecord, observer: str | None = None) -> tuple[Path, ...]:
    """All files of :func:`landmark_file`'s observer: several where each has landmarks of its own."""
    file = landmark_file(record, observer)
    if file is None:
        return ()
    return (file, *record.parts) if file == record.landmarks.get("") else (file,)


def landmark_file(record: CaseRecord, observer: str | None = None) -> Path | None:
    """The landmarks of an observer; by default the reference, if the case has any.

    The reference is of the observer whom the table names, else the unnamed file, else that of the first
    observer by name.

    Raises:
        InputError: the observer did not annotate the case.
    """
    chosen = observer if observer is not None else record.observer or None
    if chosen is None:
        return next((record.landmarks[name] for name in sorted(record.landmarks)), None)
    if chosen not in record.landmarks:
        there = ", ".join(path.name for _, path in sorted(record.landmarks.items())) or "none"
        raise InputError(
            f"{record.case} has no landmarks of observer {chosen!r}, there are {there}: add "
            f"landmarks.{chosen}.mrk.json or choose another observer."
        )
    return record.landmarks[chosen]


def find_cases(root: Path, unclear: Unclear | None = None) -> Iterator[CaseRecord]:
    """The case folders under ``root``, without what a table says of them.

    Args:
        root: of the dataset.
        unclear: see :func:`.case_files.find_case_files`.

    Raises:
        InputError: ``root`` is not a folder, or a case folder holds two files for one purpose.
    """
    for files in find_case_files(root, unclear):
        case = case_name(files.folder, root)
        parts = files.folder.relative_to(root).parts
        yield CaseRecord(
            case=case,
            folder=files.folder,
            image=files.image,
            landmarks=files.landmarks,
            segmentation=files.segmentation,
            subject=case,
            source=parts[0] if len(parts) > 1 else "",
            ignored=files.ignored,
            parts=files.parts,
        )


def case_name(folder: Path, root: Path) -> str:
    """What the case of a folder is called: the folder relative to the dataset, with forward slashes."""
    return "/".join(folder.relative_to(root).parts) or root.name


def _described(found: dict[str, CaseRecord], table: Path) -> list[CaseRecord]:
    rows = read_cases_table(table)
    missing = [case for case in rows if case not in found]
    if missing:
        raise InputError(
            f"{table} lists {len(missing)} cases that are not in the dataset ({_some(missing)}): "
            "mend the column case or add the folders."
        )
    unlisted = [case for case in found if case not in rows]
    if unlisted:
        _log.warning("%s does not list %d case folders: %s", table, len(unlisted), _some(unlisted))
    unseen = [case for case, row in rows.items() if not row.state and is_unseen(found[case])]
    if unseen:
        told = "%d cases hold a model's points that nobody has reviewed, and are not used: %s"
        _log.warning(told, len(unseen), _some(unseen))
    return [with_row(found[case], rows[case]) for case in sorted(rows)]


def is_unseen(record: CaseRecord) -> bool:
    """Whether the points of a case, of which no table says the state, are still a model's.

    Points that cannot be read are not: whoever reads the case says what is wrong with it.
    """
    try:
        return is_by_model(read_points(record))
    except InputError:
        return False


def with_row(record: CaseRecord, row: CaseRow) -> CaseRecord:
    """The case with what its row of the table says.

    A case whose state the row does not say, and whose points are a model's, is not used.
    """
    unseen = not row.state and is_unseen(record)
    return replace(
        record,
        subject=row.subject or record.case,
        contrast=row.contrast,
        source=row.source or record.source,
        split="" if unseen else row.split,
        fold=None if unseen else row.fold,
        notes=row.notes,
        observer=row.observer,
        reviewed=not unseen and row.state not in (UNLABELLED, PRE_ANNOTATED),
    )


def _check_one_value_per_subject(
    records: Iterable[CaseRecord], table: Path, what: str, value: Callable[[CaseRecord], object]
) -> None:
    values: dict[str, set[object]] = defaultdict(set)
    for record in records:
        values[record.subject].add(value(record))
    torn = sorted(subject for subject, held in values.items() if len(held - {"", None}) > 1)
    if torn:
        raise InputError(
            f"{table} puts {len(torn)} subjects into more than one {what} ({_some(torn)}): "
            "all cases of a subject belong together."
        )


def _some(names: list[str], most: int = 10) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


_HEAD = 65536  # bytes of an image that hold its header


def digest(record: CaseRecord) -> str:
    """SHA-256 of a case's files, in hexadecimal digits.

    Files of landmarks and segments count as a whole, images by size and header: reading all of them
    twice would take long.

    Raises:
        InputError: a file cannot be opened.
    """
    found = hashlib.sha256()
    for path in (*landmark_files(record), record.segmentation):
        if path is not None:
            found.update(_bytes(path))
    found.update(_bytes(record.image, _HEAD) + str(record.image.stat().st_size).encode())
    return found.hexdigest()


def _bytes(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise cannot_open(path, error) from error
