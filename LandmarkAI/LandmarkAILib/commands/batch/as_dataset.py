"""Detections as cases of a dataset, for a reader to mend: ``detect --as-dataset``.

Each image becomes a case folder as training reads it. What lies in it was seen by nobody, and the table
of the dataset says so: training leaves such cases out until a reader has accepted them.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.image import PIXELS, UNITS, Image
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from ...files.atomic import atomic_path, lock, make_folder, output_error
from ...files.text import append_line, csv_text, write_table
from .case_runner import CaseRunner
from .summary import CaseResult

if TYPE_CHECKING:
    from ...files.case_walk import Case
    from ...inference.pipeline import Progress

TABLE = "cases.csv"
POINTS, SEGMENTS = "landmarks.mrk.json", "segmentation.seg.nrrd"
PRE_ANNOTATED = "pre-annotated"
_COLUMNS = ("case", "subject", "split", "state", "expected_mm")
_COPIED = (".nrrd", ".nii", ".nii.gz", ".mha", ".png", ".jpg", ".jpeg")


class CaseTable:
    """The table of a dataset, as one run adds to it; others may change it meanwhile.

    The first row of a run brings the table into its form, commas between the columns; another one is
    added at its end and costs the same however many there are.

    Args:
        path: of the table, which need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: set[str] | None = None

    def note(self, row: Mapping[str, str]) -> None:
        """Put a row into the table, in the place of one of the same case.

        Raises:
            OutputError: it cannot be written.
        """
        with lock(self._path.with_name(f".{self._path.name}.lock")):
            if self._known is None or row["case"] in self._known or not self._has_form():
                self._known = self._replace(row)
            else:
                self._append(row)
            self._known.add(row["case"])

    def _columns(self) -> list[str]:
        with self._path.open(newline="", encoding="utf-8-sig") as file:
            return next(csv.reader(file), [])

    def _has_form(self) -> bool:
        """Whether a line can be added at the end; an editor may have left the last one open."""
        if not self._path.is_file() or not set(_COLUMNS) <= set(self._columns()):
            return False
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def _append(self, row: Mapping[str, str]) -> None:
        line = csv_text([[row.get(name) for name in self._columns()]])
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND)
            try:
                append_line(file, line.encode("utf-8"))
            finally:
                os.close(file)
        except OSError as error:
            raise output_error(self._path, error) from error

    def _replace(self, row: Mapping[str, str]) -> set[str]:
        """Write the table with a row anew; the cases in it."""
        columns, rows = list(_COLUMNS), list[Mapping[str, str]]()
        if self._path.is_file():
            with self._path.open(newline="", encoding="utf-8-sig") as file:
                head = file.readline()
                file.seek(0)
                # As spreadsheets write it where the comma is that of decimals.
                semicolons = ";" in head and "," not in head
                reader = csv.DictReader(file, delimiter=";" if semicolons else ",")
                columns = [*dict.fromkeys([*(reader.fieldnames or ()), *_COLUMNS])]
                rows = [known for known in reader if known.get("case") != row["case"]]
        whole = ({name: one.get(name) for name in columns} for one in [*rows, row])
        write_table(self._path, columns, whole)
        return {known.get("case") or "" for known in rows}


@dataclass(frozen=True)
class DatasetRunner(CaseRunner):
    """Detects on cases, and writes each as a case of a dataset."""

    @cached_property
    def _table(self) -> CaseTable:
        return CaseTable(self.output / TABLE)

    def _complete(self, case: Case, stem: Path) -> str:
        """A case that is there may hold a reader's work: it stays."""
        there = (stem / POINTS).exists() or (stem / SEGMENTS).exists()
        return "a case of the dataset since an earlier run" if there else ""

    def _detect(self, case: Case, frame: int | None, stem: Path, progress: Progress) -> CaseResult:
        from ...files.markups import write_landmarks
        from ...files.segmentations import write_segmentation

        progress(0.0, "reading")
        image = self.source.image(case, frame)
        detection = self.engine.detect(image, progress, mirror=self.options.mirror)
        progress(1.0, "writing")
        make_folder(stem)
        name, expected = stem.relative_to(self.output).as_posix(), detection.expected_error()
        row = {"case": name, "subject": name, "state": PRE_ANNOTATED, "expected_mm": f"{expected:.3g}"}
        # First: where the run is killed between the two, nobody's points must not pass for a reader's.
        self._table.note(row)
        files = [_write_image(image, case, stem, copy=frame is None)]
        placed = tuple(point for point in detection.landmarks if point.position is not None)
        if placed:
            files.append(stem / POINTS)
            write_landmarks(LandmarkSet(placed), files[-1])
        if detection.segmentation is not None:
            files.append(stem / SEGMENTS)
            write_segmentation(detection.segmentation, files[-1], detection.anatomy)
        model = detection.provenance["model"]
        said = f"{len(placed)} points by {model['name']} {model['version']}, to be reviewed"
        return CaseResult("", "done", 0.0, said, tuple(files), detection=detection)


def _write_image(image: Image, case: Case, folder: Path, copy: bool) -> Path:
    """The image beside its points: the file itself where it is one, else as .nrrd."""
    from ...files.images import write_image
    from ...files.itk import suffix_of

    suffix = suffix_of(case.source)
    if copy and case.archive is None and case.dicom is None and suffix in _COPIED:
        path = folder / f"image{suffix}"
        with atomic_path(path) as temporary:
            shutil.copyfile(case.source, temporary)
        return path
    if image.metadata.get(UNITS) == PIXELS:
        raise InputError(f"{case.source} has no size of pixels that .nrrd could keep: save it as .png.")
    write_image(image, folder / "image.nrrd")
    return folder / "image.nrrd"
