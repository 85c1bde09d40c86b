"""Cases of a cohort that are not there any more, or whose files are others than were planned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...errors import InputError
from ...files.archives import ARCHIVE_SUFFIX
from ...files.cohort_table import CohortCase, read_cohort
from ..batch.outputs import fingerprint
from .planned_case import CaseFinder

_HEADERS = (".mhd", ".nhdr", ".hdr")  # whose voxels lie in another file


def gone_cases(table: Path) -> Iterator[str]:
    """The ids of rows whose file, or the first file of whose series, is not there any more.

    What is within an archive is not looked at.

    Raises:
        InputError: the table, or its key, cannot be read.
    """
    return (row.id for row in read_cohort(table) if _is_gone(row))


def _is_gone(row: CohortCase) -> bool:
    path = Path(row.path)
    within = bool(row.file) and path.suffix.lower() != ARCHIVE_SUFFIX
    return not (path / row.file if within else path).exists()


def changed_cases(table: Path, since: int) -> Iterator[str]:
    """The ids of rows that do not say any more what is there.

    Only files that were written after the table, or have another size, are read again; one that is gone
    is not named here.

    Args:
        table: ``cohort.csv``.
        since: when the table was written, ns since the epoch.

    Raises:
        InputError: the table, or its key, cannot be read.
    """
    finder, scanned, written = CaseFinder(), ("", False), 0
    for row in read_cohort(table):
        place = row.path, "/" in row.file
        if place != scanned:
            scanned, written = place, _written(*place)
        if (written > since or _has_other_size(row)) and _is_other(row, finder):
            yield row.id


def _written(path: str, deep: bool) -> int:
    """When the latest of the files of a place was written or put there, ns; 0 where there are none."""
    place = Path(path)
    files: list[Path] = [place]
    try:
        if place.is_dir():
            files = list(place.rglob("*") if deep else place.iterdir())
        elif place.suffix.lower() in _HEADERS:
            from ...files.detached import data_files

            files += data_files(place)
        times = (file.stat() for file in files)
        return max((max(time.st_mtime_ns, time.st_ctime_ns) for time in times), default=0)
    except (OSError, InputError):
        return 0


def _has_other_size(row: CohortCase) -> bool:
    path = Path(row.path)
    if path.suffix.lower() in (ARCHIVE_SUFFIX, *_HEADERS) or not path.is_file():
        return False
    return path.stat().st_size != row.bytes


def _is_other(row: CohortCase, finder: CaseFinder) -> bool:
    if _is_gone(row):
        return False
    try:
        found = fingerprint(finder.find(row))
    except InputError:
        return not row.problem
    return found != row.digest  # without a digest the time is all we know
