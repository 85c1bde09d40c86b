"""Photographs and X-rays: single pictures that have no place in the patient.

They lie where 3D Slicer puts a picture: columns towards the patient's left, rows towards posterior, the
first pixel at the origin. A pixel whose size is not known is taken to be 1 mm wide there; ``units`` in
the image's metadata then says ``px``, so that no distance in it is taken for millimetres.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.geometry import Grid
from ..core.image import PIXELS, UNITS, Image, unit_of_length
from ..errors import InputError
from .dicom.header import number, numbers, read_header
from .dicom.pixels import read_stored
from .dicom.series import DicomImage, Series

PHOTOGRAPH_SUFFIXES = (".png", ".jpg", ".jpeg")
PROJECTIONS = ("CR", "DX", "MG", "PX", "IO", "RG", "XC", "GM", "SM", "OP", "ES", "DG")
"""DICOM modalities of pictures without depth."""

_ORIENTATION = 0x0112  # of EXIF
_DEEP = ("I", "I;16", "I;16B", "I;16L", "F")  # Pillow's modes of more than 8 grey bits
_AT_DETECTOR = "millimetres are those at the detector: what lies before it is shown larger than it is"


def read_photograph(path: Path) -> Image:
    """Read a PNG or JPEG file as one slice of grey values.

    Colours become their luminance. The size that such files state is for printing and is not used.

    Raises:
        InputError: no such picture, damaged, or larger than any camera makes.
    """
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    try:
        with Pillow.open(path, formats=("PNG", "JPEG")) as picture:
            turned = picture.getexif().get(_ORIENTATION, 1) != 1
            grey = picture if picture.mode in _DEEP else picture.convert("L")
            array = np.array(grey)
    except (UnidentifiedImageError, Pillow.DecompressionBombError, ValueError, SyntaxError) as error:
        raise InputError(f"{path} is no PNG or JPEG picture, or damaged: save it again.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error}): copy or save it again.") from error
    notes = []
    if turned:
        notes.append("the file asks to be turned for display (EXIF): its pixels are taken as stored")
    return _image(array, (1.0, 1.0), path.stem, {UNITS: PIXELS}, notes)


def is_projection(image: DicomImage) -> bool:
    """Whether a DICOM file is a picture without depth that has no place in the patient."""
    return image.unplaced is not None and image.facts.get("modality", "").upper() in PROJECTIONS


def is_picture(image: Image) -> bool:
    """Whether an image is a photograph or an X-ray, of whatever file."""
    modality = image.metadata.get("modality", "").upper()
    return modality in PROJECTIONS or unit_of_length(image.metadata) == PIXELS


def only_projection(series: Series) -> DicomImage | None:
    """The picture of a series of one; None where it is something else."""
    first = series.images[0]
    return first if len(series.images) == 1 and is_projection(first) else None


def read_projection(image: DicomImage) -> Image:
    """Read an X-ray or another picture from a DICOM file.

    Its pixels are as large as PixelSpacing says, else as at the detector (ImagerPixelSpacing).

    Raises:
        InputError: colour, several frames, or damaged.
    """
    if image.colour:
        raise InputError(f"{image.path} is a colour image ({image.colour}): export its grey values.")
    dataset = read_header(image.path)
    frames = read_stored(image.path)
    if len(frames) != 1:
        raise InputError(f"{image.path} holds {len(frames)} frames: save one of them.")
    slope, intercept = number(dataset, "RescaleSlope") or 1.0, number(dataset, "RescaleIntercept") or 0.0
    array = frames[0] if (slope, intercept) == (1.0, 0.0) else frames[0] * slope + intercept
    metadata, notes = dict(image.facts), []
    spacing = numbers(dataset, "PixelSpacing")
    if not _usable(spacing):
        spacing = numbers(dataset, "ImagerPixelSpacing")
        notes = [_AT_DETECTOR]
    if not _usable(spacing):
        spacing, notes = (1.0, 1.0), []
        metadata[UNITS] = PIXELS
    return _image(array, (spacing[1], spacing[0]), image.path.stem, metadata, notes)


def _usable(spacing: tuple[float, ...]) -> bool:
    return len(spacing) == 2 and min(spacing) > 0


def _image(
    array: npt.NDArray[Any],
    spacing: tuple[float, float],
    name: str,
    metadata: dict[str, str],
    notes: list[str],
) -> Image:
    """One slice; ``spacing`` along a row and along a column, mm."""
    rows, columns = array.shape
    grid = Grid((columns, rows, 1), np.diag([*spacing, 1.0, 1.0]))
    if notes:
        metadata = {**metadata, "warning": "; ".join(notes)}
    return Image(np.ascontiguousarray(array[None]), grid, name, metadata)
