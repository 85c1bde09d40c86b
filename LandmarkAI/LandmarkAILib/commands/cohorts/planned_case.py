"""Cases of a cohort found again where their rows say, and refused where they have changed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputError
from ...files.archives import ARCHIVE_SUFFIX
from ..batch.source import ReadAhead

if TYPE_CHECKING:
    from ...files.case_walk import Case
    from ...files.cohort_table import CohortCase


class CaseFinder:
    """Finds the cases of rows; the headers of a folder are read once for rows that follow each other."""

    def __init__(self) -> None:
        self._scanned: tuple[Path, bool] | None = None
        self._cases: list[Case] = []

    def find(self, row: CohortCase) -> Case:
        """The case of a row, under the row's name.

        Raises:
            InputError: it is not there any more, or is not what was planned.
        """
        path = Path(row.path)
        if not row.file and path.suffix.lower() != ARCHIVE_SUFFIX:
            return self._named(row, self._whole(path, row))
        packed = path.suffix.lower() == ARCHIVE_SUFFIX
        for deep in (True,) if packed or "/" in row.file else (False, True):
            for case in self._scan(path, deep):
                if where(case)[1:] == (row.file, row.series) and (packed or _bytes(case) == row.bytes):
                    return self._named(row, case)
        raise _changed(row)

    def _whole(self, path: Path, row: CohortCase) -> Case:
        from ...files.cases import find_cases

        if row.problem and not path.is_file():  # a folder that was closed
            raise InputError(f"{row.problem}.")
        return find_cases([path])[0]

    def _scan(self, path: Path, deep: bool) -> list[Case]:
        from ...files.case_walk import series_case
        from ...files.cases import find_cases
        from ...files.dicom.series import find_images
        from ...files.dicom.study import series_of_study
        from ...files.input_errors import cannot_open
        from ...files.projections import is_projection

        if self._scanned != (path, deep):
            self._scanned, self._cases = None, []
            if deep:
                self._cases = find_cases([path])
            else:
                try:
                    images, _ = find_images(sorted(path.iterdir()))
                except OSError as error:
                    raise cannot_open(path, error) from error
                series = series_of_study([image for image in images if not is_projection(image)])
                self._cases = [series_case(one, path, Path()) for one in series]
            self._scanned = path, deep
        return self._cases

    def _named(self, row: CohortCase, case: Case) -> Case:
        return replace(case, output_stem=Path(row.id), wanted_stem=Path(row.id))


class PlannedSource(ReadAhead):
    """Reads ahead, and refuses a case whose bytes are not those that were planned."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, CohortCase] = {}

    def expect(self, case: Case, row: CohortCase) -> None:
        """Say what a case is to be, before it is begun."""
        self._rows[id(case)] = row

    def end(self, case: Case) -> None:
        super().end(case)
        self._rows.pop(id(case), None)

    def fingerprint(self, case: Case) -> str:
        found, row = super().fingerprint(case), self._rows.get(id(case))
        if row is not None and row.digest and found != row.digest:
            raise _changed(row)
        return found


def _changed(row: CohortCase) -> InputError:
    return InputError(
        f"{row.path} is not what it was when the cohort was planned: plan it anew, into another table.",
        "changed-input",
    )


def _bytes(case: Case) -> int:
    try:
        return sum(file.stat().st_size for file in case.files)
    except OSError:
        return -1


def where(case: Case) -> tuple[str, str, str]:
    """Path, first file and series of a case, as its row names them."""
    path = absolute(case.archive.path if case.archive else case.source)
    file = ""
    if case.archive and case.files:
        file = case.files[0].as_posix()
    elif case.files and case.files[0] != case.source:
        file = os.path.relpath(case.files[0], case.source).replace(os.sep, "/")
    return path, file, case.series or ""


def absolute(path: Path) -> str:
    """A path from the root without dots; links stay as the user knows them."""
    return os.path.abspath(path)  # noqa: PTH100
