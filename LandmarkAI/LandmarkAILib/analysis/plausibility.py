"""What makes an image or a result implausible, which no reader should have to notice by themselves."""

from __future__ import annotations

import numpy as np

from ..core.anatomy import (
    ANTERIOR_RV_INSERTION,
    INFERIOR_RV_INSERTION,
    LEFT_VENTRICLE,
    LV_CENTER,
    MYOCARDIUM,
    RIGHT_VENTRICLE,
)
from ..core.detection import Detection, Segmentation
from ..core.geometry import Grid
from ..core.image import Image
from ..core.short_axis import APEX_TO_BASE, array_axes, slice_axis, slices_last
from ..errors import InputError
from .wall import filled

WIDTHS = (20.0, 120.0)
"""mm across the left ventricle with its wall; hearts of children have 30, dilated ones 100."""
_NO_HEART = 50.0  # mm; the ventricles of a small adult need 80 across
_LABELS = 20  # a label map's values are whole and count from 0
_SHORT_AXIS = 0.7  # on 51 subjects with true headers the cosine is never under 0.87
_ALONG_THE_BODY = 0.999
_FEW = 32  # values of an image that a scanner made are thousands, of a windowed one 256


def refuse_label_map(image: Image, remedy: str = "give the image it belongs to") -> None:
    """Raise if an image is a label map.

    Args:
        image: to look at.
        remedy: what to do then, without a full stop.

    Raises:
        InputError: it has a few whole values that count from 0.
    """
    values = _label_values(image)
    if values is not None:
        raise InputError(
            f"{image.name} looks like a label map ({len(values)} whole values from "
            f"{values.min():g} to {values.max():g}), not an image: {remedy}."
        )


def is_label_map(image: Image) -> bool:
    """Whether an image has but a few whole values, which count from 0."""
    return _label_values(image) is not None


def refuse_other_order(segmentation: Segmentation, name: str) -> None:
    """Raise if the values of a label map name the ventricles the wrong way round, as ACDC's would.

    Args:
        segmentation: as the values were understood.
        name: of the file.

    Raises:
        InputError: the wall of the left ventricle encloses more of the right one than of the left.
    """
    if not {LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE} <= set(segmentation.names):
        return
    axes = array_axes(slices_last(segmentation.grid))
    labels = segmentation.labels.transpose(axes)
    left, wall, right = (
        labels == segmentation.names.index(part) + 1
        for part in (LEFT_VENTRICLE, MYOCARDIUM, RIGHT_VENTRICLE)
    )
    inside = np.stack([filled(part) for part in wall]) & ~wall
    if np.count_nonzero(inside & right) > np.count_nonzero(inside & left):
        raise InputError(
            f"{name}: the values of this label map name the ventricles in another order: its myocardium "
            "encloses what would be the right ventricle. Give 1 to the left ventricle, 2 to the "
            "myocardium, 3 to the right ventricle, or give a .seg.nrrd, which names its segments."
        )


def doubts(image: Image, detection: Detection) -> tuple[str, ...]:
    """What makes a result implausible, without full stops.

    Args:
        image: that was looked at.
        detection: in it.
    """
    said = []
    values = _few_values(image)
    if values is not None and len(values) > 1:
        said.append(f"the image has {len(values)} different values only, as a label map has")
    voxel = f"check the voxel size ({' × '.join(f'{s:.3g}' for s in image.grid.spacing)} mm)"
    places = [mark.position for mark in detection.landmarks if mark.position is not None]
    if outside := int(np.sum(~image.grid.contains(places))) if places else 0:
        said.append(f"{outside} of {len(places)} points lie outside of the image: {voxel}")
    size = ventricle_width(detection)
    if size is not None and not WIDTHS[0] <= size <= WIDTHS[1]:
        said.append(f"the left ventricle would be {size / 10:.1f} cm across: {voxel}")
    elif size is not None and (across := _field(image.grid)) < _NO_HEART:
        said.append(f"the image is {across / 10:.1f} cm wide, which holds no heart: {voxel}")
    if (cosine := _to_short_axis(detection, image.grid)) is not None and cosine < _SHORT_AXIS:
        said.append(
            "the plane does not look like a short axis "
            f"({np.degrees(np.arccos(cosine)):.0f}° from the usual one)"
        )
    if detection.provenance.get("mirror", {}).get("alarm"):
        said.append("mirror image?")  # the notice says more
    return tuple(said)


def _to_short_axis(detection: Detection, grid: Grid) -> float | None:
    """Cosine between the slices' normal and the mean long axis of hearts.

    None for a model that looks at something else, and for a header that names the axes of the body: it
    has lost how the slices lay.
    """
    if not {ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION} & set(detection.landmarks.names()):
        return None
    if not any(mark.position is not None for mark in detection.landmarks):
        return None
    across = np.cross(*np.delete(grid.axes, slice_axis(grid), axis=1).T)
    normal = across / np.linalg.norm(across)
    if np.abs(normal).max() > _ALONG_THE_BODY:
        return None
    return float(abs(normal @ APEX_TO_BASE) / np.linalg.norm(APEX_TO_BASE))


def _field(grid: Grid) -> float:
    """Mm across a slice, the shorter way."""
    return float(np.delete(grid.spacing * grid.size, slice_axis(grid)).min())


def _label_values(image: Image) -> np.typing.NDArray[np.float64] | None:
    """The values of a label map; None for an image."""
    values = _few_values(image)
    labels = values is not None and len(values) > 1 and values.min() >= 0 and values.max() <= _LABELS
    return values if labels else None


def _few_values(image: Image) -> np.typing.NDArray[np.float64] | None:
    """The values of an image that has few and whole ones; None for others."""
    sample = image.array.ravel()[:: max(1, image.array.size // 50_000)]
    if len(np.unique(sample)) > _FEW:
        return None
    found = np.unique(image.array)
    if len(found) > _FEW or not np.array_equal(found, np.rint(found)):
        return None
    return found.astype(np.float64)


def ventricle_width(detection: Detection) -> float | None:
    """Mm across the left ventricle with its wall, of a disk of its largest slice; None if not found."""
    segmentation = detection.segmentation
    if segmentation is not None and {LEFT_VENTRICLE, MYOCARDIUM} <= set(segmentation.names):
        return _widest(segmentation)
    named = detection.landmarks.named
    centers = [p.position for p in named(LV_CENTER) if p.position is not None]
    insertions = [
        p.position
        for name in (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION)
        for p in named(name)
        if p.position is not None
    ]
    if not centers or not insertions:
        return None
    # An insertion lies on the outer wall, in the slice of the nearest center.
    distances = np.linalg.norm(np.array(insertions)[:, None] - np.array(centers)[None], axis=2)
    return float(2 * np.median(distances.min(axis=1)))


def _widest(segmentation: Segmentation) -> float | None:
    wanted = [n for n, name in enumerate(segmentation.names, 1) if name in (LEFT_VENTRICLE, MYOCARDIUM)]
    axis = slice_axis(segmentation.grid)
    inside = np.isin(segmentation.labels[segmentation.window()], wanted)
    others = tuple(n for n in range(3) if n != 2 - axis)
    pixels = int(inside.sum(axis=others).max(initial=0))
    if not pixels:
        return None
    area = pixels * float(np.prod(np.delete(segmentation.grid.spacing, axis)))
    return float(2 * np.sqrt(area / np.pi))
