"""Where each image of a DICOM file lies (PS3.3 C.7.6.2, C.7.6.16), what it shows and when it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...core.geometry import FloatArray
from ...errors import InputError
from . import header as elements

if TYPE_CHECKING:
    from pydicom import Dataset

# How far header directions may be from perpendicular unit vectors. Two digits are off by up to 0.9 %
# and half a degree, which are rounding; what is off by more is a mistake.
_OFF_LENGTH, _OFF_RIGHT_ANGLE = 0.02, 0.02
ROUNDED = 1e-3
"""Of a unit vector, from where on it is said that directions were made perpendicular."""
_PARTS = {"M": "magnitude", "P": "phase", "R": "real part", "I": "imaginary part"}
# Values of ImageType that do not tell apart what the images of a series show.
_NO_KIND = ("ORIGINAL", "DERIVED", "PRIMARY", "SECONDARY", "NONE", "MIXED")


class Kind(NamedTuple):
    """What an image shows, among others of the same place.

    Args:
        image: values of ImageType or ComplexImageComponent that tell images apart.
        echo: time in ms; negative where the file has none.
        b_value: s/mm² of diffusion weighting; negative where the file has none.
    """

    image: tuple[str, ...]
    echo: float
    b_value: float

    def __str__(self) -> str:
        names = [_PARTS.get(value, value.lower().replace("_", " ")) for value in self.image]
        parts = names[: 1 if self.image and self.image[0] in _PARTS else 2]
        if self.echo >= 0:
            parts.append(f"echo time {self.echo:g} ms")
        if self.b_value >= 0:
            parts.append(f"b {self.b_value:g}")
        return " ".join(parts)


class Times(NamedTuple):
    """What orders the images of one place, the most telling first; None for what a file leaves out.

    Args:
        temporal: position in time, counted.
        trigger: ms since the R wave.
        dimensions: values of the file's own dimensions.
        acquisition: seconds since midnight.
        content: seconds since midnight.
        instance: number in the series.
        frame: place in a multi-frame file; None for a single image.
    """

    temporal: float | None
    trigger: float | None
    dimensions: tuple[float, ...] | None
    acquisition: float | None
    content: float | None
    instance: float | None
    frame: float | None


@dataclass(frozen=True, eq=False)
class Plane:
    """One image of a series: a file, or a frame of an enhanced multi-frame file.

    Args:
        file: that holds the pixels.
        frame: index within the file.
        size: columns and rows.
        position: (3,) LPS mm of the centre of the first pixel.
        directions: (3, 2) unit vectors along a row (i) and along a column (j), LPS, perpendicular.
        rounding: how far the directions in the header were from that.
        spacing: (2,) mm along i and j.
        thickness: mm; None where the file does not say.
        kind: what it shows.
        times: sort the images of one slice.
        acquisition: its number; None where the file does not say.
        rescale: slope and intercept of this image.
    """

    file: Path
    frame: int
    size: tuple[int, int]
    position: FloatArray
    directions: FloatArray
    rounding: float
    spacing: FloatArray
    thickness: float | None
    kind: Kind
    times: Times
    acquisition: float | None
    rescale: tuple[float, float]


def planes_of(file: Path, dataset: Dataset) -> tuple[Plane, ...]:
    """The images of a file, in its order.

    Raises:
        InputError: it does not say where each of them lies.
    """
    count = int(elements.number(dataset, "NumberOfFrames") or 0) if "NumberOfFrames" in dataset else 1
    own = elements.sequence(dataset, "PerFrameFunctionalGroupsSequence")
    if count < 1 or ((own or count > 1) and len(own) != count):
        raise InputError(
            f"{file} does not say where its {count} frames lie in the patient: "
            "export it from the scanner again, as single-frame or enhanced DICOM."
        )
    shared = elements.sequence(dataset, "SharedFunctionalGroupsSequence")
    return tuple(
        _plane(file, n, count, _Frame(dataset, [*own[n : n + 1], *shared])) for n in range(count)
    )


@dataclass(frozen=True)
class _Frame:
    """The elements of a frame: its own, those that all frames share, the file's."""

    dataset: Dataset
    groups: list[Dataset]

    def where(self, macro: str, keyword: str) -> Dataset:
        """The data set that holds an element for this frame."""
        for group in self.groups:
            for item in elements.sequence(group, macro):
                if keyword in item:
                    return item
        return self.dataset

    def numbers(self, macro: str, keyword: str) -> tuple[float, ...]:
        return elements.numbers(self.where(macro, keyword), keyword)

    def number(self, macro: str, keyword: str) -> float | None:
        return next(iter(self.numbers(macro, keyword)), None)

    def placing(self, file: Path, macro: str, keyword: str, count: int) -> FloatArray:
        """Numbers without which the frame has no place."""
        holder = self.where(macro, keyword)
        values = elements.numbers(holder, keyword)
        if len(values) == count:
            return np.array(values)
        if said := elements.stated(holder, keyword):
            raise InputError(
                f"{file} has '{said}' as its {keyword}, which is not {count} numbers: "
                "correct its header or export the original images again."
            )
        raise InputError(
            f"{file} does not say where it lies in the patient (no {keyword}): "
            "export the original images from the scanner or archive."
        )


def _plane(file: Path, number: int, count: int, frame: _Frame) -> Plane:
    position = frame.placing(file, "PlanePositionSequence", "ImagePositionPatient", 3)
    stated = frame.placing(file, "PlaneOrientationSequence", "ImageOrientationPatient", 6)
    directions = _perpendicular(file, stated.reshape(2, 3).T)
    spacing = frame.placing(file, "PixelMeasuresSequence", "PixelSpacing", 2)[::-1]
    if spacing.min() <= 0:
        raise InputError(
            f"{file} has a pixel size of {spacing[0]:g} × {spacing[1]:g} mm: export it again."
        )
    rows, columns = (int(elements.number(frame.dataset, name) or 0) for name in ("Rows", "Columns"))
    if min(rows, columns) < 1:
        raise InputError(f"{file} is damaged or truncated (no pixels): copy or export it again.")
    thickness = frame.number("PixelMeasuresSequence", "SliceThickness") or 0.0
    return Plane(
        file=file,
        frame=number,
        size=(columns, rows),
        position=position,
        directions=directions,
        rounding=float(np.abs(directions - stated.reshape(2, 3).T).max()),
        spacing=spacing,
        thickness=thickness if thickness > 0 else None,
        kind=_kind(frame),
        times=_times(frame, number if count > 1 else None),
        acquisition=elements.number(frame.dataset, "AcquisitionNumber"),
        rescale=_rescale(frame),
    )


def _perpendicular(file: Path, stated: FloatArray) -> FloatArray:
    """(3, 2) the perpendicular unit vectors nearest to what a header says of row and column."""
    products = stated.T @ stated
    lengths = np.sqrt(np.diag(products))
    if abs(lengths - 1).max() > _OFF_LENGTH or abs(products[0, 1]) > _OFF_RIGHT_ANGLE:
        raise InputError(
            f"{file} has row and column directions that are no perpendicular unit vectors: "
            "export it again."
        )
    left, _, right = np.linalg.svd(stated / lengths, full_matrices=False)
    return np.asarray(left @ right)


def _rescale(frame: _Frame) -> tuple[float, float]:
    """Slope and intercept; 1 and 0 where the file has none."""
    macro = "PixelValueTransformationSequence"
    slope = frame.number(macro, "RescaleSlope") or 1.0
    return slope, frame.number(macro, "RescaleIntercept") or 0.0


def _kind(frame: _Frame) -> Kind:
    macro, keyword = "MRImageFrameTypeSequence", "ComplexImageComponent"
    component = elements.text(frame.where(macro, keyword), keyword)
    frame_type = elements.text(frame.where(macro, "FrameType"), "FrameType")
    values = (frame_type or elements.text(frame.dataset, "ImageType")).upper().split("\\")
    image = [value.strip() for value in values if value.strip() and value.strip() not in _NO_KIND]
    if component and component not in _NO_KIND:
        image.insert(0, component)
    echo = frame.number("MREchoSequence", "EffectiveEchoTime")
    echo = echo if echo is not None else elements.number(frame.dataset, "EchoTime")
    b_value = frame.number("MRDiffusionSequence", "DiffusionBValue")
    # The letter of a complex part comes first: it is what parts magnitude from phase.
    image.sort(key=lambda value: value not in _PARTS)
    return Kind(tuple(image), -1.0 if echo is None else echo, -1.0 if b_value is None else b_value)


def _times(frame: _Frame, number: int | None) -> Times:
    content, cardiac, file = "FrameContentSequence", "CardiacSynchronizationSequence", frame.dataset
    temporal = frame.number(content, "TemporalPositionIndex")
    trigger = frame.number(cardiac, "NominalCardiacTriggerDelayTime")
    return Times(
        temporal=_first(temporal, elements.number(file, "TemporalPositionIdentifier")),
        trigger=_first(trigger, elements.number(file, "TriggerTime")),
        dimensions=frame.numbers(content, "DimensionIndexValues") or None,
        acquisition=elements.clock(file, "AcquisitionTime"),
        content=elements.clock(file, "ContentTime"),
        instance=elements.number(file, "InstanceNumber"),
        frame=None if number is None else float(number),
    )


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
