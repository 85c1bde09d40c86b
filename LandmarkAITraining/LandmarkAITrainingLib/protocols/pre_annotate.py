"""A model's points as the beginning of a reader's: cases annotated before anybody has seen them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from LandmarkAILib.inference.engine import Engine

from ..data.cases_table import PRE_ANNOTATED, UNLABELLED
from ..data.states import CaseState, list_states, set_states

POINTS, SEGMENTS = "landmarks.mrk.json", "segmentation.seg.nrrd"

Progress = Callable[[int, int, str], None]
"""Called after each case with cases done, cases in all, and what became of it."""


def pre_annotate(root: Path, engine: Engine, progress: Progress | None = None) -> list[CaseState]:
    """Annotate the cases of a dataset that no reader has reviewed, and note how sure the model is.

    Points that an earlier model placed are replaced; those that somebody has moved since are left, and
    so is every case that has been reviewed.

    Args:
        root: of the dataset; gets ``landmarks.mrk.json`` beside the images, and its table the states.
        engine: the model.
        progress: told of each case.

    Returns:
        The cases that were annotated.

    Raises:
        InputError: no such dataset, or a table that cannot be used.
        OutputError: a file cannot be written.
    """
    waiting = [s for s in list_states(root) if s.state == UNLABELLED or _untouched(s)]
    done = []
    for number, item in enumerate(waiting, start=1):
        try:
            annotated = _annotate(item, engine)
            set_states(root, [annotated])
        except LandmarkAIError as error:
            message = f"{item.record.case}: {error}"
        else:
            done.append(annotated)
            message = f"{item.record.case}: expected error {annotated.expected:.3g} mm"
        if progress is not None:
            progress(number, len(waiting), message)
    return done


def _untouched(item: CaseState) -> bool:
    """Whether the points of a case are still as a model placed them."""
    file = item.record.folder / POINTS
    return item.state == PRE_ANNOTATED and (not file.is_file() or _digest(file) == item.written)


def _annotate(item: CaseState, engine: Engine) -> CaseState:
    folder = item.record.folder
    detection = engine.detect(read_image(item.record.image))
    placed = tuple(point for point in detection.landmarks if point.position is not None)
    written = ""
    if placed:
        write_landmarks(LandmarkSet(placed), folder / POINTS)
        written = _digest(folder / POINTS)
    if detection.segmentation is not None:
        write_segmentation(detection.segmentation, folder / SEGMENTS, detection.anatomy)
    return CaseState(item.record, PRE_ANNOTATED, "", detection.expected_error(), written)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
