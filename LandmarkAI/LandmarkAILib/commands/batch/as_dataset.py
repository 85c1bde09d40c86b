"""Detections as cases of a dataset, for a reader to mend: ``detect --as-dataset``.

Each image becomes a case folder as training reads it. What lies in it was seen by nobody, and the table
of the dataset says so: training leaves such cases out until a reader has accepted them.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.image import PIXELS, UNITS, Image
from ...core.landmarks import LandmarkSet
from ...errors import InputError
from ...files.atomic import atomic_path, make_folder
from ...files.text import write_table
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


@dataclass(frozen=True)
class DatasetRunner(CaseRunner):
    """Detects on cases, and writes each as a case of a dataset."""

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
        files = [_write_image(image, case, stem, copy=frame is None)]
        placed = tuple(point for point in detection.landmarks if point.position is not None)
        if placed:
            files.append(stem / POINTS)
            write_landmarks(LandmarkSet(placed), files[-1])
        if detection.segmentation is not None:
            files.append(stem / SEGMENTS)
            write_segmentation(detection.segmentation, files[-1], detection.anatomy)
        name, expected = stem.relative_to(self.output).as_posix(), detection.expected_error()
        row = {"case": name, "subject": name, "state": PRE_ANNOTATED, "expected_mm": f"{expected:.3g}"}
        _note(self.output / TABLE, row)
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


def _note(table: Path, row: Mapping[str, str]) -> None:
    """Put a row into the table of the dataset, in the place of one of the same case."""
    columns, rows = list(_COLUMNS), []
    if table.is_file():
        with table.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            columns = [*dict.fromkeys([*(reader.fieldnames or ()), *_COLUMNS])]
            rows = [known for known in reader if known.get("case") != row["case"]]
    write_table(table, columns, ({name: one.get(name) for name in columns} for one in [*rows, row]))
