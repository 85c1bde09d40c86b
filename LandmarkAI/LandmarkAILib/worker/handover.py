"""A detection on its way from the worker: nothing is compressed, and SimpleITK is not needed to read it.

Reading a ``.seg.nrrd`` would freeze Slicer, for the import of SimpleITK and for unpacking the labels.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..core.detection import Detection, Segmentation
from ..core.geometry import Grid
from ..errors import InputError
from ..files.atomic import atomic_path, make_folder
from ..files.detections import read_detection, write_detection

STEM = "detection"
"""Name without suffix of the record and the points."""

LABELS = "labels.npy"
SEGMENTS = "segments.json"


def hand_over(detection: Detection, folder: Path) -> list[Path]:
    """Write a detection into a folder, made if need be.

    Returns:
        Its files: the record, ``detection.json``, first.

    Raises:
        OutputError: no space, no permission.
    """
    files: list[Path] = []
    segmentation = detection.segmentation
    make_folder(folder)
    if segmentation is not None:
        about = {"names": segmentation.names, "affine": segmentation.grid.affine.tolist()}
        files = [folder / LABELS, folder / SEGMENTS]
        with atomic_path(files[0]) as temporary:
            np.save(temporary, segmentation.labels)
        with atomic_path(files[1]) as temporary:
            temporary.write_text(json.dumps(about), encoding="utf-8")
    return [*write_detection(replace(detection, segmentation=None), folder / STEM), *files]


def take_over(files: Sequence[Path]) -> Detection:
    """Read what :func:`hand_over` wrote.

    Args:
        files: as it returned them.

    Raises:
        InputError: a file is missing or damaged.
    """
    detection = read_detection(files[0])
    named = {file.name: file for file in files}
    if LABELS not in named:
        return detection
    try:
        labels = np.load(named[LABELS], allow_pickle=False)
        about = json.loads(named[SEGMENTS].read_text(encoding="utf-8"))
        k, j, i = labels.shape
        grid, names = Grid((i, j, k), np.array(about["affine"])), tuple(map(str, about["names"]))
    except (OSError, EOFError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{named[LABELS]} is damaged: run the detection again.") from error
    return replace(detection, segmentation=Segmentation(labels, grid, names))
