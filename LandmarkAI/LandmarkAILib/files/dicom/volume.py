"""A DICOM series as an image: grid from its headers, pixels from its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.geometry import Grid
from ...core.image import Image
from ...errors import InputError
from ..input_errors import choose_frame
from .pixels import read_planes
from .series import DicomImage, Series
from .stack import Frame, stack


@dataclass(frozen=True)
class Geometry:
    """What headers say of an image.

    Args:
        frames: how many images there are at each slice position.
        grid: of the first of them.
        modality: as DICOM names it; empty where the file does not say.
    """

    frames: int
    grid: Grid
    modality: str


def read_series(series: Series, frame: int | None = None) -> Image:
    """Read a series; see :func:`LandmarkAILib.files.images.read_image`.

    Raises:
        InputError: damaged files, colour, mixed images, missing slices, slices off a regular grid,
            no position in the patient, several frames and no choice.
    """
    images, left_out = _placed(series)
    frames = _stacked(series, images)
    chosen = frames[choose_frame(series.title, len(frames), frame, which_frames(frames))]
    metadata = dict(images[0].facts)
    notes = [*series.notes, *left_out, *chosen.notes]
    if chosen.part:
        notes.append(
            f"of {len({one.part for one in frames})} kinds of image in the series: {chosen.part}"
        )
    if notes:
        metadata["warning"] = "; ".join(dict.fromkeys(notes))
    return Image(read_planes(chosen.planes), chosen.grid, series.name, metadata)


def count_series_frames(series: Series) -> int:
    """How many images the series has at each slice position.

    Raises:
        InputError: as :func:`read_series`.
    """
    return len(frames_of(series))


def frames_of(series: Series) -> list[Frame]:
    """The frames of a series, each with its images in the order of the slices.

    Raises:
        InputError: as :func:`read_series`.
    """
    return _stacked(series, _placed(series)[0])


def _stacked(series: Series, images: Sequence[DicomImage]) -> list[Frame]:
    return stack(series.title, [plane for image in images for plane in image.planes])


def read_series_geometry(series: Series) -> Geometry:
    """What the headers of a series say.

    Raises:
        InputError: as :func:`read_series`, apart from damage to the pixels.
    """
    images, _ = _placed(series)
    frames = stack(series.title, [plane for image in images for plane in image.planes])
    return Geometry(len(frames), frames[0].grid, images[0].facts.get("modality", ""))


def which_frames(frames: Sequence[Frame]) -> str:
    """What frames there are, such as ``0 to 23 magnitude, 24 to 47 phase``; empty where none differ."""
    parts = list(dict.fromkeys(frame.part for frame in frames))
    said = []
    for part in parts:
        places = [n for n, frame in enumerate(frames) if frame.part == part]
        first, last = frames[places[0]], frames[places[-1]]
        span = f"{places[0]} to {places[-1]}" if len(places) > 1 else f"{places[0]}"
        times = [first.time, last.time] if last is not first else [first.time]
        when = f"at {' to '.join(times)}" if first.time else ""
        if words := " ".join(filter(None, (part, when))):
            said.append(f"{span} {words}")
    return ", ".join(said)


def _placed(series: Series) -> tuple[list[DicomImage], list[str]]:
    """The images that have a place in the patient, and what to say of those that have none.

    A page of results or a screenshot among the slices has none. What is of the slices' own kind must
    have one.
    """
    placed = [image for image in series.images if image.planes]
    for image in series.images:
        if image.colour and (image.planes or not placed):
            raise InputError(
                f"{image.path} is a colour image ({image.colour}): "
                "export the grey values that the scanner made."
            )
    kinds = {image.sop_class for image in placed}
    for image in series.images:
        if image.unplaced is not None and (not placed or image.sop_class in kinds):
            raise image.unplaced
    odd = [image.path.name for image in series.images if image.unplaced is not None]
    if not odd:
        return placed, []
    more = f" and {len(odd) - 3} more" if len(odd) > 3 else ""
    what = "1 image without" if len(odd) == 1 else f"{len(odd)} images without"
    return placed, [f"left out: {what} a place in the patient ({', '.join(odd[:3])}{more})"]
