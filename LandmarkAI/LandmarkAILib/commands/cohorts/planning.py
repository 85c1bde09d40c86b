"""A cohort planned: its table written row by row, in the memory of one study."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputError, LandmarkAIError, fault
from ...files.cohort_table import (
    COLUMNS,
    KEY_COLUMNS,
    CohortCase,
    key_of,
    pseudonym,
    row_of,
)
from ..batch.outputs import fingerprint
from .growing_table import GrowingTable
from .planned_case import absolute, where
from .pseudonyms import without_identifiers

if TYPE_CHECKING:
    from ...files.case_walk import Batch, Found

_SECRET = "(secret)"
MOST_NAMED = 5  # cases of a kind, where there may be many


@dataclass(frozen=True)
class PlanOptions:
    """How a cohort is planned.

    Args:
        zips: look into the zip archives of folders; those that are named are always looked into.
        pseudonyms: keep paths and UIDs out of the table, in a key beside it.
        quick: leave out the digests, for which all bytes are read.
        in_folders: name the cases of a single input within a folder of its name, too.
    """

    zips: bool = False
    pseudonyms: bool = False
    quick: bool = False
    in_folders: bool = False


@dataclass
class PlanState:
    """How far a plan is.

    Attributes:
        cases: in the table, those of earlier runs included.
        new: of this run.
        first: ids of the first of the new ones.
        problems: of the new ones, that cannot be used.
        left_out: zip archives that were not looked into.
        changed: ids of cases of earlier runs whose files are not those that were planned.
        gone: ids of cases of earlier runs that are not there any more.
    """

    cases: int = 0
    new: int = 0
    problems: int = 0
    left_out: int = 0
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)


def plan_cohort(
    inputs: Sequence[Path],
    table: Path,
    options: PlanOptions,
    progress: Callable[[PlanState], None] | None = None,
) -> PlanState:
    """Write ``cohort.csv``, or add to it what is new; a run that was stopped is continued.

    Folders and archives that are done are not opened again, unless files were added to them.

    Args:
        inputs: image files, DICOM folders, zip archives, or folder trees of them.
        table: where it is to lie.
        options: how.
        progress: told after each batch.

    Raises:
        InputError: an input that is not there; or a table that was planned in another way, or from
            other inputs only.
        OutputError: the table cannot be written.
    """
    from ...files.input_errors import cannot_open
    from .changed_cases import changed_cases, gone_cases

    for path in inputs:
        try:
            path.stat()
        except OSError as error:
            raise cannot_open(path, error) from error
    key = key_of(table)
    if table.exists() and key.exists() != options.pseudonyms:
        how = "with" if key.exists() else "without"
        raise InputError(f"{table} was planned {how} --pseudonyms: do so again, or choose another name.")
    own = key if options.pseudonyms else None
    written = table.stat().st_mtime_ns if table.exists() else None
    with GrowingTable(table, COLUMNS, own, KEY_COLUMNS) as growing:
        plan = _Plan(growing, options, table)
        plan.refuse_others(inputs)
        if written is not None:
            plan.state.changed += changed_cases(table, written)
            plan.state.gone += gone_cases(table)
        for batch in _batches(inputs, plan):
            plan.add(batch)
            if progress:
                progress(plan.state)
        if not plan.state.cases:
            raise InputError("The inputs hold no image: give folders with images or DICOM series.")
        growing.finish()
    if plan.state.changed and written is not None:
        os.utime(table, ns=(written, written))  # so that the next plan names them, too
    return plan.state


class _Plan:
    """The table, and what is in it: on disk, so that memory does not grow with the cohort."""

    def __init__(self, growing: GrowingTable, options: PlanOptions, table: Path) -> None:
        self._growing, self._options, self._table = growing, options, table
        self.in_folders = options.in_folders
        self._known = sqlite3.connect("")  # a temporary file that nobody else can open
        self._known.execute("CREATE TABLE known (token TEXT PRIMARY KEY) WITHOUT ROWID")
        self._secret = self._read_secret()
        self.state = PlanState()
        self._group, self._path = -1, ""
        for place in growing.places():
            self._take("place", place)
        for row in growing.rows(0):
            case = dict(zip(COLUMNS, row, strict=False))
            self._take("id", case["id"].casefold())
            self.state.cases += 1
            self._group = int(case["group"])
        for path, file, series in self._earlier():
            self._take("case", self._token(path, file, series))
        from ...files.cases import RESERVED

        for name in RESERVED:
            self._take("id", name)

    def _earlier(self) -> Iterator[list[str]]:
        """Path, file and series of the cases of earlier runs."""
        if self._options.pseudonyms:
            return (row[1:] for row in self._growing.rows(1) if row[0] != _SECRET)
        first, end = COLUMNS.index("path"), COLUMNS.index("series") + 1
        return (row[first:end] for row in self._growing.rows(0))

    def refuse_others(self, inputs: Sequence[Path]) -> None:
        """See that a table is not continued with inputs none of whose cases it has.

        Raises:
            InputError: it would be.
        """
        roots = [absolute(path) for path in inputs]
        example = ""
        for path, *_ in self._earlier():
            if any(Path(path).is_relative_to(root) for root in roots):
                return
            example = example or path
        if example:
            named = "" if self._options.pseudonyms else f", such as {example}"
            raise InputError(
                f"{self._table} was planned from other inputs{named}: name those, too, to add to it, or "
                "choose another table."
            )

    def is_planned(self, place: Path) -> bool:
        """Whether a place is done, as it is now."""
        if place.suffix.lower() == ".zip" and place.is_file() and not self._options.zips:
            self.state.left_out += 1
            return True
        return self._has("place", self._place_token(place))

    def add(self, batch: Batch) -> None:
        """Add the cases of a batch that are not in the table yet."""
        rows: list[list[str]] = []
        keys: list[list[str]] = []
        for found in batch.found:
            if (planned := self._planned(found)) is None:
                continue
            if self._options.pseudonyms:
                keys.append([planned.id, planned.path, planned.file, planned.series])
                planned = replace(planned, path="", file="", series="")
            rows.append(row_of(planned))
            self.state.new += 1
            if self.state.new <= MOST_NAMED:
                self.state.first.append(planned.id)
            self.state.cases += 1
            self.state.problems += bool(planned.problem)
        self._growing.commit(rows, keys, [self._place_token(place) for place in batch.places])

    def _planned(self, found: Found) -> CohortCase | None:
        """The row of a case; None where it is in the table."""
        path, file, series = where(found.case)
        identity = self._token(path, file, series)
        if not self._take("case", identity):
            return None
        row = describe(found, self._options.quick)
        if path != self._path:
            self._group, self._path = self._group + 1, path
        stem = found.case.output_stem.as_posix()
        if self._options.pseudonyms:
            stem = pseudonym(self._secret, identity)
            row = replace(row, problem=without_identifiers(row.problem, stem, found.case))
        return replace(
            row, id=self._distinct(stem), path=path, file=file, series=series, group=self._group
        )

    def _distinct(self, stem: str) -> str:
        """A name that no other case has; file systems may ignore case."""
        name, number = stem, 1
        while not self._take("id", name.casefold()):
            number += 1
            name = f"{stem}_{number}"
        return name

    def _read_secret(self) -> bytes:
        """What pseudonyms and tokens are made with: of the key, made where it has none."""
        if not self._options.pseudonyms:
            return b""
        row = next(self._growing.rows(1), None)
        if row is None:
            row = [_SECRET, secrets.token_hex(16), "", ""]
            self._growing.commit([], [row], [])
        return bytes.fromhex(row[1])

    def _place_token(self, place: Path) -> str:
        """A place and its state: a folder's changes when files come or go."""
        try:
            state = str(place.stat().st_mtime_ns)
        except OSError:
            state = ""
        return self._token(absolute(place), state)

    def _token(self, *texts: str) -> str:
        joined = "\n".join(texts).encode("utf-8", "surrogateescape")
        return blake2b(joined, digest_size=12, key=self._secret).hexdigest()

    def _take(self, kind: str, token: str) -> bool:
        """Note something; whether it is new."""
        cursor = self._known.execute("INSERT OR IGNORE INTO known VALUES (?)", (f"{kind} {token}",))
        return cursor.rowcount == 1

    def _has(self, kind: str, token: str) -> bool:
        found = self._known.execute("SELECT 1 FROM known WHERE token = ?", (f"{kind} {token}",))
        return found.fetchone() is not None


def describe(found: Found, quick: bool) -> CohortCase:
    """What the headers of a case say; its names are left empty. What goes wrong becomes its problem."""
    from ...files.cases import case_files, case_geometry

    row = CohortCase("", "", "", "", "", 0, 0, "", "", "", "", 0)
    try:
        row = replace(row, bytes=sum(file.stat().st_size for file in case_files(found.now)))
        row = row if quick else replace(row, digest=fingerprint(found.case))
        said = case_geometry(found.now)
        size = "x".join(map(str, said.grid.size))
        spacing = "x".join(f"{side:.4g}" for side in said.grid.spacing)
        return replace(row, modality=said.modality, frames=said.frames, size=size, spacing=spacing)
    except LandmarkAIError as error:
        said_of_it = str(error)
    except OSError as error:
        said_of_it = f"{found.case.source} met a file problem ({error}): mend it and plan again."
    except Exception as error:  # noqa: BLE001 - a case's boundary
        said_of_it = fault(str(found.case.source), error)
    return replace(row, problem=" ".join(said_of_it.split()).removesuffix("."))


def _batches(inputs: Sequence[Path], plan: _Plan) -> Iterator[Batch]:
    """The cases of all inputs; each is a folder of the names where there are several."""
    from ...files.archives import ARCHIVE_SUFFIX
    from ...files.case_walk import Batch, Found, walk, walk_archive
    from ...files.cases import named_cases

    files: list[Path] = []
    names: dict[str, int] = {}
    for path in inputs:
        if path.is_file() and path.suffix.lower() != ARCHIVE_SUFFIX:
            files.append(path)
            continue
        name = Path(absolute(path)).name
        names[name] = names.get(name, 0) + 1
        within = Path(name if names[name] == 1 else f"{name}_{names[name]}")
        if path.is_file():
            yield from walk_archive(path, Path())
            continue
        for batch in walk(path, by_study=True, planned=plan.is_planned):
            yield _within(batch, within) if plan.in_folders or len(inputs) > 1 else batch
    yield Batch((), tuple(Found(case, case) for case in named_cases(files)))


def _within(batch: Batch, folder: Path) -> Batch:
    found = (
        replace(one, case=replace(one.case, output_stem=folder / one.case.output_stem))
        for one in batch.found
    )
    return replace(batch, found=tuple(found))
