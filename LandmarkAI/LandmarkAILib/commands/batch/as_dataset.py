"""Detections as cases of a dataset, for a reader to mend: ``detect --as-dataset``.

Each image becomes a case folder as training reads it. What lies in it was seen by nobody, and the table
of the dataset says so: training leaves such cases out until a reader has accepted them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...core.frame_names import frame_name
from ...core.image import PIXELS, UNITS, Image, voxel_digest
from ...core.landmarks import LandmarkSet
from ...errors import InputError, OutputError
from ...files.atomic import atomic_path, make_folder
from ...files.dataset_table import PRE_ANNOTATED, TABLE, CaseTable
from ...files.input_errors import input_digest
from .case_runner import CaseRunner
from .summary import CaseResult

if TYPE_CHECKING:
    from ...files.case_walk import Case
    from ...inference.pipeline import Progress

POINTS, SEGMENTS = "landmarks.mrk.json", "segmentation.seg.nrrd"
_SAME = 1e-3  # mm between what is written of a place and what is read
_COPIED = (".nrrd", ".nii", ".nii.gz", ".mha", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class DatasetRunner(CaseRunner):
    """Detects on cases, and writes each as a case of a dataset."""

    @cached_property
    def _table(self) -> CaseTable:
        return CaseTable(self.output / TABLE)

    def _complete(self, case: Case, stem: Path) -> str:
        """A case that is there may hold a reader's work: it stays."""
        annotated = (stem / POINTS).exists() or (stem / SEGMENTS).exists()
        images = [path for path in sorted(stem.glob("image.*")) if not path.name.startswith(".")]
        if not annotated and not images:
            return ""
        if len(images) != 1 or not self._is_of(case, stem, images[0]):
            raise OutputError(
                f"{stem} is there and is no case of this image, or not of its files as they are now: "
                "choose another output folder, or pass --overwrite to replace it.",
                "output-exists",
            )
        return "a case of the dataset since an earlier run" if annotated else ""

    def _is_of(self, case: Case, stem: Path, there: Path) -> bool:
        """Whether the image in a case folder is that of a case: the file itself, or its voxels."""
        from ...files.images import read_image
        from ...files.itk import suffix_of

        copied = case.archive is None and suffix_of(case.source) == suffix_of(there)
        if copied and input_digest(case.source) == input_digest(there):
            return True
        image, known = self.source.image(case, self._frame_of(case, stem)), read_image(there)
        return voxel_digest(known) == voxel_digest(image) and bool(
            np.allclose(known.grid.affine, image.grid.affine, atol=_SAME)
        )

    def _frame_of(self, case: Case, stem: Path) -> int | None:
        """The frame that a folder of the dataset is named after."""
        name = case.output_stem.as_posix()
        return next((n for n in self._frames(case) if self.output / frame_name(name, n) == stem), None)

    def _detect(self, case: Case, frame: int | None, stem: Path, progress: Progress) -> CaseResult:
        from ...files.markups import write_landmarks
        from ...files.segmentations import write_segmentation

        progress(0.0, "reading")
        image = self.source.image(case, frame)
        detection = self.engine.detect(image, progress, mirror=self.options.mirror)
        progress(1.0, "writing")
        name, expected = stem.relative_to(self.output).as_posix(), detection.expected_error()
        row = {"case": name, "subject": name, "state": PRE_ANNOTATED, "expected_mm": f"{expected:.3g}"}
        # First: where the run is killed between the two, nobody's points must not pass for a reader's.
        self._table.note(row)
        make_folder(stem)
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
