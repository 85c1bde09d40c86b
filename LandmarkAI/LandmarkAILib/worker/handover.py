"""An image on its way to the worker, a detection on its way back: plain arrays, JSON beside them.

Slicer's main thread writes and reads them, in steps and without SimpleITK. That would first have to be
imported, which takes some 0.3 s, writes a large volume in one go, and unpacks labels: in all of that,
Slicer would be frozen. Nor can it open a file in the folder of a user José from a Python that Windows
runs in another code page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ..core.detection import Detection, Segmentation
from ..core.geometry import Grid
from ..core.image import Image
from ..errors import InputError
from ..files.atomic import atomic_path, make_folder, output_error
from ..files.detections import read_detection, write_detection

STEM = "detection"
"""Name without suffix of the record and the points."""
LABELS = "labels.npy"
SEGMENTS = "segments.json"
_STEP = 1 << 23  # bytes; some milliseconds
SUFFIX = ".npy"


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


def write_raw(image: Image, path: Path) -> Iterator[None]:
    """Write an image with its grid, LPS mm, pausing after each few megabytes.

    Args:
        image: of an integer or float type; its array is not to change meanwhile.
        path: ends in .npy; neither it nor the .json beside it is to be read before the last step.

    Raises:
        OutputError: no space, no permission.
    """
    array = np.ascontiguousarray(image.array)
    voxels = array.data.cast("B")
    about = {"affine": image.grid.affine.tolist()}
    try:
        path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
        with path.open("wb") as file:
            header = np.lib.format.header_data_from_array_1_0(array)
            np.lib.format.write_array_header_1_0(file, header)
            for start in range(0, len(voxels), _STEP):
                file.write(voxels[start : start + _STEP])
                if start + _STEP < len(voxels):
                    yield
    except OSError as error:
        raise output_error(path, error) from error


def read_raw(path: Path) -> Image:
    """Read what :func:`write_raw` wrote; name and metadata are in the request.

    Raises:
        InputError: a file is missing or damaged.
    """
    try:
        array = np.load(path, allow_pickle=False)
        about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        k, j, i = array.shape
        return Image(array, Grid((i, j, k), np.array(about["affine"])))
    except (OSError, EOFError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path} did not arrive whole ({error}): free some space on that disk, then run it again."
        ) from error
