"""Landmarks painted in ITK-SNAP as spheres of a label map.

A landmark lies in the centre of mass of its label. Names are given on the command line, or read from
ITK-SNAP's label descriptions (Segmentation > Save Label Descriptions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import slices_last
from LandmarkAILib.errors import InputError

Labels = npt.NDArray[np.int64]

# IDX R G B A VIS MSH "LABEL"
_DESCRIPTION = re.compile(r'\s*(\d+)(?:\s+[\d.]+){6}\s+"(.*)"\s*$')
_CLEAR = 0


def read_names(texts: Iterable[str]) -> dict[int, str]:
    """Names of landmarks by label.

    Args:
        texts: ``1=LV apex`` and the like, or one path of ITK-SNAP's label descriptions.

    Raises:
        InputError: neither of the two, a name that is not a landmark's, or a name given twice.
    """
    texts = list(texts)
    if len(texts) == 1 and "=" not in texts[0]:
        names = _read_descriptions(Path(texts[0]))
    else:
        names = dict(_read_pair(text) for text in texts)
    _check_names(names)
    return names


def read_spheres(path: Path, names: Mapping[int, str], per_slice: bool = False) -> LandmarkSet:
    """Read the landmarks of a label map.

    Args:
        path: image whose voxels are labels.
        names: names of landmarks by label; each must be painted.
        per_slice: a point a slice and label instead of one a label.

    Returns:
        Centres of mass, LPS mm.

    Raises:
        InputError: the image cannot be read or is no label map, a label that is not painted or has
            no name, or one that is painted in two places.
    """
    from LandmarkAILib.files.images import read_image

    image = read_image(path)
    if not np.array_equal(image.array, np.rint(image.array)):
        raise InputError(f"{path} holds broken numbers: give the label map, not the image.")
    labels: Labels = np.asarray(image.array, np.int64)
    nameless = sorted(set(np.unique(labels).tolist()) - set(names) - {_CLEAR})
    if nameless:
        told = ", ".join(map(str, nameless[:5]))
        raise InputError(f"{path} holds labels without a name ({told}): name them, or erase them.")
    axis = 2 - slices_last(image.grid)[2]
    points = []
    for label, name in names.items():
        if not (labels == label).any():
            raise InputError(f"{path}: label {label} ({name}) is painted nowhere: paint it.")
        for k, mask in _parts(labels == label, axis, per_slice):
            index = _center(mask, path, f"label {label} ({name})")
            if k is not None:
                index[2 - axis] = k
            points.append(Landmark(name, image.grid.to_lps(index), slice=k))
    return LandmarkSet(tuple(points))


def _parts(
    mask: npt.NDArray[np.bool_], axis: int, per_slice: bool
) -> Iterable[tuple[int | None, npt.NDArray[np.bool_]]]:
    """The mask as a whole, or each slice of it that is not empty, with all three axes kept."""
    if not per_slice:
        return [(None, mask)]
    painted = np.flatnonzero(np.moveaxis(mask, axis, 0).reshape(mask.shape[axis], -1).any(axis=1))
    return [(int(k), np.take(mask, [k], axis=axis)) for k in painted]


def _center(mask: npt.NDArray[np.bool_], path: Path, what: str) -> npt.NDArray[np.float64]:
    """(3,) centre of mass as index (i, j, k)."""
    from scipy import ndimage

    _, count = ndimage.label(mask, np.ones((3, 3, 3)))
    if count > 1:
        raise InputError(
            f"{path}: {what} is painted in {count} places: erase those that are not the landmark, or "
            "add --per-slice where each slice has a point."
        )
    return np.array(ndimage.center_of_mass(mask)[::-1], np.float64)


def _read_pair(text: str) -> tuple[int, str]:
    number, equals, name = text.partition("=")
    if not equals or not number.strip().isdecimal():
        raise InputError(f'{text!r} is no label with its name: write it as "1=LV apex".')
    return int(number), name.strip()


def _read_descriptions(path: Path) -> dict[int, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read ({error}): give ITK-SNAP's label descriptions."
        ) from error
    found = (_DESCRIPTION.match(line) for line in lines if not line.startswith("#"))
    names = {int(match[1]): match[2].strip() for match in found if match}
    names.pop(_CLEAR, None)
    if not names:
        raise InputError(f"{path} names no label: save the label descriptions again in ITK-SNAP.")
    return names


def _check_names(names: Mapping[int, str]) -> None:
    from LandmarkAILib.core.anatomy import landmark_types
    from LandmarkAILib.core.names import nearest_name

    for name in names.values():
        if name not in landmark_types():
            meant = nearest_name(name, landmark_types())
            remedy = f"did you mean '{meant}'?" if meant else f"use {', '.join(landmark_types())}."
            raise InputError(f"'{name}' is not the name of a landmark: {remedy}")
    if len(set(names.values())) < len(names):
        raise InputError("Two labels have the same name: give each landmark one label.")
