"""A segmentation as a DICOM Segmentation object (PS3.3 A.51), of the images it was drawn on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.anatomy import TISSUE, Anatomy, SegmentType
from ...core.detection import Segmentation
from ...core.geometry import FloatArray
from ...core.short_axis import slices_last
from ...errors import InputError
from ..label_maps import LabelMap, place
from . import derived
from .derived import Maker
from .stack import Frame

if TYPE_CHECKING:
    from pydicom import Dataset

_GRAY = (0.5, 0.5, 0.5)
_SERIES = 1
_LEAST = 8  # pixels of a slice; highdicom 0.28 packs the bits of fewer where no reader expects them


def segmentation_object(
    segmentation: Segmentation, frame: Frame, maker: Maker, anatomy: Anatomy
) -> Dataset:
    """The object.

    Each slice lies exactly where its image says, even where slices jitter about an even stack; slices
    without a segment are in it, so that readers get the whole stack.

    Args:
        segmentation: on the voxels of the frame, in whatever order they are stored.
        frame: of the series.
        maker: of the contours.
        anatomy: definitions of a model; ``anatomy.json`` speaks for the other segments.

    Raises:
        InputError: it lies on other voxels, holds no segment, has slices of a few pixels; highdicom is
            missing.
    """
    hd = derived.require_highdicom()
    labels = _labels_on(segmentation, frame)
    if labels[0].size < _LEAST:
        folder = frame.planes[0].file.parent
        raise InputError(
            f"Slices of {labels[0].size} pixels cannot be exported: {folder} shows no heart."
        )
    sources = derived.source_datasets(frame)
    first, *others = _by_series(sources)
    shown = [n for n in range(1, len(segmentation.names) + 1) if (labels == n).any()]
    if not shown:
        raise InputError(f"No segment has a voxel in {frame.planes[0].file.parent}: nothing to export.")
    masks = np.stack([labels == n for n in shown], axis=-1)
    return hd.seg.Segmentation(  # type: ignore[no-any-return]
        source_images=first,
        further_source_images=[image for series in others for image in series] or None,
        pixel_array=masks.astype(np.uint8),
        segmentation_type="BINARY",
        segment_descriptions=[
            _description(number, segmentation.names[n - 1], maker, anatomy)
            for number, n in enumerate(shown, start=1)
        ],
        series_instance_uid=hd.UID(),
        series_number=derived.series_number(sources, _SERIES),
        sop_instance_uid=hd.UID(),
        instance_number=1,
        content_label="LANDMARKAI",
        content_description=derived.RESEARCH,
        series_description="LandmarkAI contours",
        omit_empty_frames=False,
        **_placing(frame),
        **derived.equipment(),
    )


def _labels_on(segmentation: Segmentation, frame: Frame) -> LabelMap:
    """(slices, rows, columns) as the images are stored."""
    if not derived.holds_same_voxels(segmentation.grid, frame.grid):
        raise InputError(
            f"The contours do not lie on the images of {frame.planes[0].file.parent}: give the series "
            "that they were drawn on."
        )
    return place(segmentation.labels, segmentation.grid, frame.grid)


def _by_series(sources: list[Dataset]) -> list[list[Dataset]]:
    """The images by series: slices may be a series each."""
    found: dict[str, list[Dataset]] = {}
    for image in sources:
        found.setdefault(image.SeriesInstanceUID, []).append(image)
    return list(found.values())


def _placing(frame: Frame) -> dict[str, Any]:
    """Position of each slice, orientation and size of pixels."""
    hd = derived.require_highdicom()
    first, distance = frame.planes[0], _slice_distance(frame)
    several = len(frame.planes) > 1
    return {
        "plane_positions": [
            hd.PlanePositionSequence("PATIENT", image_position=_decimal(plane.position))
            for plane in frame.planes
        ],
        "plane_orientation": hd.PlaneOrientationSequence(
            "PATIENT", image_orientation=_decimal(frame.grid.axes[:, :2].T.ravel())
        ),
        "pixel_measures": hd.PixelMeasuresSequence(
            pixel_spacing=_decimal(frame.grid.spacing[[1, 0]]),
            slice_thickness=float(first.thickness or distance),
            spacing_between_slices=distance if several else None,
        ),
    }


def _slice_distance(frame: Frame) -> float:
    """Mm from slice to slice at a right angle to them."""
    order = slices_last(frame.grid)
    first, second = (frame.grid.axes[:, axis] for axis in order[:2])
    normal, step = np.cross(first, second), frame.grid.affine[:3, order[2]]
    return round(float(abs(step @ normal) / np.linalg.norm(normal)), 6)


def _decimal(values: FloatArray) -> list[float]:
    """Numbers that a decimal string of DICOM holds, 16 characters."""
    return [round(float(value), 9) for value in values]


def _description(number: int, name: str, maker: Maker, anatomy: Anatomy) -> Any:
    hd = derived.require_highdicom()
    kind = anatomy.segment(name) or SegmentType(name, _GRAY)
    red, green, blue = (round(255 * part) for part in kind.color)
    algorithm = None
    if maker.name:
        algorithm = hd.AlgorithmIdentificationSequence(
            name=maker.name, family=derived.coded(derived.AI), version=maker.version or "unknown"
        )
    return hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=name,
        segmented_property_category=derived.coded(kind.category or TISSUE),
        segmented_property_type=derived.coded(kind.type or TISSUE),
        algorithm_type=maker.how,
        algorithm_identification=algorithm,
        tracking_uid=hd.UID(),
        tracking_id=name,
        display_color=hd.color.CIELabColor.from_rgb(red, green, blue),
    )
