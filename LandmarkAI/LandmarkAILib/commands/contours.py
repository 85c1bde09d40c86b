"""Points and contours of an image: the user's own, or detected."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ..core.detection import Segmentation
from ..core.image import Image
from ..core.landmarks import LandmarkSet
from ..errors import InputError
from ..files.detections import read_detection
from ..files.markups import read_landmarks
from ..files.segmentations import read_segmentation
from ..inference.device import Request, choose_device
from ..inference.engine import Engine
from ..models.installed import find_model


def contours_of(
    image: Image,
    segmentation: Path | None,
    points: Path | None,
    model: str = "cmr-sax",
    device: Request = "auto",
) -> tuple[LandmarkSet, Segmentation]:
    """Landmarks and segmentation of an image.

    Args:
        image: what they belong to.
        segmentation, points: the user's files, both or none.
        model: that detects what the user has not.
        device: where it runs.

    Raises:
        InputError: one of the two files without the other, one that cannot be read, or a model that
            draws no contours.
    """
    if (segmentation is None) != (points is None):
        raise InputError("--segmentation and --points are needed together: give both, or none.")
    if segmentation is not None and points is not None:
        return read_points(points), masks_on(image, segmentation)
    found = Engine(find_model(model), choose_device(device)).detect(image)
    if found.segmentation is None:
        raise InputError(f"The model {model} draws no contours: choose one that does.")
    return found.landmarks, found.segmentation


def masks_on(image: Image, path: Path) -> Segmentation:
    """A segmentation on the grid of an image; says so where it was drawn on another lattice."""
    own, grid = read_segmentation(path).grid, image.grid
    same = np.allclose(np.sort(own.spacing), np.sort(grid.spacing), rtol=1e-3)
    if not same or not np.allclose(np.abs(own.axes.T @ grid.axes).max(axis=0), 1, atol=1e-3):
        print(f"Note: {path} lies on another grid than {image.name}: each pixel takes the nearest label")
    return read_segmentation(path, grid)


def print_notes(notes: Iterable[str]) -> None:
    """Print what a reader should know of a result."""
    for note in notes:
        print(f"Note: {note}")


def read_points(path: Path) -> LandmarkSet:
    """Points of a reader, or of a detection's ``.json``, which knows their slices and covariances."""
    if path.suffix == ".json" and not path.name.endswith(".mrk.json"):
        return read_detection(path).landmarks
    return read_landmarks(path)
