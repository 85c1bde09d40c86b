"""``cohort.csv``: the studies of a cohort, one row a case, read as a stream.

A cohort may be planned under pseudonyms. What says whose a case is (its path, its series) then lies in a
key of its own, ``cohort.key.csv`` beside the table, that only its owner can read.
"""

from __future__ import annotations

import csv
import hmac
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from ..errors import InputError
from .input_errors import cannot_open

KEY_SUFFIX = ".key.csv"


@dataclass(frozen=True)
class CohortCase:
    """A row of ``cohort.csv``: one image, or one series with all its frames.

    Args:
        id: of the case, unique in the cohort, ``/`` between folders: its results are
            ``OUT/<id>.mrk.json`` and so on. A pseudonym where the cohort has a key.
        path: absolute path of the image file, of the folder of the series, or of the zip archive that
            holds it; empty in a table with a key.
        file: of a series or an archive, the first of its files, relative to ``path``; empty for an image
            file, and in a table with a key.
        series: Series Instance UID; empty for a file, and in a table with a key.
        modality: as DICOM names it, such as ``MR``; empty where the file does not say.
        frames: images that the case holds at each slice position; 0 where it cannot be read.
        bytes: of all its files, unpacked.
        size: voxels along i, j, k, such as ``208x256x11``; empty where it cannot be read.
        spacing: mm along i, j, k, such as ``1.37x1.37x10``; empty where it cannot be read.
        digest: SHA-256 over all bytes that the case is read from, by which it is known wherever it moves
            (``provenance.input`` of its result); empty where the cohort was planned with ``--quick``.
        problem: why it cannot be used, without full stop; empty for most.
        group: counts the places (paths) of the table from 0. A part of K/N has the groups K - 1,
            K - 1 + N and so on, so that one process reads the headers of a folder once.
    """

    id: str
    path: str
    file: str
    series: str
    modality: str
    frames: int
    bytes: int
    size: str
    spacing: str
    digest: str
    problem: str
    group: int


COLUMNS = tuple(field.name for field in fields(CohortCase))
KEY_COLUMNS = ("id", "path", "file", "series")
"""Of the key: what the table leaves empty."""


def is_cohort(path: Path) -> bool:
    """Whether a file is a table of a cohort, by its name and its first line.

    Raises:
        InputError: it is one that was saved with other separators than commas.
    """
    if path.suffix.lower() != ".csv":
        return False
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = [file.readline().strip(), file.readline().strip()]
    except (OSError, ValueError):
        return False
    if _names(head[0], ",") == COLUMNS:
        return True
    for separator, called in ((";", "semicolons"), ("\t", "tabs")):
        if COLUMNS in (_names(line, separator) for line in head):  # sep=; may lie above
            raise InputError(
                f"{path} is a table with {called} between its columns: save it with commas, as "
                "'landmarkai plan' wrote it."
            )
    return False


def _names(line: str, separator: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], delimiter=separator), ()))
    except csv.Error:
        return ()


def key_of(table: Path) -> Path:
    """Where the key of a table lies, if it has one."""
    return table.with_name(table.stem + KEY_SUFFIX)


def read_cohort(table: Path) -> Iterator[CohortCase]:
    """The cases of a table one by one, with what its key says where it has one.

    Raises:
        InputError: it is no table of a cohort, damaged, or its key is not beside it.
    """
    with ExitStack() as stack:
        rows = stack.enter_context(_rows(table, COLUMNS))
        key: Iterator[Mapping[str, str]] | None = None
        for row in rows:
            case = _case(row, table)
            if not case.path:
                if key is None:
                    key = iter(stack.enter_context(_rows(key_of(table), KEY_COLUMNS)))
                case = _named(case, key, table)
            yield case


def row_of(case: CohortCase) -> list[str]:
    """A case as the cells of its row."""
    return [str(value) for value in asdict(case).values()]


def pseudonym(secret: bytes, identity: str) -> str:
    """A name that says nothing of a case and is the same each time; the secret is in the key."""
    return "case-" + hmac.new(secret, identity.encode("utf-8", "replace"), "sha256").hexdigest()[:12]


def _named(case: CohortCase, key: Iterator[Mapping[str, str]], table: Path) -> CohortCase:
    """A case with what the key says; the key has the order of the table, and perhaps more rows."""
    for row in key:
        if row["id"] == case.id:
            return replace(case, path=row["path"], file=row["file"], series=row["series"])
    raise InputError(f"{key_of(table)} does not say what {case.id} is: put the key of this table there.")


def _case(row: Mapping[str, str], table: Path) -> CohortCase:
    numbers = {}
    for name in ("frames", "bytes", "group"):
        if not row[name].isdecimal():
            raise InputError(f"{table} has '{row[name]}' for {name}: plan the cohort again.")
        numbers[name] = int(row[name])
    texts = {name: text for name, text in row.items() if name not in numbers}
    return CohortCase(**texts, **numbers)  # type: ignore[arg-type]  # by name, as the columns are


@contextmanager
def _rows(path: Path, columns: Sequence[str]) -> Iterator[Iterator[dict[str, str]]]:
    """The whole rows of a table by column, read as they are asked for."""
    try:
        with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as file:
            table = csv.reader(file)
            if list(next(table, ())) != list(columns):
                raise InputError(
                    f"{path} is no table that 'landmarkai plan' wrote: its first line is not "
                    f"'{','.join(columns)}'."
                )
            yield (_whole(path, columns, row) for row in table)
    except OSError as error:
        raise cannot_open(path, error) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{path} is damaged ({error}): plan the cohort again.") from error


def _whole(path: Path, columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if len(row) != len(columns):
        raise InputError(f"{path} has a row of {len(row)} cells, not {len(columns)}: plan it again.")
    return dict(zip(columns, row, strict=True))
