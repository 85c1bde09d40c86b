"""The image on its way to the worker: an uncompressed NRRD, written in steps and without SimpleITK.

Slicer's main thread writes it. SimpleITK, which would have to be imported first, takes some 0.3 s to do
so, and writes a large volume in one go: in both, Slicer would be frozen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ..core.image import Image
from ..files.atomic import output_error

_STEP = 1 << 23  # bytes; some milliseconds
# What the format calls the types that a volume in Slicer can have; the others go by numpy's names.
_TYPES = {"float32": "float", "float64": "double"}


def write_raw(image: Image, path: Path) -> Iterator[None]:
    """Write an image with its grid, LPS mm, pausing after each few megabytes.

    Args:
        image: of an integer or float type; its array is not to change meanwhile.
        path: ends in .nrrd; not to be read before the last step.

    Raises:
        OutputError: no space, no permission.
    """
    voxels = np.ascontiguousarray(image.array).data.cast("B")
    try:
        with path.open("wb") as file:
            file.write(_header(image).encode("ascii"))
            for start in range(0, len(voxels), _STEP):
                file.write(voxels[start : start + _STEP])
                if start + _STEP < len(voxels):
                    yield
    except OSError as error:
        raise output_error(path, error) from error


def _header(image: Image) -> str:
    """Of format version 5; a sheared grid is kept, and numbers to their last digit."""
    affine, kind = image.grid.affine, image.array.dtype.name
    return "\n".join(
        [
            "NRRD0005",
            f"type: {_TYPES.get(kind, kind)}",
            "dimension: 3",
            "space: left-posterior-superior",
            f"sizes: {' '.join(map(str, image.grid.size))}",
            f"space directions: {' '.join(_vector(axis) for axis in affine[:3, :3].T)}",
            "kinds: domain domain domain",
            f"endian: {sys.byteorder}",
            "encoding: raw",
            f"space origin: {_vector(affine[:3, 3])}",
            "\n",
        ]
    )


def _vector(values: Iterable[float]) -> str:
    return f"({','.join(repr(float(value)) for value in values)})"
