"""Where each image of a DICOM file lies, as PS3.3 C.7.6.2 and C.7.6.16 say it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...core.geometry import FloatArray
from ...errors import InputError
from .header import Header


@dataclass(frozen=True, eq=False)
class Plane:
    """One image of a series: a file, or a frame of an enhanced multi-frame file.

    Args:
        file: that holds the pixels.
        frame: index within the file.
        size: columns and rows.
        position: (3,) LPS mm of the centre of the first pixel.
        directions: (3, 2) unit vectors along a row (i) and along a column (j), LPS.
        spacing: (2,) mm along i and j.
        thickness: mm; None where the file does not say.
        time: sorts the images of one slice.
        rescale: slope and intercept of this image.
    """

    file: Path
    frame: int
    size: tuple[int, int]
    position: FloatArray
    directions: FloatArray
    spacing: FloatArray
    thickness: float | None
    time: tuple[float, ...]
    rescale: tuple[float, float]


def planes_of(file: Path, header: Header) -> list[Plane]:
    """The images of a file, in its order.

    Raises:
        InputError: it does not say where each of them lies.
    """
    count = int(header.get("NumberOfFrames", (1,))[0])
    groups = header.get("PerFrameFunctionalGroupsSequence", [])
    if count < 1 or ((groups or count > 1) and len(groups) != count):
        raise InputError(
            f"{file} does not say where its {count} frames lie in the patient: "
            "export it from the scanner again, as single-frame or enhanced DICOM."
        )
    return [_plane(file, header, frame) for frame in range(count)]


def rescale_of(header: Header, frame: int) -> tuple[float, float]:
    """Slope and intercept of a frame; 1 and 0 where the file has none."""
    macro = "PixelValueTransformationSequence"
    slope = element_of(header, frame, macro, "RescaleSlope") or (1.0,)
    intercept = element_of(header, frame, macro, "RescaleIntercept") or (0.0,)
    return slope[0] or 1.0, intercept[0]


def element_of(header: Header, frame: int, macro: str, keyword: str) -> Any:
    """An element of a frame: its own, the one that all frames share, or the file's; else None."""
    own = header.get("PerFrameFunctionalGroupsSequence", [])[frame : frame + 1]
    for group in [*own, *header.get("SharedFunctionalGroupsSequence", [])]:
        for item in group.get(macro, []):
            if keyword in item:
                return item[keyword]
    return header.get(keyword)


def _plane(file: Path, header: Header, frame: int) -> Plane:
    def numbers(macro: str, keyword: str, count: int) -> FloatArray:
        values = np.array(element_of(header, frame, macro, keyword) or (), float)
        if len(values) != count:
            raise InputError(
                f"{file} does not say where it lies in the patient (no {keyword}): "
                "export the original images from the scanner or archive."
            )
        return values

    position = numbers("PlanePositionSequence", "ImagePositionPatient", 3)
    directions = numbers("PlaneOrientationSequence", "ImageOrientationPatient", 6).reshape(2, 3).T
    if not np.allclose(directions.T @ directions, np.eye(2), atol=1e-3):
        raise InputError(
            f"{file} has row and column directions that are no perpendicular unit vectors: "
            "export it again."
        )
    spacing = numbers("PixelMeasuresSequence", "PixelSpacing", 2)[::-1]
    if spacing.min() <= 0:
        raise InputError(
            f"{file} has a pixel size of {spacing[0]:g} × {spacing[1]:g} mm: export it again."
        )
    thickness = element_of(header, frame, "PixelMeasuresSequence", "SliceThickness") or (0.0,)
    return Plane(
        file=file,
        frame=frame,
        size=(int(header["Columns"][0]), int(header["Rows"][0])),
        position=position,
        directions=directions / np.linalg.norm(directions, axis=0),
        spacing=spacing,
        thickness=thickness[0] if thickness[0] > 0 else None,
        time=_time(header, frame),
        rescale=rescale_of(header, frame),
    )


def _time(header: Header, frame: int) -> tuple[float, ...]:
    """Temporal position, trigger time, place in the series."""
    content, cardiac = "FrameContentSequence", "CardiacSynchronizationSequence"
    elements = (
        element_of(header, frame, content, "TemporalPositionIndex")
        or header.get("TemporalPositionIdentifier"),
        element_of(header, frame, cardiac, "NominalCardiacTriggerDelayTime")
        or header.get("TriggerTime"),
        header.get("InstanceNumber"),
    )
    return (*(element[0] if element else 0.0 for element in elements), float(frame))
